"""Whether the kiosk serves citizens, what keeps it from serving, and what they see meanwhile."""

from collections.abc import AsyncGenerator
from enum import StrEnum
from typing import TypeVar

from kiosk.devices.broadcast import Broadcast
from kiosk.domain.words import Text
from kiosk.flows.flow import End, Idleness, Next, Step
from kiosk.flows.turn import Turn
from kiosk.flows.views import StatusView, Tone

State = TypeVar("State")

_CLOSED = StatusView(
    title=Text("out-of-service-title"),
    tone=Tone.CARE,
    picture="care",
    money=None,
    todo=Text("out-of-service-todo"),
)


class Closure(StrEnum):
    """Why a kiosk is out of service."""

    DOOR = "door"
    """The cabinet is open."""
    TAMPERING = "tampering"
    """Somebody forced the cabinet, and no operator has acknowledged it."""
    OPERATOR = "operator"
    """Whoever looks after the kiosk wants it so."""


class ServiceSwitch:
    """Open for citizens while nothing closes it. Whoever is being served is served to the end."""

    def __init__(self) -> None:
        self._closures = Broadcast[frozenset[Closure]](frozenset())

    @property
    def closures(self) -> frozenset[Closure]:
        """What keeps the kiosk from serving; empty if it serves."""
        return self._closures.value

    def changes(self) -> AsyncGenerator[frozenset[Closure]]:
        """Give what keeps it from serving now, and after each change."""
        return self._closures.changes()

    def set(self, closure: Closure, *, closed: bool) -> None:
        """Let one reason begin or end to hold; the others stay as they are."""
        others = self.closures - {closure}
        self._closures.publish(others | {closure} if closed else others)

    async def until_open(self) -> None:
        """Wait until nothing keeps it from serving."""
        async for closures in self.changes():
            if not closures:
                return


def out_of_service_step(switch: ServiceSwitch) -> Step[State]:
    """Make the step that waits until the kiosk serves again; it is part of no flow."""

    async def out_of_service(turn: Turn, _: State) -> Next[State]:
        turn.show(_CLOSED)
        await switch.until_open()
        return End()

    return Step(
        "out-of-service",
        out_of_service,
        frozenset(),
        back=False,
        leave=False,
        idleness=Idleness.RESETS_DISPLAY,
    )
