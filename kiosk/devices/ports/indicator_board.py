"""The port of the board with the indicator lights, the door's switch and the tamper sensor.

XFS calls it the sensors and indicators unit; the flash rates and the door's states are XFS4IoT's.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.devices.ports.device_status import DeviceStatus
from kiosk.devices.ports.faults import DeviceKind, Fault


class FlashRate(StrEnum):
    """How a light that is not off shines."""

    SLOW = "slow"
    QUICK = "quick"
    CONTINUOUS = "continuous"


class Colour(StrEnum):
    """The colour of a light; a board with lights of one colour shows that one instead."""

    GREEN = "green"
    YELLOW = "yellow"


class DoorState(StrEnum):
    """How the cabinet's door stands."""

    UNKNOWN = "unknown"
    CLOSED = "closed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Light:
    """How a light is to shine."""

    rate: FlashRate
    colour: Colour


@dataclass(frozen=True, slots=True)
class IndicatorBoardCapabilities:
    """What a board has."""

    places: frozenset[DeviceKind]
    """The devices with a light beside them."""
    colours: frozenset[Colour]


@dataclass(frozen=True, slots=True)
class IndicatorBoardStatus(DeviceStatus):
    """A snapshot of the board and of the cabinet; of a board that is well the fault is the cabinet's."""

    door: DoorState = DoorState.UNKNOWN
    tampered: bool = False
    """The alarm: somebody forced the cabinet, and no operator has acknowledged it yet."""


@dataclass(frozen=True, slots=True)
class BoardObeyed:
    """The board has confirmed a command."""


class IndicatorBoard(Protocol):
    """Lights the place where a citizen should act, and tells of the cabinet's door."""

    @property
    def capabilities(self) -> IndicatorBoardCapabilities:
        """What it has; nothing before it has said so."""
        ...

    @property
    def status(self) -> IndicatorBoardStatus:
        """How it stands now."""
        ...

    def changes(self) -> AsyncIterator[IndicatorBoardStatus]:
        """Give the status now and each one that follows; a fast change may be skipped, the last never."""
        ...

    async def set_lights(self, lights: Mapping[DeviceKind, Light], deadline: float) -> BoardObeyed | Fault:
        """Light these and no others within `deadline` seconds; places without a light are passed over.

        A board that is not there, or that starts anew, shows the lights last wanted once it is back.
        """
        ...

    async def acknowledge_tampering(self, deadline: float) -> BoardObeyed | Fault:
        """End the alarm, which lasts through a loss of power, within `deadline` seconds."""
        ...
