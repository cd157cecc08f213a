"""What holds for every card reader: one suite over the slot in the process, pcscd, and what pcscd said."""

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import active_count

import pytest

from kiosk.devices.ports import Fault, FaultCode, PinAccepted, PinBlocked, PinRefused
from kiosk.devices.simulators.card import CardCondition, VirtualCard
from kiosk.domain.people import CardEvidence
from kiosk.domain.secret import Secret
from tests.devices.card_desks import Desk, OpenDesk, pcsc_desk, pcscd, recorded_desk, slot_desk
from tests.devices.cards import CODE, HOLDER, NUMBER, PIN, card


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    log: Path = tmp_path_factory.mktemp("pcscd") / "log"
    with pcscd(log):
        yield


@pytest.fixture(params=["in-process", "recorded", "pcscd"])
def open_desk(request: pytest.FixtureRequest, tmp_path: Path) -> OpenDesk:
    if request.param == "recorded":
        return partial(recorded_desk, request.getfixturevalue("conversation"), tmp_path / "log")
    if request.param == "pcscd":
        request.getfixturevalue("service")
        return pcsc_desk
    return slot_desk


async def read(desk: Desk, condition: CardCondition = CardCondition.GENUINE) -> CardEvidence | Fault:
    await put_in(desk, lambda: card(condition))
    return await desk.reader.read_card(10)


async def put_in(desk: Desk, made: Callable[[], VirtualCard]) -> int:
    """Push a card in, and once more if nobody noticed: vpcd overlooks one on a busy machine, rarely."""
    desk.slot.insert(made())
    try:
        return await desk.present()
    except TimeoutError:
        desk.slot.pull()
        desk.slot.insert(made())
        return await desk.present()


async def read_twice_at_once(desk: Desk) -> tuple[CardEvidence | Fault, CardEvidence | Fault]:
    one, other = await asyncio.gather(desk.reader.read_card(5), desk.reader.read_card(5))
    return one, other


def code(result: object) -> FaultCode:
    assert isinstance(result, Fault)
    return result.code


def test_a_card_tells_who_its_holder_is(open_desk: OpenDesk) -> None:
    async def visit() -> None:
        async with open_desk() as desk:
            evidence = await read(desk)
            assert isinstance(evidence, CardEvidence)
            assert evidence.name.reveal() == "张三丰"
            assert evidence.social_security_number.reveal() == HOLDER
            assert evidence.card_number.reveal() == NUMBER
            assert evidence.identification_code.reveal() == CODE
            assert not evidence.pin_verified
            assert "张三丰" not in str(evidence)

    asyncio.run(visit())


def test_the_right_pin_is_accepted_and_a_wrong_one_costs_a_try(open_desk: OpenDesk) -> None:
    async def visit() -> None:
        async with open_desk() as desk:
            await read(desk)
            assert await desk.reader.verify_pin(Secret("000000"), 5) == PinRefused(5)
            assert await desk.reader.verify_pin(Secret(PIN), 5) == PinAccepted()

    asyncio.run(visit())


def test_the_last_wrong_pin_blocks_the_card(open_desk: OpenDesk) -> None:
    async def visit() -> None:
        async with open_desk() as desk:
            await put_in(desk, lambda: card(tries_left=1))
            await desk.reader.read_card(5)
            assert await desk.reader.verify_pin(Secret("000000"), 5) == PinBlocked()
            assert await desk.reader.verify_pin(Secret(PIN), 5) == PinBlocked()

    asyncio.run(visit())


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (CardCondition.BANK_ONLY, FaultCode.CARD_NOT_SOCIAL_SECURITY),
        (CardCondition.SHORT_ANSWERS, FaultCode.CARD_UNREADABLE),
        (CardCondition.GARBLED_NAME, FaultCode.CARD_UNREADABLE),
        (CardCondition.INVALIDATED, FaultCode.CARD_INVALIDATED),
    ],
)
def test_a_bad_card_is_told_by_its_fault(
    open_desk: OpenDesk, condition: CardCondition, expected: FaultCode
) -> None:
    async def visit() -> None:
        async with open_desk() as desk:
            assert code(await read(desk, condition)) is expected

    asyncio.run(visit())


def test_a_card_that_falls_silent_is_given_up_at_the_deadline(open_desk: OpenDesk) -> None:
    async def visit() -> None:
        async with open_desk() as desk:
            await put_in(desk, lambda: card(CardCondition.SILENT))
            reading = asyncio.create_task(desk.reader.read_card(0.5))
            await desk.pass_time(0.5)
            assert code(await reading) is FaultCode.CARD_MUTE
            desk.slot.pull()
            await desk.absent()
            assert isinstance(await read(desk), CardEvidence)

    asyncio.run(visit())


def test_asking_a_card_that_hangs_again_and_again_takes_no_more_threads(open_desk: OpenDesk) -> None:
    async def visit() -> None:
        async with open_desk() as desk:
            await put_in(desk, lambda: card(CardCondition.SILENT))
            threads = []
            for _ in range(4):
                reading = asyncio.create_task(desk.reader.read_card(0.2))
                await desk.pass_time(0.2)
                assert code(await reading) is FaultCode.CARD_MUTE
                threads.append(active_count())
            assert threads[-1] == threads[1]

    asyncio.run(visit())


def test_a_pulled_card_ends_what_was_asked_of_it(open_desk: OpenDesk) -> None:
    async def visit() -> None:
        async with open_desk() as desk:
            await read(desk)
            desk.slot.pull()
            await desk.absent()
            assert code(await desk.reader.verify_pin(Secret(PIN), 5)) is FaultCode.CARD_REMOVED
            assert code(await desk.reader.read_card(5)) is FaultCode.CARD_REMOVED

    asyncio.run(visit())


def test_a_pin_is_never_shown_to_a_card_that_was_not_read(open_desk: OpenDesk) -> None:
    async def visit() -> None:
        async with open_desk() as desk:
            await read(desk)
            first = desk.reader.status.insertion
            desk.slot.pull()
            await desk.absent()
            desk.slot.insert(card())
            assert await desk.present() > first
            assert code(await desk.reader.verify_pin(Secret(PIN), 5)) is FaultCode.CARD_REMOVED

    asyncio.run(visit())


def test_a_card_can_be_read_again_and_again(open_desk: OpenDesk) -> None:
    async def visit() -> None:
        async with open_desk() as desk:
            first = await read(desk)
            assert await desk.reader.read_card(5) == first
            assert await read_twice_at_once(desk) == (first, first)

    asyncio.run(visit())
