"""Social-security cards: the application SSSE of LD/T 32.5-2015."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from typing import TypeVar

from kiosk.devices.deadline import deadline as within
from kiosk.devices.driver import Driver
from kiosk.devices.drivers import records
from kiosk.devices.drivers.apdu import Answer, MalformedAnswerError, exchange
from kiosk.devices.drivers.psam import HOLDER_DATA_KEY, ProofRefusedError, SecurityModule
from kiosk.devices.ports import (
    CardReaderStatus,
    DeviceState,
    Fault,
    FaultCode,
    MediaState,
    PinAccepted,
    PinBlocked,
    PinRefused,
    PinResult,
)
from kiosk.devices.transports.card import (
    CardGoneError,
    CardMuteError,
    CardTransport,
    Dialogue,
    ReaderMissingError,
)
from kiosk.devices.transports.lost import DeviceSuspectError
from kiosk.domain import masks
from kiosk.domain.clock import Clock
from kiosk.domain.people import CardEvidence
from kiosk.domain.secret import Secret

T = TypeVar("T")

_log = logging.getLogger(__name__)

SSSE = b"sx1.sh." + "社会保障".encode("gbk")
"""The application's identifier."""

_MISSING = CardReaderStatus(DeviceState.NO_DEVICE, MediaState.UNKNOWN, fault=FaultCode.NO_DEVICE)

_MOST_UNREADABLE = 5
"""Cards in a row; a citizen tries a worn one two or three times, and turns it round."""
_REGION_LENGTH = 6
_FACTOR_LENGTH = 8
_OK = 0x9000
_INVALIDATED = 0x6283
_PIN_BLOCKED = 0x6983
_TRIES_LEFT = 0x63C0
_REFUSALS = {0x63, 0x69}
"""How the status begins of a card that knows the key and does not accept the proof."""
_NOT_HERE = {0x6A81, 0x6A82, 0x6A86, 0x6D00, 0x6E00}
"""What cards without the application answer to its selection."""


class SocialSecurityCardReader(Driver[CardReaderStatus]):
    """A `CardReader` for contact cards. One command runs at a time; the next waits its turn.

    A PIN is only ever shown to the card that was read last: if that card has left the reader,
    `verify_pin` ends in CARD_REMOVED even when another one is in.
    """

    def __init__(self, transport: CardTransport, clock: Clock, module: SecurityModule | None = None) -> None:
        super().__init__(_MISSING)
        self._module = module
        self._transport = transport
        self._clock = clock
        self._turn = asyncio.Lock()
        self._unreadable = 0
        """Readings in a row whose answers were no card's."""

    async def read_card(self, deadline: float) -> CardEvidence | Fault:
        """Select the application and read EF05 and EF06; `deadline` in seconds."""
        return await self._within(deadline, self._read)

    async def verify_pin(self, pin: Secret, deadline: float) -> PinResult | Fault:
        """Have the card that was read last check six digits; `deadline` in seconds.

        Raises:
            ValueError: the PIN is not six digits; nothing has been sent to the card.
        """
        digits = pin.reveal()
        if not re.fullmatch(r"[0-9]{6}", digits):
            raise ValueError("a PIN is six digits")
        return await self._within(deadline, lambda: self._transport.converse(_verify(bytes.fromhex(digits))))

    async def _open(self) -> None:
        self._unreadable = 0

    async def _serve(self) -> None:
        async with aclosing(self._transport.changes()) as changes:
            async for status in changes:
                if self._unreadable > _MOST_UNREADABLE and status.media is not MediaState.PRESENT:
                    raise DeviceSuspectError(
                        f"{self._unreadable} readings in a row made no sense: clean the contacts"
                    )
                self._status.publish(status)

    async def _close(self) -> None:
        self._transport.disconnect()

    async def _within(self, seconds: float, command: Callable[[], Awaitable[T | Fault]]) -> T | Fault:
        async with self._turn:
            finished = False
            try:
                async with within(self._clock, seconds):
                    result = await command()
                finished = not isinstance(result, Fault)
                self._unreadable = 0
            except (TimeoutError, CardMuteError):
                result = Fault(FaultCode.CARD_MUTE, "the card does not answer")
            except CardGoneError:
                result = Fault(FaultCode.CARD_REMOVED, "the card left the reader")
            except ReaderMissingError as error:
                result = Fault(FaultCode.NO_DEVICE, str(error))
            except (MalformedAnswerError, records.MalformedRecordError) as error:
                result = Fault(FaultCode.CARD_UNREADABLE, str(error))
                self._unreadable += 1
            finally:
                if not finished:  # also when cancelled: nobody knows where the card stands now
                    self._transport.disconnect()
            return result

    async def _read(self) -> CardEvidence | Fault:
        answer_to_reset = await self._transport.connect()
        evidence = await self._transport.converse(_read())
        if self._module is None or isinstance(evidence, Fault):
            return evidence
        try:
            number = await self._read_person(self._module, answer_to_reset, evidence)
        except (MalformedAnswerError, records.MalformedRecordError) as error:
            _log.warning("a card does not tell the number of its holder: %s", error)
            number = None
        return replace(evidence, person_number=number)

    async def _read_person(
        self, module: SecurityModule, answer_to_reset: bytes, evidence: CardEvidence
    ) -> Secret | None:
        card = evidence.identification_code
        if not module.may_be_shown_to(card):
            return None
        challenge = await self._transport.converse(_get_challenge())
        region = card.reveal()[:_REGION_LENGTH]
        proof = await module.answer(challenge, answer_to_reset[-_FACTOR_LENGTH:], region)
        if proof is None:
            return None
        try:
            number = await self._transport.converse(_read_person(proof + challenge))
        except ProofRefusedError:
            module.was_refused_by(card)
            raise
        module.was_accepted()
        return number


