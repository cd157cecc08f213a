"""Commands and answers of ISO 7816-4 over the protocol T=0."""

from typing import NamedTuple

from kiosk.devices.transports.card import Dialogue

_STATUS_LENGTH = 2
_LONGEST_ANSWER = 256 + _STATUS_LENGTH
_MORE_TO_FETCH, _OTHER_LENGTH = 0x61, 0x6C
_MOST_ANSWERS = 32
"""Parts of one answer; a card that promises more and more is broken."""


class MalformedAnswerError(Exception):
    """The card answered what no card answers."""


class Answer(NamedTuple):
    """Data and the status word that ends every answer."""

    data: bytes
    status: int


def exchange(command: bytes) -> Dialogue[Answer]:
    """Send a command with what T=0 leaves to the terminal.

    `61xx` asks for GET RESPONSE of xx bytes, `6Cxx` for the same command with the length xx.

    Raises:
        MalformedAnswerError: an answer is too short or too long, or there is no end of them.
    """
    data = b""
    for _ in range(_MOST_ANSWERS):
        response = yield command
        if not _STATUS_LENGTH <= len(response) <= _LONGEST_ANSWER:
            raise MalformedAnswerError(f"an answer of {len(response)} bytes")
        data += response[:-2]
        high, low = response[-2:]
        if high == _MORE_TO_FETCH:
            command = b"\x00\xc0\x00\x00" + response[-1:]
        elif high == _OTHER_LENGTH:
            command = command[:4] + response[-1:]
        else:
            return Answer(data, high << 8 | low)
    raise MalformedAnswerError(f"more than {_MOST_ANSWERS} answers to one command")
