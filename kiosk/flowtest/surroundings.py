"""How the world stands around a kiosk without power, so that the next start finds it so."""

from collections.abc import Iterator

from kiosk.devices.ports import DeviceKind
from kiosk.devices.simulators.faults import NEVER, Always
from kiosk.world import acts


class Surroundings:
    """The lines of the flow that brought the world to where it stands, oldest first."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, ...], str] = {}

    def note(self, act: acts.Act, line: str) -> None:
        """Remember what lasts, and forget what it undoes."""
        match act:
            case acts.PullCard():
                self._lines.pop(("card",), None)
            case acts.PlanFault(at, kind, when) if when == NEVER:
                self._lines.pop((at, "fault", kind), None)
            case acts.Mend(at):
                self._lines = {key: line for key, line in self._lines.items() if at not in key}
            case _ if key := _lasting(act):
                self._lines.pop(key, None)
                self._lines[key] = line

    def forget(self, act: acts.Act) -> None:
        """Drop what an act has left behind and the kiosk itself has undone since."""
        self._lines.pop(_lasting(act), None)

    def __iter__(self) -> Iterator[str]:
        """Give the lines."""
        return iter(self._lines.values())


def _lasting(act: acts.Act) -> tuple[str, ...]:
    """Give what it lasts for, which a later act of the same key undoes; nothing if it does not last."""
    key: tuple[str, ...]
    match act:
        case acts.InsertCard():
            key = ("card",)
        case acts.StandBeforeCamera():
            key = ("person",)
        case acts.Paper() | acts.Cover() | acts.Power():
            key = DeviceKind.PRINTER, type(act).__name__
        case acts.Door() | acts.Tamper():
            key = DeviceKind.INDICATOR_BOARD, type(act).__name__
        case acts.Bureau():
            key = acts.BUREAU, "line"
        case acts.Network():
            key = acts.GATEWAY, "line"
        case acts.Plug(device=device):
            key = device, "cable"
        case acts.PlanFault(at, kind, Always()):
            key = at, "fault", kind
        case _:
            key = ()
    return key
