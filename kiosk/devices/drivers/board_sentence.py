"""The sentences between a kiosk and its indicator board, as docs/board-protocol.md defines them.

`$`, words between commas, `*`, the CRC-16 of what stands between the two as four hexadecimal digits, and
CR LF: the manner of NMEA 0183. A `$` begins a sentence wherever it comes, so nothing that went wrong
before it can cost the sentence after it.
"""

import re
from binascii import crc_hqx
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_SENTENCE = 80
"""Bytes from `$` to LF."""
LAST_NUMBER = 255
"""After it the numbers begin at 1 again."""
UNASKED = 0
"""The number of what the board says of itself."""

_START, _END = 0x24, 0x0A
_CRC_START = 0xFFFF
_SENTENCE = re.compile(rb"\$([A-Z]{2,8}),(0|[1-9][0-9]{0,2})((?:,[ -#%-)+\-./0-~]*)*)\*([0-9A-F]{4})\r\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A word, the number that joins question and answer, and fields of printable ASCII but for `$*,`."""

    word: str
    number: int
    fields: tuple[str, ...] = ()


def encode_sentence(sentence: Sentence) -> bytes:
    """Write a sentence.

    Raises:
        ValueError: it cannot be written, or is longer than a board takes.
    """
    body = ",".join((sentence.word, str(sentence.number), *sentence.fields)).encode("ascii")
    line = b"$%b*%04X\r\n" % (body, crc_hqx(body, _CRC_START))
    if _decode(line) != sentence:
        message = f"{sentence} is not a sentence of the indicator board"
        raise ValueError(message)
    return line


class SentenceParser:
    """Finds sentences in bytes that come in any portions; what is none is passed over."""

    def __init__(self) -> None:
        self._line = bytearray()

    def feed(self, data: bytes) -> Iterator[Sentence]:
        """Give the sentences that end in `data`."""
        for value in data:
            if value == _START:
                self._line.clear()
            if (self._line or value == _START) and len(self._line) < LONGEST_SENTENCE:
                self._line.append(value)
            if value == _END:
                sentence = _decode(bytes(self._line))
                self._line.clear()
                if sentence:
                    yield sentence


def _decode(line: bytes) -> Sentence | None:
    match = _SENTENCE.fullmatch(line)
    if match is None or len(line) > LONGEST_SENTENCE:
        return None
    word, number, fields, check = match.groups()
    if int(check, 16) != crc_hqx(line[1:-7], _CRC_START) or int(number) > LAST_NUMBER:
        return None
    return Sentence(word.decode(), int(number), tuple(fields.decode().split(",")[1:]))
