"""Runs the kiosk's asyncio loop in a thread of its own, beside Qt's."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any


class LoopThread:
    """One coroutine on one loop in one thread.

    Args:
        main: what runs; its loop is there for `call` as soon as the thread has started.
        ended: called in the thread when it has ended, with what it died of, or None.
    """

    def __init__(
        self, main: Callable[[], Coroutine[Any, Any, None]], ended: Callable[[BaseException | None], None]
    ) -> None:
        self._main = main
        self._ended = ended
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._run, name="kiosk", daemon=True)

    def start(self) -> None:
        """Start, and return when the loop takes calls."""
        self._thread.start()
        self._ready.wait()

    def call(self, function: Callable[..., object], *args: object) -> None:
        """Have a function called on the loop; after its end, nothing happens."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function, *args)

    def stop(self) -> None:
        """Cancel the coroutine and wait until it has ended."""
        if self._task is not None:
            self.call(self._task.cancel)
        self._thread.join()

    def _run(self) -> None:
        died: BaseException | None = None
        try:
            asyncio.run(self._supervise())
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # noqa: BLE001 whatever it is, it is handed on
            died = error
        self._ready.set()
        self._ended(died)

    async def _supervise(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.ensure_future(self._main())
        self._ready.set()
        await self._task
