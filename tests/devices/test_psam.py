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
    assert card.transmit(bytes.fromhex("0082000410") + bytes(8) + challenge) == b"\x69\x82"
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
