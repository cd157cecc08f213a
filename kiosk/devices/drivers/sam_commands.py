"""What an SAM_A is asked, and what it answers. Source: GA/T 467 and its published descriptions."""

from dataclasses import dataclass
from enum import Enum, IntEnum


class Status(IntEnum):
    """The third status byte of a reply, as far as it makes a difference; the first two are zero."""

    OK = 0x90
    FOUND = 0x9F
    NOT_AUTHORISED = 0x23
    CARD_REJECTS_READER = 0x31
    READER_REJECTS_CARD = 0x32
    WRONG_CARD = 0x40
    READ_FAILED = 0x41
    SELF_TEST_FAILED = 0x60
    MODULE_NOT_AUTHORISED = 0x66
    NOT_FOUND = 0x80
    SELECT_FAILED = 0x81
    NO_SUCH_ITEM = 0x91


MODULE_ERRORS = frozenset({Status.NOT_AUTHORISED, Status.SELF_TEST_FAILED, Status.MODULE_NOT_AUTHORISED})


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    data: bytes


@dataclass(frozen=True, slots=True)
class _Request:
    content: bytes
    good: Status
    lengths: frozenset[int]
    """Bytes of data that a good reply may have."""
    seconds: float
    """How long an answer may take; those used in the field."""


_TEXT, _PHOTO = 256, 1024
_LENGTHS = 4


class Request(Enum):
    """A request; no two of them have good replies of one shape."""

    STATUS = _Request(b"\x11\xff", Status.OK, frozenset({0}), 0.5)
    """Does the security module work?"""
    FIND = _Request(b"\x20\x01", Status.FOUND, frozenset({4}), 0.5)
    """Is there a card that was not read since it was put on?"""
    SELECT = _Request(b"\x20\x02", Status.OK, frozenset({8}), 0.5)
    READ = _Request(b"\x30\x01", Status.OK, frozenset({_LENGTHS + _TEXT, _LENGTHS + _TEXT + _PHOTO}), 2.0)
    """Text and photograph."""
    NEW_ADDRESS = _Request(b"\x30\x03", Status.OK, frozenset({70}), 1.5)
    """What is written on a card when its holder moves; asked to see whether the card still lies there."""

    def parse(self, content: bytes) -> Reply | None:
        """Take a reply apart; None if it cannot be one to this request."""
        if len(content) < 3 or content[:2] != b"\x00\x00":
            return None
        reply = Reply(content[2], content[3:])
        if reply.status == self.value.good:
            return reply if len(reply.data) in self.value.lengths else None
        of_another = self is Request.STATUS and reply.status not in MODULE_ERRORS
        if of_another or reply.status in {Status.OK, Status.FOUND} or reply.data:
            return None
        return reply


def split_card(data: bytes) -> tuple[bytes, bytes] | None:
    """Part the good reply to READ into text and photograph; None if it is not made like one."""
    text, photo = int.from_bytes(data[:2]), int.from_bytes(data[2:_LENGTHS])
    if (text, photo) not in {(_TEXT, _PHOTO), (_TEXT, 0)} or len(data) != _LENGTHS + text + photo:
        return None
    return data[_LENGTHS : _LENGTHS + text], data[_LENGTHS + text :]
