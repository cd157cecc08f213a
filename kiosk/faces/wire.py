"""What goes between the kiosk and the process that looks at faces: a head in JSON, and bytes behind it.

No pickles: the process decodes pictures that strangers hold up, and must not be able to run anything here.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, get_args

from pydantic import TypeAdapter, ValidationError

from kiosk.domain.people import CardPhoto
from kiosk.faces.answers import (
    Degradation,
    FacesUnavailable,
    IdPhotoProblem,
    NotVerified,
    Progress,
    ReferenceProblem,
    Verified,
)

LENGTHS = struct.Struct(">II")
"""How long head and bytes are."""
LONGEST = 64_000_000
"""Bytes; a picture of 20 megapixels."""

Head = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ready:
    """The models are loaded."""

    degraded: frozenset[Degradation]


@dataclass(frozen=True, slots=True)
class Begun:
    """The photo can be compared with; now come the pictures."""


_Written = (
    Ready | FacesUnavailable | Begun | ReferenceProblem | Progress | Verified | NotVerified | IdPhotoProblem
)
Answer = _Written | CardPhoto
_ADAPTERS: Mapping[str, TypeAdapter[_Written]] = {
    kind.__name__: TypeAdapter(kind) for kind in get_args(_Written)
}


class WireError(Exception):
    """What came is no message of ours."""


def pack(head: Head, body: bytes = b"") -> bytes:
    """Make a message."""
    text = json.dumps(head).encode()
    return LENGTHS.pack(len(text), len(body)) + text + body


def measure(lengths: bytes) -> tuple[int, int]:
    """Give the lengths of the head and of the bytes that follow.

    Raises:
        WireError: no message of ours is so long.
    """
    head, body = LENGTHS.unpack(lengths)
    if head + body > LONGEST:
        raise WireError("a message is too long")
    return head, body


def read_head(text: bytes) -> Head:
    """Read a head.

    Raises:
        WireError: it is no JSON object.
    """
    try:
        head = json.loads(text)
    except (ValueError, RecursionError):
        head = None
    if not isinstance(head, dict):
        raise WireError("a head is no JSON object")
    return head


def read_message(file: BinaryIO) -> tuple[Head, bytes] | None:
    """Wait for the next message; None at the end.

    Raises:
        WireError: it is no message of ours.
    """
    lengths = file.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head, body = measure(lengths)
    return read_head(file.read(head)), file.read(body)


def pack_answer(number: object, answer: Answer) -> bytes:
    """Make the message that answers the one of that number."""
    kind = type(answer).__name__
    body = answer.file if isinstance(answer, CardPhoto) else _ADAPTERS[kind].dump_json(answer)
    return pack({"to": number, "is": kind}, body)


def read_answer(head: Head, body: bytes) -> Answer:
    """Read an answer.

    Raises:
        WireError: it is none.
    """
    kind = str(head.get("is"))
    if kind == CardPhoto.__name__:
        return CardPhoto(body)
    adapter = _ADAPTERS.get(kind)
    if adapter is None:
        raise WireError("an answer is not what was agreed")
    try:
        return adapter.validate_json(body)
    except ValidationError:
        raise WireError("an answer is not what was agreed") from None
