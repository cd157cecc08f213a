"""What a card tells only to a security module: the proof, and a reading that goes on without it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.drivers.psam import SecurityModule
from kiosk.devices.drivers.ssse import SocialSecurityCardReader
from kiosk.devices.simulators.card import CardContents, VirtualCard
from kiosk.devices.simulators.card_slot import CardSlot
from kiosk.devices.simulators.chip import Chip
from kiosk.devices.simulators.psam import VirtualPsam
from kiosk.devices.simulators.vpcd import FIRST_SLOT, InsertedCard
from kiosk.devices.transports.card import CardTransport
from kiosk.domain.people import CardEvidence
from kiosk.domain.secret import Secret
from kiosk.world.clock import VirtualClock
from tests.devices.card_desks import pcscd, power_up
from tests.devices.cards import CODE, HOLDER, NUMBER
from tests.devices.waiting import DaemonClock

PERSON = "339999000017"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
CONTENTS = CardContents(
    Secret(CODE), Secret(NUMBER), Secret(HOLDER), Secret("张三丰"), person_number=Secret(PERSON)
)


class StrangePsam(VirtualPsam):
    """Answers what it is given, and falls silent after that."""

    def __init__(self, *answers: bytes) -> None:
        super().__init__()
        self._answers = list(answers)

    def transmit(self, command: bytes) -> bytes:
        return self._answers.pop(0) if self._answers else b"\x6f\x00"


class WrongPsam(VirtualPsam):
    """Makes proofs with a key that no card has."""

    def transmit(self, command: bytes) -> bytes:
        answer = super().transmit(command)
        return bytes(8) + answer[8:] if command[:2] == b"\x00\xc0" else answer


class CardWithOtherKeys(VirtualCard):
    """Accepts no proof."""

    def transmit(self, command: bytes) -> bytes:
        spoilt = command[:5] + bytes(8) + command[13:] if command[:2] == b"\x00\x82" else command
        return super().transmit(spoilt)


def slot(chip: Chip) -> CardSlot:
    made = CardSlot()
    made.insert(chip)
    return made


def read(card: CardTransport, psam: CardTransport) -> CardEvidence:
    clock = VirtualClock(NOON)
    reader = SocialSecurityCardReader(card, clock, SecurityModule(psam, clock))
    evidence = asyncio.run(reader.read_card(5))
    assert isinstance(evidence, CardEvidence)
    assert evidence.name.reveal() == "张三丰"
    return evidence


def test_a_security_module_lets_the_kiosk_read_the_bureaus_number_of_the_holder() -> None:
    number = read(slot(VirtualCard(CONTENTS)), slot(VirtualPsam())).person_number
    assert number is not None
    assert number.reveal() == PERSON
    assert PERSON not in str(number)


def test_the_card_tells_it_to_nobody_else() -> None:
    card = VirtualCard(CONTENTS)
    card.transmit(bytes.fromhex("00A404000F7378312E73682EC9E7BBE1B1A3D5CF"))
    assert card.transmit(bytes.fromhex("00A4020002EF0D")) == b"\x90\x00"
    assert card.transmit(bytes.fromhex("00B201040E")) == b"\x69\x82"


def test_a_proof_is_good_for_one_challenge() -> None:
    card = VirtualCard(CONTENTS)
    card.transmit(bytes.fromhex("0084000008"))
    assert card.transmit(bytes.fromhex("0082000410") + bytes(16)) == b"\x69\x84"
    challenge = card.transmit(bytes.fromhex("0084000008"))[:8]
    assert card.transmit(bytes.fromhex("0082000410") + bytes(8) + challenge) == b"\x63\xc5"
    assert card.transmit(bytes.fromhex("0082000410") + bytes(8) + challenge) == b"\x69\x84"


@pytest.mark.parametrize(
    "psam",
    [
        CardSlot,
        lambda: slot(VirtualCard(CONTENTS)),
        lambda: slot(StrangePsam(b"\x90\x00", b"\x90\x00", b"\x61\x08", bytes(8) + b"\x90\x00")),
    ],
    ids=["empty", "another-card", "wrong-key"],
)
def test_without_a_module_that_convinces_the_card_it_is_read_like_everywhere(
    psam: Callable[[], CardTransport],
) -> None:
    assert read(slot(VirtualCard(CONTENTS)), psam()).person_number is None


def wrong_module() -> SecurityModule:
    """Give one whose keys are not those of the cards."""
    return SecurityModule(slot(WrongPsam()), VirtualClock(NOON))


def visit(module: SecurityModule, *cards: VirtualCard) -> list[Secret | None]:
    """Put cards into a reader one after another; give the bureau's number of each holder."""
    numbers = []
    for card in cards:
        reader = SocialSecurityCardReader(slot(card), VirtualClock(NOON), module)
        evidence = asyncio.run(reader.read_card(5))
        assert isinstance(evidence, CardEvidence)
        numbers.append(evidence.person_number)
    return numbers


def card_of(number: int) -> VirtualCard:
    return VirtualCard(replace(CONTENTS, identification_code=Secret(f"{CODE[:-2]}{number:02}")))


def test_a_wrong_module_costs_a_card_one_try_of_its_key_however_often_it_is_read() -> None:
    card = card_of(1)
    assert visit(wrong_module(), card, card, card) == [None] * 3
    assert card.key_tries_left == 5


def test_a_wrong_module_costs_no_more_than_two_cards_a_try(caplog: pytest.LogCaptureFixture) -> None:
    cards = [card_of(number) for number in range(5)]
    visit(wrong_module(), *cards)
    assert [card.key_tries_left for card in cards] == [5, 5, 6, 6, 6]
    assert "was refused by 2 cards in a row" in caplog.text


def test_a_card_of_another_province_now_and_then_does_not_end_the_use_of_the_module() -> None:
    module = SecurityModule(slot(VirtualPsam()), VirtualClock(NOON))
    numbers = []
    for letter in "abc":
        stranger = replace(CONTENTS, identification_code=Secret(f"{CODE[:-1]}{letter}"))
        numbers += visit(module, CardWithOtherKeys(stranger), VirtualCard(CONTENTS))
    assert numbers == [None, Secret(PERSON)] * 3


def test_a_card_that_holds_no_such_number_is_read_like_everywhere() -> None:
    bare = VirtualCard(replace(CONTENTS, person_number=None))
    assert read(slot(bare), slot(VirtualPsam())).person_number is None


@given(st.lists(st.binary(max_size=20), max_size=8))
def test_no_answers_of_a_module_whatever_spoil_the_reading(answers: list[bytes]) -> None:
    answered = [answer or b"\x6f\x00" for answer in answers]
    assert read(slot(VirtualCard(CONTENTS)), slot(StrangePsam(*answered))).person_number is None


def test_the_module_in_the_second_slot_of_a_real_pcscd_is_asked(tmp_path: Path) -> None:
    from kiosk.devices.transports.pcsc import PcscTransport  # noqa: PLC0415 needs the PC/SC library

    async def visit() -> None:
        module, clock = PcscTransport("Virtual PCD 00 01"), DaemonClock()
        await power_up(module)
        module.disconnect()
        reader = SocialSecurityCardReader(
            PcscTransport("Virtual PCD 00 00"), clock, SecurityModule(module, clock)
        )
        evidence = await reader.read_card(10)
        assert isinstance(evidence, CardEvidence)
        assert evidence.person_number == Secret(PERSON)

    with (
        pcscd(tmp_path / "log"),
        InsertedCard(VirtualCard(CONTENTS)),
        InsertedCard(VirtualPsam(), FIRST_SLOT + 1),
    ):
        asyncio.run(visit())
