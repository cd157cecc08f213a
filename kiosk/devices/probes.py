"""What each kind of device on a serial line is asked to find out whether it is there.

No question moves, prints, sells or reads anything. The printer's comes first, for a printer keeps what it
does not understand as text until its next line.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kiosk.devices.drivers import board_sentence, ecr_hub_frame, sam_frame
from kiosk.devices.drivers.board_sentence import Sentence, SentenceParser
from kiosk.devices.drivers.board_words import VERSION
from kiosk.devices.drivers.escpos_replies import RealTimeStatus, ReplyParser
from kiosk.devices.drivers.escpos_status import QUERIES, decode_status
from kiosk.devices.drivers.sam_commands import Request, Status
from kiosk.devices.drivers.scanner_lines import CommandAccepted, ScannerLines
from kiosk.devices.drivers.scanner_trigger import REVISION_QUERY, TRIGGERS, TriggerModel
from kiosk.devices.ports import DeviceKind, FaultCode, PaperState

_CONFIRMED = (b"\x06.", b"\x05.", b"\x15.")
"""How a Honeywell scanner ends its answer to a menu command: yes, unknown, no."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a device said of itself."""

    found: str
    """What it is, for a technician."""
    fault: FaultCode | None = None
    """What keeps it from working, as far as it was asked."""
    paper_low: bool = False


@dataclass(frozen=True, slots=True)
class Probe:
    """One question."""

    kind: DeviceKind
    bauds: tuple[int, ...]
    """Usual speeds, the most usual first."""
    question: bytes
    understand: Callable[[bytes], Answer | None]
    """Say what answered; None if the bytes are no answer of such a device."""
    seconds: float
    """How long an answer may take."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """What its table in the settings needs besides the line."""


def _printer(answer: bytes) -> Answer | None:
    values = [reply.value for reply in ReplyParser().feed(answer) if isinstance(reply, RealTimeStatus)]
    if len(values) != len(answer):
        return None
    match values:
        case [printer, cause, error, roll]:
            status = decode_status((printer, cause, error, roll))
            return Answer("an ESC/POS printer", status.fault, paper_low=status.paper is PaperState.LOW)
        case _:
            return None


def _identity_card_reader(answer: bytes) -> Answer | None:
    for content in sam_frame.FrameParser().feed(answer):
        if reply := Request.STATUS.parse(content):
            fault = None if reply.status == Status.OK else FaultCode.IDENTITY_MODULE_ERROR
            return Answer("a reader of resident ID cards", fault)
    return None


def _terminal(answer: bytes) -> Answer | None:
    frames = ecr_hub_frame.FrameParser().feed(answer)
    confirmed = any(frame.type is ecr_hub_frame.FrameType.HANDSHAKE_CONFIRMED for frame in frames)
    return Answer("a payment terminal of ECR Hub") if confirmed else None


def _board(answer: bytes) -> Answer | None:
    for sentence in SentenceParser().feed(answer):
        if sentence.word == "HELLO":
            return Answer(f"an indicator board ({''.join(sentence.fields[3:]) or 'it gives no name'})")
    return None


def _newland(answer: bytes) -> Answer | None:
    accepted = any(isinstance(word, CommandAccepted) for word in ScannerLines().feed(answer, 0.0))
    return Answer("a code scanner of Newland") if accepted else None


def _honeywell(answer: bytes) -> Answer | None:
    return Answer("a code scanner of Honeywell") if answer.endswith(_CONFIRMED) else None


_FAST, _SLOW = 115_200, 9600

PROBES = (
    Probe(
        DeviceKind.PRINTER,
        (_FAST, _SLOW, 19_200, 38_400),
        b"".join(b"\x10\x04" + bytes((query,)) for query in QUERIES),
        _printer,
        0.3,
    ),
    Probe(
        DeviceKind.INDICATOR_BOARD,
        (_FAST,),
        board_sentence.encode_sentence(Sentence("HELLO", 1, (str(VERSION),))),
        _board,
        0.3,
    ),
    Probe(
        DeviceKind.IDENTITY_CARD_READER,
        (_FAST, _SLOW),
        sam_frame.encode_frame(Request.STATUS.value.content),
        _identity_card_reader,
        0.4,
    ),
    Probe(
        DeviceKind.PAYMENT_TERMINAL,
        (_FAST,),
        ecr_hub_frame.encode_frame(ecr_hub_frame.HANDSHAKE),
        _terminal,
        0.5,
        {"app_id": "given by the acquirer"},
    ),
    Probe(
        DeviceKind.CODE_SCANNER,
        (_SLOW, _FAST),
        TRIGGERS[TriggerModel.NEWLAND].stop,
        _newland,
        0.3,
        {"trigger": TriggerModel.NEWLAND},
    ),
    Probe(
        DeviceKind.CODE_SCANNER,
        (_SLOW, _FAST),
        REVISION_QUERY,
        _honeywell,
        0.3,
        {"trigger": TriggerModel.HONEYWELL},
    ),
)
