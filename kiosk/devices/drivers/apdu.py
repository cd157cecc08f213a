"""Commands and answers of ISO 7816-4 over the protocol T=0."""

from typing import NamedTuple

from kiosk.devices.transports.card import Dialogue

_STATUS_LENGTH = 2
_MORE_TO_FETCH, _OTHER_LENGTH = 0x61, 0x6C
_MOST_ANSWERS = 32
"""Parts of one answer; a card that promises more and more is broken."""


class MalformedAnswerError(Exception):
    """The card answered what no card answers."""


class Answer(NamedTuple):
    """Data and the status word that ends every answer."""

    data: bytes
    status: int


def parse_answer(response: bytes) -> Answer:
    """Split a response APDU.

    Raises:
        MalformedAnswerError: it is too short to hold a status word.
    """
    if len(response) < _STATUS_LENGTH:
        raise MalformedAnswerError(f"an answer of {len(response)} bytes")
    return Answer(response[:-2], int.from_bytes(response[-2:]))


def exchange(command: bytes) -> Dialogue[Answer]:
    """Send a command with what T=0 leaves to the terminal.

    `61xx` asks for GET RESPONSE of xx bytes, `6Cxx` for the same command with the length xx.

    Raises:
        MalformedAnswerError: an answer is too short, or there is no end of them.
    """
    data = b""
    for _ in range(_MOST_ANSWERS):
        part, status = parse_answer((yield command))
        data += part
        high = status >> 8
        if high == _MORE_TO_FETCH:
            command = b"\x00\xc0\x00\x00" + bytes((status & 0xFF,))
        elif high == _OTHER_LENGTH:
            command = command[:4] + bytes((status & 0xFF,))
        else:
            return Answer(data, status)
    raise MalformedAnswerError(f"more than {_MOST_ANSWERS} answers to one command")