def _read() -> Dialogue[CardEvidence | Fault]:
    selected = yield from exchange(bytes((0x00, 0xA4, 0x04, 0x00, len(SSSE))) + SSSE)
    if selected.status == _INVALIDATED:
        return Fault(FaultCode.CARD_INVALIDATED, "the application is invalidated")
    if selected.status in _NOT_HERE:
        return Fault(FaultCode.CARD_NOT_SOCIAL_SECURITY, f"SELECT SSSE: {selected.status:04X}")
    _require_ok(selected, "SELECT SSSE")
    yield from _select_file(0xEF05)
    identification_code = yield from _read_record(records.CARD_IDENTIFICATION_CODE)
    card_number = yield from _read_record(records.CARD_NUMBER)
    yield from _select_file(0xEF06)
    social_security_number = yield from _read_record(records.SOCIAL_SECURITY_NUMBER)
    name = yield from _read_record(records.NAME)
    if name[-1]:
        name += yield from _read_record(records.NAME_EXTENSION)
    return CardEvidence(
        card_number=masks.card_number(records.decode_alphanumeric(card_number)),
        identification_code=masks.card_number(identification_code.hex().upper()),
        social_security_number=masks.identity_number(records.decode_alphanumeric(social_security_number)),
        name=masks.name(records.decode_name(name)),
        pin_verified=False,
    )


def _get_challenge() -> Dialogue[bytes]:
    answer = yield from exchange(bytes((0x00, 0x84, 0x00, 0x00, _FACTOR_LENGTH)))
    _require_ok(answer, "GET CHALLENGE")
    return answer.data


def _read_person(proof: bytes) -> Dialogue[Secret]:
    answer = yield from exchange(bytes((0x00, 0x82, 0x00, HOLDER_DATA_KEY, len(proof))) + proof)
    if answer.status >> 8 in _REFUSALS:
        raise ProofRefusedError(f"EXTERNAL AUTHENTICATE: {answer.status:04X}")
    _require_ok(answer, "EXTERNAL AUTHENTICATE")
    yield from _select_file(records.PERSON_NUMBER.file)
    number = yield from _read_record(records.PERSON_NUMBER)
    return masks.card_number(records.decode_alphanumeric(number))


def _verify(pin: bytes) -> Dialogue[PinResult | Fault]:
    answer = yield from exchange(bytes((0x00, 0x20, 0x00, 0x00, len(pin))) + pin)
    if answer.status == _OK:
        return PinAccepted()
    if answer.status & 0xFFF0 == _TRIES_LEFT and (tries := answer.status & 0xF):
        return PinRefused(tries)
    if answer.status in (_PIN_BLOCKED, _TRIES_LEFT):
        return PinBlocked()
    return Fault(FaultCode.CARD_UNREADABLE, f"VERIFY: {answer.status:04X}")


def _select_file(file: int) -> Dialogue[None]:
    command = bytes((0x00, 0xA4, 0x02, 0x00, 0x02)) + file.to_bytes(2)
    _require_ok((yield from exchange(command)), f"SELECT {file:04X}")


def _read_record(record: records.Record) -> Dialogue[bytes]:
    answer = yield from exchange(bytes((0x00, 0xB2, record.number, 0x04, 2 + record.length)))
    _require_ok(answer, f"READ RECORD {record.number} of {record.file:04X}")
    return records.parse_record(record, answer.data)


def _require_ok(answer: Answer, command: str) -> None:
    if answer.status != _OK:
        raise MalformedAnswerError(f"{command}: {answer.status:04X}")
