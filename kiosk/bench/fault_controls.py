"""What can be planned to go wrong, and when: the part that every tile has in common."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from kiosk.bench.views import Control
from kiosk.devices.simulators.faults import ALWAYS, NEVER, After, AtRandom, Times, When
from kiosk.domain.words import Text
from kiosk.flowtest.occasions import write_when
from kiosk.world import acts

_PERCENT = 20
_MOST = 99


class Occasion:
    """When the next fault that is clicked is to happen."""

    def __init__(self) -> None:
        self.when: When = Times()

    def choose(self, wish: str) -> None:
        """Take one of the choices, or a higher or lower number in the one that is taken."""
        match wish, self.when:
            case "more", After(good):
                self.when = After(min(good + 1, _MOST))
            case "less", After(good):
                self.when = After(max(good - 1, 1))
            case "more", AtRandom() as random:
                self.when = replace(random, seed=min(random.seed + 1, _MOST))
            case "less", AtRandom() as random:
                self.when = replace(random, seed=max(random.seed - 1, 1))
            case _:
                self.when = _CHOICES.get(wish, self.when)

    def controls(self) -> tuple[Control, ...]:
        """Give the choices, and what changes their number."""
        choices = tuple(
            Control(
                f"when: {wish}",
                when_words(self.when if type(when) is type(self.when) else when),
                active=type(when) is type(self.when),
            )
            for wish, when in _CHOICES.items()
        )
        counts = isinstance(self.when, After | AtRandom)
        steps = (
            Control("when: less", Text("bench-when-less"), usable=counts),
            Control("when: more", Text("bench-when-more"), usable=counts),
        )
        return choices + steps


_CHOICES: Mapping[str, When] = {
    "once": Times(),
    "always": ALWAYS,
    "after": After(3),
    "random": AtRandom(_PERCENT, 1),
}


def when_words(when: When) -> Text:
    """Say when."""
    match when:
        case Times(count=1):
            return Text("bench-when-once")
        case Times(count=count):
            return Text("bench-when-times", count=count)
        case After(good=good):
            return Text("bench-when-after", count=good)
        case AtRandom(percent=percent, seed=seed):
            return Text("bench-when-random", percent=percent, seed=seed)
        case _:
            return Text("bench-when-always")


def fault_controls(at: str, planned: Mapping[Any, When], when: When) -> tuple[Control, ...]:
    """Give a control for each fault of something: one that plans it, or one that undoes that."""
    return tuple(_fault_control(at, kind, planned.get(kind), when) for kind in acts.FAULT_KINDS[at])


def _fault_control(at: str, kind: StrEnum, planned: When | None, when: When) -> Control:
    name = Text(f"bench-fault-{kind}")
    if planned is None:
        told = Text("bench-fault-planned", fault=name, when=when_words(when))
        return Control(fault_line(at, kind, when), name, told=told)
    words = Text("bench-fault-planned", fault=name, when=when_words(planned))
    told = Text("bench-fault-undone", fault=name)
    return Control(fault_line(at, kind, NEVER), words, active=True, told=told)


def fault_line(at: str, kind: StrEnum, when: When) -> str:
    """Write the step that plans a fault."""
    return f"fault: {{at: {at}, kind: {kind}, when: {write_when(when)}}}"
