"""A step's own view of the engine: show, wait, work."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from kiosk.domain.clock import Clock
from kiosk.flows.actions import Action
from kiosk.flows.views import View

T = TypeVar("T")

_QUIET_SECONDS = 0.4
"""Work done sooner than this shows no waiting page, which would only flash by."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A second has passed."""


@dataclass(frozen=True, slots=True)
class _Died:
    error: Exception


class Turn:
    """What a step may do while it is its turn. It ends with the step."""

    def __init__(self, clock: Clock, show: Callable[[View], None], elder: Callable[[], bool]) -> None:
        self.clock = clock
        self._show = show
        self._elder = elder
        self._inbox: asyncio.Queue[object] = asyncio.Queue()
        self._sources: list[asyncio.Task[None]] = []
        self._attended = False

    @property
    def elder(self) -> bool:
        """Whether the citizen asked for larger text, and so for more time."""
        return self._elder()

    def show(self, view: View) -> None:
        """Put a view on the screen."""
        self._show(view)

    def deliver(self, action: Action) -> None:
        """Hand over a citizen's action; one that comes while the step works is dropped."""
        if self._attended:
            self._inbox.put_nowait(action)

    async def next(self) -> object:
        """Wait for the citizen's next action, or for what an attached source gives.

        Raises:
            Exception: what an attached source died of.
        """
        self._attended = True
        item = await self._inbox.get()
        self._attended = not self._inbox.empty()
        if isinstance(item, _Died):
            raise item.error
        return item

    async def ask(self, view: View) -> object:
        """Show a view and wait for what comes next."""
        self.show(view)
        return await self.next()

    def attach(self, source: AsyncIterator[object]) -> None:
        """Have each item of a source come out of `next`, until the step ends."""
        self._sources.append(asyncio.create_task(self._pump(source)))

    def attach_ticks(self) -> None:
        """Have a `Tick` come out of `next` every second."""
        self.attach(self._ticks())

    async def work(self, awaitable: Awaitable[T], view: View) -> T:
        """Wait for a piece of work; a view says what for, if it takes more than a blink."""
        task = asyncio.ensure_future(awaitable)
        patience = asyncio.ensure_future(self.clock.sleep(_QUIET_SECONDS))
        try:
            await asyncio.wait({task, patience}, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                self.show(view)
            return await task
        finally:
            patience.cancel()
            task.cancel()

    async def close(self) -> None:
        """Stop the sources."""
        for source in self._sources:
            source.cancel()
        await asyncio.gather(*self._sources, return_exceptions=True)

    async def _pump(self, source: AsyncIterator[object]) -> None:
        try:
            async for item in source:
                self._inbox.put_nowait(item)
        except Exception as error:  # noqa: BLE001 a source must not die in silence: the step raises it
            self._inbox.put_nowait(_Died(error))

    async def _ticks(self) -> AsyncIterator[Tick]:
        while True:
            await self.clock.sleep(1.0)
            yield Tick()
