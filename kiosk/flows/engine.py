"""The engine: runs visits, and owns what every service shares.

Back, leave, help, language, elder mode, the idle warning and wiping, the card pulled at any
moment: once, here. A step never repeats them.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from enum import Enum, auto
from typing import Any

from kiosk.devices.ports import CardReader, DeviceState, MediaState
from kiosk.domain.clock import Clock
from kiosk.domain.words import Language, Text
from kiosk.flows import overlays
from kiosk.flows.actions import Action, Tap
from kiosk.flows.display import Display
from kiosk.flows.flow import End, Flow, Go, Idleness, Next, Step
from kiosk.flows.framing import STARTING, Hall, frame
from kiosk.flows.gesture import LEFT, RIGHT, ServiceGesture
from kiosk.flows.idle import IdleWatch
from kiosk.flows.service_switch import ServiceSwitch, out_of_service_step
from kiosk.flows.stage import Stage
from kiosk.flows.turn import Turn
from kiosk.flows.views import Direction, Overlay, Page, PromptView, StatusView, Tone, View

_log = logging.getLogger(__name__)
_FAREWELL_SECONDS = 6.0
_BROKEN_SECONDS = 20.0
"""For words that somebody who was just paying has to take in."""


class _Interrupt(Enum):
    BACK = auto()
    LEAVE = auto()
    IDLE = auto()
    CARD_PULLED = auto()
    READER_LOST = auto()
    """Nobody can say whether the card is still in: the reader has gone."""
    CLOSED = auto()
    """The kiosk goes out of service while nobody is before it."""
    SERVICE = auto()
    """Somebody who looks after the kiosk wants its service menu, while nobody else is before it."""
    BROKEN = auto()
    """The step itself failed: the citizen gets words, and the next one a kiosk."""


_LAST_WORDS: dict[_Interrupt | None, StatusView] = {
    _Interrupt.IDLE: StatusView(
        title=Text("ended-idle"),
        tone=Tone.PLAIN,
        picture="done",
        money=Text("ended-wiped"),
        todo=Text("ended-again"),
    ),
    _Interrupt.CARD_PULLED: StatusView(
        title=Text("ended-card-pulled"),
        tone=Tone.PLAIN,
        picture="done",
        money=Text("ended-wiped"),
        todo=Text("ended-again"),
    ),
    _Interrupt.READER_LOST: StatusView(
        title=Text("reader-broken"),
        tone=Tone.ERROR,
        picture="error",
        money=Text("ended-wiped"),
        todo=Text("ended-reader-lost-todo"),
    ),
    _Interrupt.BROKEN: StatusView(
        title=Text("ended-broken"),
        tone=Tone.ERROR,
        picture="error",
        money=Text("ended-broken-money"),
        todo=Text("ended-broken-todo"),
    ),
}


class Engine:
    """Runs the citizens' flow, visit after visit, until it is cancelled, and the service menu between two.

    It belongs to one asyncio loop; `act` is called on that loop.

    Args:
        service: makes the menu, each time somebody wants it.
    """

    def __init__(
        self,
        citizens: Flow[Any],
        service: Callable[[], Flow[Any]],
        stage: Stage,
        reader: CardReader,
        clock: Clock,
        hall: Hall,
        usual: Display,
        switch: ServiceSwitch,
    ) -> None:
        self._citizens = self._flow = citizens
        self._service = service
        self._stage = stage
        self._reader = reader
        self._clock = clock
        self._hall = hall
        self._usual = usual
        self._switch = switch
        self._closed: Step[Any] = out_of_service_step(switch)
        self._serial = 0
        self._page: Page | None = None
        self._begin_visit()

    def _begin_visit(self) -> None:
        self._display = self._usual
        self._state = self._flow.start()
        self._history: list[Step[Any]] = []
        self._step: Step[Any] | None = None
        self._view: View | None = None
        self._overlay: Overlay | None = None
        self._direction = Direction.NONE
        self._turn: Turn | None = None
        self._interrupt: asyncio.Future[_Interrupt] | None = None
        self._idle = IdleWatch(self._clock, self._flow.limits)
        self._gesture = ServiceGesture()
        self._insertion: int | None = None
        self._card_freed = False  # taken while paying, which does not end the visit

    async def run(self, preparation: Awaitable[object]) -> None:
        """Wait for what must be done before anybody is served, then serve one citizen after another."""
        self._show(STARTING)
        await preparation
        while True:
            self._flow = self._citizens
            cause: Next[Any] | _Interrupt | None
            if self._switch.closures:
                self._begin_visit()
                cause = await self._run_step(self._closed)
            else:
                cause = await self._visit()
            if cause is _Interrupt.SERVICE:
                self._flow = self._service()
                await self._visit()

    async def _visit(self) -> _Interrupt | None:
        """Run the flow once; give what ended it if that was not a step of it."""
        self._begin_visit()
        cause: _Interrupt | None = None
        name: str | None = self._flow.first
        while name is not None:
            step = self._flow.steps[name]
            outcome = await self._run_step(step)
            if isinstance(outcome, _Interrupt) and outcome is not _Interrupt.BACK:
                cause, name = outcome, None
            else:
                name = self._follow(step, outcome)
            if name in {None, self._flow.first}:
                await self._forget()
        await self._farewell(cause)
        return cause

    async def _forget(self) -> None:
        """Wipe what is known of somebody, who has left or gone back to the first page."""
        state, self._state = self._state, self._flow.start()
        # A kiosk that is switched off in the middle does this at its next start, from the journal.
        try:
            await self._flow.end(state)
        except Exception:  # noqa: BLE001 the start does it for this visit, too
            _log.exception("the end of a visit broke")

    def _follow(self, step: Step[Any], outcome: Next[Any] | _Interrupt) -> str | None:
        match outcome:
            case Go(step=name, state=state):
                if name not in step.leads_to:
                    message = f"step {step.name} may not lead to {name}"
                    raise RuntimeError(message)
                self._state = state
                self._direction = Direction.FORWARD
                if step.remembered and name != step.name:
                    self._history.append(step)
                return name
            case End():
                return None
            case _:
                self._direction = Direction.BACK
                return self._history.pop().name if self._history else self._flow.first

    async def _run_step(self, step: Step[Any]) -> Next[Any] | _Interrupt:
        loop = asyncio.get_running_loop()
        self._touch()
        self._step, self._view, self._overlay = step, None, None
        self._interrupt = loop.create_future()
        self._turn = Turn(self._clock, self._show, lambda: self._display.elder)
        work = asyncio.ensure_future(step.run(self._turn, self._state))
        watches = [asyncio.create_task(self._watch_card(step))]
        if step.idleness is not Idleness.IGNORED:
            watches.append(asyncio.create_task(self._watch_idleness(step)))
        if step is self._citizens.steps[self._citizens.first]:
            watches.append(asyncio.create_task(self._watch_switch()))
        first: set[asyncio.Future[Any]] = {work, self._interrupt, *watches}
        try:
            await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
            for watch in watches:
                if watch.done():
                    watch.result()
            return self._interrupt.result() if self._interrupt.done() else await work
        except Exception:  # noqa: BLE001 whatever it is, somebody stands there and must be told
            _log.exception("the step %s broke", step.name)
            return _Interrupt.BROKEN
        finally:
            for task in (work, *watches):
                task.cancel()
            await asyncio.gather(work, *watches, return_exceptions=True)
            await self._turn.close()
            self._turn = None

    async def _watch_idleness(self, step: Step[Any]) -> None:
        while True:
            await self._clock.sleep(1.0)
            left = self._idle.seconds_left(elder=self._display.elder)
            if step.idleness is Idleness.RESETS_DISPLAY:
                if left <= 0:
                    self._display = self._usual
                self._redraw()
            elif left <= 0:
                self._stop(_Interrupt.IDLE)
            elif self._idle.warns(elder=self._display.elder):
                self._overlay = overlays.idle(round(left))
                self._redraw()

    async def _watch_card(self, step: Step[Any]) -> None:
        async for status in self._reader.changes():
            there = status.media is MediaState.PRESENT
            if self._insertion is None:
                if there and step.needs_card and not self._card_freed:
                    self._insertion = status.insertion
            elif not there or status.insertion != self._insertion:
                if step.needs_card:
                    self._stop(_Interrupt.READER_LOST if status.fault else _Interrupt.CARD_PULLED)
                self._insertion = None
                self._card_freed = self._flow.who(self._state) is not None

    async def _watch_switch(self) -> None:
        async for closures in self._switch.changes():
            if closures:
                self._stop(_Interrupt.CLOSED)

    def _stop(self, cause: _Interrupt) -> None:
        if self._interrupt is not None and not self._interrupt.done():
            self._interrupt.set_result(cause)

    def act(self, action: Action, serial: int | None = None) -> None:
        """Take a citizen's action on the page of that serial; one on an earlier page is dropped."""
        if serial is not None and serial != self._serial:
            return
        self._touch()
        if self._nobody_is_served and self._gesture.completed_by(action, self._clock.monotonic()):
            self._stop(_Interrupt.SERVICE)
        elif not self._shared(action) and self._turn is not None and self._overlay is None:
            self._turn.deliver(action)

    def _touch(self) -> None:
        """Note that somebody is there; waiting for them or for a machine takes nothing of a visit's time."""
        if self._step is None or self._step.idleness is Idleness.ENDS_VISIT:
            self._idle.touch()
        else:
            self._idle.extend()

    @property
    def _nobody_is_served(self) -> bool:
        return self._step is not None and self._step.idleness is Idleness.RESETS_DISPLAY

    def _shared(self, action: Action) -> bool:
        """Do what every screen offers; say whether that was it."""
        step = self._step
        if not isinstance(action, Tap) or step is None:
            return False
        match action.target:
            case overlays.STAY:
                self._idle.extend()
                self._overlay = None
            case overlays.LEAVE if self._overlay is not None:
                self._stop(_Interrupt.LEAVE)
            case "leave" if step.leave:
                self._overlay = overlays.leave()
            case "help":
                self._overlay = overlays.help_(self._hall.hotline)
            case "back" if step.back:
                self._stop(_Interrupt.BACK)
            case "elder":
                self._display = Display(self._display.language, not self._display.elder)
            case "language-zh" | "language-en":
                self._display = Display(Language(action.target[-2:]), self._display.elder)
            case _:
                return False
        self._redraw()
        return True

    def _show(self, view: View) -> None:
        if self._view is None or self._view.screen != view.screen:
            self._serial += 1
        self._view = view
        self._redraw()
        self._direction = Direction.NONE

    def _redraw(self) -> None:
        if self._view is None:
            return
        step = self._step
        framed = frame(
            self._hall,
            self._display,
            self._clock.now(),
            who=self._flow.who(self._state),
            number=step.number if step else 0,
            count=self._flow.step_count,
            back=bool(step and step.back),
            leave=bool(step and step.leave),
            overlay=self._overlay,
            corners=(LEFT, RIGHT) if self._nobody_is_served else (),
        )
        page = Page(self._serial, self._direction, framed, self._view)
        if page != self._page:
            self._page = page
            self._stage.show(page)

    async def _farewell(self, cause: _Interrupt | None) -> None:
        """Say how the visit ended, with nothing personal on the screen, and see the card taken."""
        display = self._display
        self._begin_visit()
        self._display = display
        if (
            self._reader.status.device is DeviceState.ONLINE
            and self._reader.status.media is MediaState.PRESENT
        ):
            self._show(
                PromptView(
                    title=Text("take-card-title"), sentence=Text("take-card-sentence"), picture="take-card"
                )
            )
            async for status in self._reader.changes():
                if status.media is not MediaState.PRESENT or status.device is not DeviceState.ONLINE:
                    break
        if cause in _LAST_WORDS:
            self._show(_LAST_WORDS[cause])
            await self._clock.sleep(_BROKEN_SECONDS if cause is _Interrupt.BROKEN else _FAREWELL_SECONDS)
