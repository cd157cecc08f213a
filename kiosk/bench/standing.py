"""How a device stands, in words and colour."""

from dataclasses import dataclass

from kiosk.devices.fault_catalogue import FaultCatalogue
from kiosk.devices.ports import (
    CardReaderStatus,
    DeviceKind,
    DeviceState,
    DeviceStatus,
    IdentityCardReaderStatus,
    PaperState,
    PrinterStatus,
)
from kiosk.domain.words import Text, Words
from kiosk.flows.views import Tone

_WELL = {DeviceState.ONLINE, DeviceState.BUSY}


@dataclass(frozen=True, slots=True)
class Standing:
    """What its status comes to."""

    tone: Tone
    state: Words
    details: tuple[Words, ...]


def state_words(status: DeviceStatus) -> Text:
    """Say its state in a word or two; what answers but has a fault, such as an open door, needs a person."""
    troubled = status.fault is not None and status.device in _WELL
    return Text(f"service-state-{DeviceState.USER_ERROR if troubled else status.device}")


def standing(kind: DeviceKind, status: DeviceStatus, faults: FaultCatalogue) -> Standing:
    """Say how a device stands by its status, and what a fault comes from."""
    state = state_words(status)
    if status.fault is not None:
        return Standing(Tone.ERROR, state, (faults.row(kind, status.fault).cause,))
    if status.device not in _WELL:
        return Standing(Tone.CARE if status.device is DeviceState.STARTING else Tone.ERROR, state, ())
    match status:
        case PrinterStatus(paper=PaperState.LOW):
            return Standing(Tone.CARE, state, (Text("bench-paper-low"),))
        case CardReaderStatus(media=media) | IdentityCardReaderStatus(media=media):
            return Standing(Tone.DONE, state, (Text(f"bench-media-{media}"),))
        case _:
            return Standing(Tone.DONE, state, ())
