"""The records of a social-security card: one byte tag, one byte length, value.

Layout: LD/T 32.5-2015. Errors here never quote a value, for values are personal data.
"""

import re
from dataclasses import dataclass

from kiosk.devices.drivers.names import plain_name


class MalformedRecordError(Exception):
    """A record does not hold what the standard says."""


@dataclass(frozen=True, slots=True)
class Record:
    """Where an item stands; `length` in bytes is that of the value, without tag and length."""

    file: int
    number: int
    tag: int | None
    """None where no published text tells it."""
    length: int


CARD_IDENTIFICATION_CODE = Record(0xEF05, 1, 0x01, 16)
CARD_NUMBER = Record(0xEF05, 7, 0x07, 9)
SOCIAL_SECURITY_NUMBER = Record(0xEF06, 1, 0x08, 18)
NAME = Record(0xEF06, 2, 0x09, 30)
NAME_EXTENSION = Record(0xEF06, 3, 0x4E, 20)
"""What of a long name does not fit into the 30 bytes of NAME."""

PERSON_NUMBER = Record(0xEF0D, 1, None, 12)
"""What the bureau calls the holder; only a security module may read it."""


def parse_record(record: Record, data: bytes) -> bytes:
    """Return the value of a record as the card sent it.

    Raises:
        MalformedRecordError: another tag, or a length that is not the standard's.
    """
    framed = len(data) == 2 + record.length and data[1] == record.length
    if not framed or record.tag not in (None, data[0]):
        raise MalformedRecordError(f"file {record.file:04X} record {record.number} is malformed")
    return data[2:]


def decode_alphanumeric(value: bytes) -> str:
    """Read letters and digits that are padded with zero bytes.

    Raises:
        MalformedRecordError: there is anything else, or nothing.
    """
    text = value.rstrip(b"\x00").decode("ascii", errors="replace")
    if not re.fullmatch(r"[0-9A-Z]+", text):
        raise MalformedRecordError("a number is not made of digits and capital letters")
    return text


def decode_name(value: bytes) -> str:
    """Read a name in GB18030 that is padded with zero bytes.

    Raises:
        MalformedRecordError: it is no GB18030, or there is no name in it.
    """
    try:
        name = plain_name(value.rstrip(b"\x00").decode("gb18030"))
    except UnicodeDecodeError:
        raise MalformedRecordError("a name is not in GB18030") from None
    if name is None:
        raise MalformedRecordError("a name is not made of letters")
    return name
