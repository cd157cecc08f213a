"""What each kind of device on a serial line is asked to find out whether it is there.

No question moves, prints, sells or reads anything. The printer's comes first and is the shortest, for a
printer keeps what it does not understand as text until its next line.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kiosk.devices.drivers import board_sentence, ecr_hub_frame, sam_frame
from kiosk.devices.drivers.board_sentence import Sentence, SentenceParser
from kiosk.devices.drivers.board_words import VERSION
from kiosk.devices.drivers.escpos_replies import RealTimeStatus, ReplyParser
from kiosk.devices.drivers.sam_commands import Request, Status
from kiosk.devices.drivers.scanner_lines import CommandAccepted, ScannerLines
from kiosk.devices.drivers.scanner_trigger import REVISION_QUERY, TRIGGERS, TriggerModel
from kiosk.devices.ports import DeviceKind

_CONFIRMED = (b"\x06.", b"\x05.", b"\x15.")
"""How a Honeywell scanner ends its answer to a menu command: yes, unknown, no."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One question."""

    kind: DeviceKind
    bauds: tuple[int, ...]
    """Usual speeds, the most usual first."""
    question: bytes
    understand: Callable[[bytes], str | None]
    """Say what answered, for a technician; None if the bytes are no answer of such a device."""
    seconds: float
    """How long an answer may take."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """What its table in the settings needs besides the line."""


def _printer(answer: bytes) -> str | None:
    replies = list(ReplyParser().feed(answer))
    each_answers = [type(reply) for reply in replies] == [RealTimeStatus, RealTimeStatus]
    return "an ESC/POS printer" if each_answers and len(answer) == len(replies) else None


def _identity_card_reader(answer: bytes) -> str | None:
    for content in sam_frame.FrameParser().feed(answer):
        if reply := Request.STATUS.parse(content):
            works = "works" if reply.status == Status.OK else f"answers {reply.status:02X}"
            return f"a reader of resident ID cards; its security module {works}"
    return None


def _terminal(answer: bytes) -> str | None:
    frames = ecr_hub_frame.FrameParser().feed(answer)
    confirmed = any(frame.type is ecr_hub_frame.FrameType.HANDSHAKE_CONFIRMED for frame in frames)
    return "a payment terminal of ECR Hub" if confirmed else None


def _board(answer: bytes) -> str | None:
    greeted = any(sentence.word == "HELLO" for sentence in SentenceParser().feed(answer))
    return "an indicator board" if greeted else None


def _newland(answer: bytes) -> str | None:
    accepted = any(isinstance(word, CommandAccepted) for word in ScannerLines().feed(answer, 0.0))
    return "a code scanner of Newland" if accepted else None


def _honeywell(answer: bytes) -> str | None:
    return "a code scanner of Honeywell" if answer.endswith(_CONFIRMED) else None


_FAST, _SLOW = 115_200, 9600

PROBES = (
    Probe(
        DeviceKind.PRINTER, (_FAST, _SLOW, 19_200, 38_400), b"\x10\x04\x01" + b"\x10\x04\x04", _printer, 0.3
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
