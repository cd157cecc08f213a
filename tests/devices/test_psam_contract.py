"""What holds for every PSAM: over the slot in the process, the second one of pcscd, and what that said."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path

import pytest

from kiosk.devices.drivers.psam import SecurityModule
from kiosk.devices.simulators.card_keys import card_key, encrypt, region_factor
from kiosk.devices.simulators.card_slot import CardSlot
from kiosk.devices.simulators.chip import Chip
from kiosk.devices.simulators.psam import VirtualPsam
from kiosk.devices.simulators.vpcd import FIRST_SLOT, InsertedCard
from kiosk.world.clock import VirtualClock
from tests.devices.card_desks import MIDNIGHT, PCSCD, pcsc_reader, pcscd, power_up
from tests.devices.cards import card
from tests.devices.conversation import Conversation
from tests.devices.recorded_card import CardOnRecord, RecordedCard
from tests.devices.waiting import DaemonClock

CHALLENGE, OTHER_CHALLENGE = bytes(range(8)), bytes(range(8, 16))
FACTOR = bytes.fromhex("8684080723000005")
REGION = "339999"
PROOF, OTHER_PROOF = (
    encrypt(card_key(FACTOR, region_factor(REGION)), challenge) for challenge in (CHALLENGE, OTHER_CHALLENGE)
)

OpenModule = Callable[[Chip | None], AbstractAsyncContextManager[SecurityModule]]


@asynccontextmanager
async def in_process(chip: Chip | None) -> AsyncIterator[SecurityModule]:
    slot = CardSlot()
    if chip:
        slot.insert(chip)
    yield SecurityModule(slot, VirtualClock(MIDNIGHT))


@asynccontextmanager
async def in_second_slot(
    log: Path, chip: Chip | None, conversation: Conversation | None = None
) -> AsyncIterator[SecurityModule]:
    with pcscd(log), InsertedCard(chip, FIRST_SLOT + 1) if chip else nullcontext():
        reader = pcsc_reader(1)
        if chip:
            await power_up(reader)
        reader.disconnect()
        line = CardOnRecord(conversation, reader) if conversation else reader
        yield SecurityModule(line, DaemonClock())


@asynccontextmanager
async def recorded(conversation: Conversation, log: Path, chip: Chip | None) -> AsyncIterator[SecurityModule]:
    conversation.record_only_from(PCSCD)
    async with conversation.held():
        if conversation.counterpart:
            async with in_second_slot(log, chip, conversation) as module:
                yield module
        else:
            yield SecurityModule(RecordedCard(conversation), VirtualClock(MIDNIGHT))


@pytest.fixture(params=["in-process", "recorded", "pcscd"])
def open_module(request: pytest.FixtureRequest, tmp_path: Path) -> OpenModule:
    if request.param == "recorded":
        return partial(recorded, request.getfixturevalue("conversation"), tmp_path / "log")
    return partial(in_second_slot, tmp_path / "log") if request.param == "pcscd" else in_process


def test_a_module_answers_each_challenge_for_the_card_of_a_region(open_module: OpenModule) -> None:
    async def visit() -> None:
        async with open_module(VirtualPsam()) as module:
            assert await module.answer(CHALLENGE, FACTOR, REGION) == PROOF
            assert await module.answer(OTHER_CHALLENGE, FACTOR, REGION) == OTHER_PROOF
            assert await module.answer(CHALLENGE, FACTOR, "110000") != PROOF

    asyncio.run(visit())


def test_a_card_in_the_place_of_the_module_answers_no_challenge(open_module: OpenModule) -> None:
    async def visit() -> None:
        async with open_module(card()) as module:
            assert await module.answer(CHALLENGE, FACTOR, REGION) is None

    asyncio.run(visit())


def test_an_empty_slot_answers_no_challenge(open_module: OpenModule) -> None:
    async def visit() -> None:
        async with open_module(None) as module:
            assert await module.answer(CHALLENGE, FACTOR, REGION) is None

    asyncio.run(visit())
