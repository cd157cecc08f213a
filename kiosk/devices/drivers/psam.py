"""The PSAM in the second slot of the reader: it proves to a card that the kiosk may read more of it.

The commands are those of LD/T 32.5 as published descriptions have them: the module derives the card's key
from the card's factor and its region, and encrypts the challenge that the card has made. No key ever
leaves it.
"""

import asyncio
import logging
from hashlib import sha256

from kiosk.devices.deadline import deadline as within
from kiosk.devices.drivers.apdu import MalformedAnswerError, exchange
from kiosk.devices.transports.card import CardLinkError, CardTransport, Dialogue
from kiosk.domain.clock import Clock
from kiosk.domain.secret import Secret

_log = logging.getLogger(__name__)

HOLDER_DATA_KEY = 0x04
"""The number of the key to what a card says of its holder."""

_SELECT = bytes.fromhex("00A4040006D15600000590")
_OK = 0x9000
_CRYPTOGRAM_LENGTH = 8
_SECONDS = 2.0
"""Of the clock; a reading goes on without it."""
_MOST_REFUSALS = 2
"""Cards in a row. One may be of a province with other keys; after two it is the module that is wrong."""


class ProofRefusedError(MalformedAnswerError):
    """A card did not accept what the module made of its challenge, which costs the card a try of few."""


class SecurityModule:
    """A PSAM. One request runs at a time. No card that refused it is shown another proof of it."""

    def __init__(self, transport: CardTransport, clock: Clock) -> None:
        self._transport = transport
        self._clock = clock
        self._turn = asyncio.Lock()
        self._refusals = 0
        self._refused_by: set[bytes] = set()

    def may_be_shown_to(self, card: Secret) -> bool:
        """Tell whether a card, by its identification code, may be asked to accept a proof."""
        return self._refusals < _MOST_REFUSALS and _digest(card) not in self._refused_by

    def was_accepted(self) -> None:
        """Note that a card accepted the proof."""
        self._refusals = 0

    def was_refused_by(self, card: Secret) -> None:
        """Note that a card, by its identification code, did not."""
        self._refused_by.add(_digest(card))
        self._refusals += 1
        if self._refusals == _MOST_REFUSALS:
            _log.error(
                "the PSAM was refused by %d cards in a row and is not used until the kiosk starts again, "
                "so as to lock no cards: is it one of this province?",
                _MOST_REFUSALS,
            )

    async def answer(self, challenge: bytes, factor: bytes, region: str) -> bytes | None:
        """Encrypt a card's challenge for the card of that factor and region; None if it cannot be had.

        Args:
            challenge: the 8 bytes that the card has made.
            factor: the last 8 bytes of the card's answer to reset.
            region: the six digits of the region that issued the card.
        """
        async with self._turn:
            try:
                async with within(self._clock, _SECONDS):
                    await self._transport.connect()
                    return await self._transport.converse(_answer(challenge, factor, region))
            except (TimeoutError, CardLinkError, MalformedAnswerError) as error:
                _log.warning("the PSAM does not answer as it should: %s %s", type(error).__name__, error)
                return None
            finally:
                self._transport.disconnect()


def _answer(challenge: bytes, factor: bytes, region: str) -> Dialogue[bytes]:
    derive = factor + region.encode("ascii") + b"sx" + challenge
    yield from _order(_SELECT)
    yield from _order(bytes((0xBF, 0xDE, 0x48, HOLDER_DATA_KEY, len(derive))) + derive)
    cryptogram = yield from _order(bytes((0x80, 0xFA, 0x00, 0x00, len(challenge))) + challenge)
    if len(cryptogram) != _CRYPTOGRAM_LENGTH:
        raise MalformedAnswerError(f"a cryptogram of {len(cryptogram)} bytes")
    return cryptogram


def _order(command: bytes) -> Dialogue[bytes]:
    answer = yield from exchange(command)
    if answer.status != _OK:
        raise MalformedAnswerError(f"{command[:2].hex().upper()}: {answer.status:04X}")
    return answer.data


def _digest(card: Secret) -> bytes:
    return sha256(card.reveal().encode()).digest()
