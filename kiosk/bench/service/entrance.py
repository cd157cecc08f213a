"""Who opens the service menu, and whether their PIN is right."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from kiosk.bench.service.operators import LONGEST_PIN, SHORTEST_PIN
from kiosk.bench.service.state import ServiceVisit
from kiosk.bench.service.tools import Tools
from kiosk.domain.secret import Secret
from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
from kiosk.flows.flow import Back, End, Go, Next, Step
from kiosk.flows.turn import Tick, Turn
from kiosk.flows.views import Button, Choice, MenuView, PinView, StatusView, Tone, WaitView
from kiosk.technician_error import TechnicianError

_log = logging.getLogger(__name__)

Work = Callable[[Turn, ServiceVisit], Awaitable[Next[ServiceVisit]]]
"""What a step does."""

_DIGIT_KEYS = {f"key-{digit}": str(digit) for digit in range(10)}
_CHECKING = WaitView(title=Text("checking-pin"), sentence=Text("please-wait"))
_MINUTE = 60


def entrance_steps(tools: Tools) -> list[Step[ServiceVisit]]:
    """Make the steps from the gesture to the menu."""
    entrance = _Entrance(tools)
    return [
        Step("operator", _told(entrance.operator), frozenset({"operator-pin"}), back=False, leave=False),
        Step("operator-pin", _told(entrance.pin), frozenset({"service-menu"}), remembered=False, leave=False),
    ]


def _told(work: Work) -> Work:
    """Let a step end, with words for the technician, when the file of operators cannot be used."""

    async def work_or_tell(turn: Turn, state: ServiceVisit) -> Next[ServiceVisit]:
        try:
            return await work(turn, state)
        except TechnicianError as error:
            _log.error("nobody can open the service menu: %s", error)
            return await _turned_away(turn, str(error))

    return work_or_tell


class _Entrance:
    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def operator(self, turn: Turn, state: ServiceVisit) -> Next[ServiceVisit]:
        """Ask who it is."""
        names = self._tools.operators.names
        if not names:
            return await _turned_away(turn, Text("service-no-operator-todo"))
        choices = tuple(Choice(f"operator-{number}", "operator", name) for number, name in enumerate(names))
        view = MenuView(
            title=Text("service-operator-title"), choices=choices, main=Button("main", Text("service-leave"))
        )
        by_control = {choice.id: name for choice, name in zip(choices, names, strict=True)}
        while True:
            match await turn.ask(view):
                case Tap("main"):
                    return End()
                case Tap(target) if target in by_control:
                    return Go("operator-pin", replace(state, candidate=by_control[target]))

    async def pin(self, turn: Turn, state: ServiceVisit) -> Next[ServiceVisit]:
        """Ask for the PIN until it is right."""
        operators, name, digits, wrong = self._tools.operators, state.candidate or "", "", False
        turn.attach_ticks()
        while (wait_s := operators.wait_s(name)) is not None:  # somebody may take the PIN away meanwhile
            match await turn.ask(_pin_view(name, len(digits), wait_s, wrong=wrong)):
                case Tap("key-erase"):
                    digits = digits[:-1]
                case Tap("key-clear"):
                    digits = ""
                case Tap(key) if key in _DIGIT_KEYS and len(digits) < LONGEST_PIN and not wait_s:
                    digits, wrong = digits + _DIGIT_KEYS[key], False
                case Tap("main") if len(digits) >= SHORTEST_PIN and not wait_s:
                    tried, digits = Secret(digits), ""
                    check = operators.verify(name, tried, self._tools.back_room.run)
                    if await turn.work(check, _CHECKING):
                        entered = replace(state, operator=name, candidate=None)
                        self._tools.note(entered, "entered")
                        return Go("service-menu", entered)
                    wrong = True
                    self._tools.note(replace(state, operator=name), "wrong PIN")
                case Tick():
                    pass
        return Back()


def _pin_view(name: str, filled: int, wait_s: int, *, wrong: bool) -> PinView:
    message = None
    if wait_s:
        message = Text("service-pin-wait", minutes=wait_s // _MINUTE, seconds=wait_s % _MINUTE)
    elif wrong:
        message = Text("service-pin-wrong")
    return PinView(
        title=Text("service-pin-title"),
        sentence=Text("service-pin-sentence", name=name),
        filled=filled,
        length=LONGEST_PIN,
        message=message,
        tone=Tone.CARE if wait_s else Tone.ERROR,
        erase=Text("key-erase"),
        clear=Text("key-clear"),
        main=Button("main", Text("pin-main"), enabled=filled >= SHORTEST_PIN and not wait_s),
    )


async def _turned_away(turn: Turn, why: Text | str) -> Next[ServiceVisit]:
    view = StatusView(
        title=Text("service-no-operator"),
        tone=Tone.CARE,
        picture="care",
        money=None,
        todo=why,
        main=Button("main", Text("understood")),
    )
    while await turn.ask(view) != Tap("main"):
        pass
    return End()
