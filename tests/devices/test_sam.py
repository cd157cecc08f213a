"""How the driver speaks to an SAM_A: the published frames, byte for byte, and answers that come late."""

import asyncio

from kiosk.devices.drivers.sam import SamIdentityCardReader
from kiosk.devices.drivers.sam_frame import encode_frame
from kiosk.devices.ports import DeviceState, FaultCode, MediaState
from kiosk.devices.simulators.identity_reader import SimulatedIdentityReader
from kiosk.domain.people import IdentityCardEvidence
from kiosk.world.clock import VirtualClock
from tests.devices.identity_desks import CITIZEN, PERMIT, code
from tests.devices.recorded import KIOSK, RecordedStream
from tests.devices.recorded import TERMINAL as READER
from tests.devices.terminal_desks import NOON
from tests.devices.waiting import running, until

LOOK = 0.5
"""Seconds of the clock from one look for a card to the next."""

TEXT = (
    "97678C9A" + "2000" * 13,  # 林验
    "3200" + "30003100",  # a woman, Han
    "31003900390030003000310030003100",  # born on 1990-01-01
    "3A79" + "2000" * 34,  # an address
    "330033003900390039003900310039003900300030003100300031003100320033003500",
    "6C51" + "2000" * 14,  # who issued it
    "32003000310039003000310030003100",  # from 2019-01-01
    "7F951F67" + "2000" * 6,  # for ever
    "2000" * 18,
)
CARD = (READER, bytes.fromhex("AAAAAA9669 0508 000090 0100 0400" + "".join(TEXT)) + bytes(1024) + b"\x8e")

STATUS = (KIOSK, bytes.fromhex("AAAAAA9669 0003 11FF ED"))
WORKS = (READER, bytes.fromhex("AAAAAA9669 0004 000090 94"))
FIND = (KIOSK, bytes.fromhex("AAAAAA9669 0003 2001 22"))
NONE = (READER, bytes.fromhex("AAAAAA9669 0004 000080 84"))
FOUND = (READER, bytes.fromhex("AAAAAA9669 0008 00009F 00000000 97"))
ASKED = (KIOSK, bytes.fromhex("AAAAAA9669 0003 2002 21"))
SELECTED = (READER, bytes.fromhex("AAAAAA9669 000C 000090 0000000000000000 9C"))
READING = (KIOSK, bytes.fromhex("AAAAAA9669 0003 3001 32"))
READ_FAILED = (READER, bytes.fromhex("AAAAAA9669 0004 000041 45"))
NEW_ADDRESS = (KIOSK, bytes.fromhex("AAAAAA9669 0003 3003 30"))
NO_NEW_ADDRESS = (READER, bytes.fromhex("AAAAAA9669 0004 000091 95"))


def test_a_recorded_conversation_is_held_again_byte_for_byte() -> None:
    async def visit() -> None:
        clock = VirtualClock(NOON)
        stream = RecordedStream(
            [
                *(STATUS, WORKS, FIND, NONE),
                *(FIND, FOUND),
                *(FIND, FOUND, ASKED, SELECTED, READING, CARD),
                *(FIND, NONE, NEW_ADDRESS, NO_NEW_ADDRESS),
                *(FIND, NONE, NEW_ADDRESS, READ_FAILED),
            ],
            ignored=b"",
        )
        driver = SamIdentityCardReader(stream, clock)
        async with running(driver, clock):
            await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            await clock.advance(LOOK)
            assert driver.status.can_read
            evidence = await driver.read_identity_card(5)
            assert isinstance(evidence, IdentityCardEvidence)
            assert (evidence.number.reveal(), evidence.valid_until) == ("339999199001011235", None)
            assert [name.reveal() for name in evidence.names] == ["林验"]
            seen = []
            for _ in range(2):
                await clock.advance(LOOK)
                seen.append(driver.status.media)
            assert seen == [MediaState.PRESENT, MediaState.NOT_PRESENT]
            assert stream.over

    asyncio.run(visit())


def test_a_card_whose_reply_comes_too_late_is_nobodys() -> None:
    async def visit() -> None:
        clock = VirtualClock(NOON)
        late = bytes((0, 0, 0x90, 1, 0, 4, 0)) + CITIZEN.text + CITIZEN.photo
        next_card = bytes((0, 0, 0x90, 1, 0, 4, 0)) + PERMIT.text + PERMIT.photo
        stream = RecordedStream(
            [
                *(STATUS, WORKS, FIND, FOUND),
                *(FIND, FOUND, ASKED, SELECTED, READING),
                *(STATUS, (READER, encode_frame(late)), WORKS, FIND, FOUND),
                *(FIND, FOUND, ASKED, SELECTED, READING, (READER, encode_frame(next_card))),
            ],
            ignored=b"",
        )
        driver = SamIdentityCardReader(stream, clock)
        async with running(driver, clock):
            await until(driver.changes(), lambda status: status.can_read)
            reading = asyncio.create_task(driver.read_identity_card(0.1))
            await clock.advance(0.2)
            assert code(await reading) is FaultCode.NOT_RESPONDING
            await clock.advance(LOOK)
            evidence = await driver.read_identity_card(5)
            assert isinstance(evidence, IdentityCardEvidence)
            assert evidence.number.reveal() == PERMIT.number
            assert stream.over

    asyncio.run(visit())


def test_no_request_but_those_of_the_rules_is_understood_by_the_simulated_reader() -> None:
    reader, heard = SimulatedIdentityReader(), bytearray()
    reader.attach(heard.extend)
    reader.receive(encode_frame(b"\x60\x01"))
    assert heard == bytes.fromhex("AAAAAA9669 0004 000021 25")
    assert reader.events == ["unknown request 6001"]
