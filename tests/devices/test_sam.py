"""How the driver speaks to an SAM_A: the published frames, byte for byte, and answers that come late."""

import asyncio

from kiosk.devices.drivers.sam import SamIdentityCardReader
from kiosk.devices.drivers.sam_commands import Request
from kiosk.devices.drivers.sam_frame import encode_frame
from kiosk.devices.ports import DeviceState, FaultCode, MediaState
from kiosk.devices.simulators.identity_reader import SimulatedIdentityReader
from kiosk.devices.transports.memory_stream import MemoryStream
from kiosk.domain.people import IdentityCardEvidence
from kiosk.world.clock import VirtualClock
from tests.devices.identity_desks import PERMIT, code
from tests.devices.recorded import FOLDER, Recorded
from tests.devices.terminal_desks import NOON
from tests.devices.waiting import running, until

LOOK = 0.5
"""Seconds of the clock from one look for a card to the next."""


def test_the_published_conversation_is_held_byte_for_byte() -> None:
    async def visit() -> None:
        clock, conversation = VirtualClock(NOON), Recorded(FOLDER / "identity" / "published.txt")
        driver = SamIdentityCardReader(conversation.line(), clock)
        async with conversation.held(), running(driver, clock):
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
        conversation.end()

    asyncio.run(visit())


def test_a_card_whose_reply_comes_too_late_is_nobodys() -> None:
    async def visit() -> None:
        clock, conversation = VirtualClock(NOON), Recorded(FOLDER / "identity" / "late-reply.txt")
        driver = SamIdentityCardReader(conversation.line(), clock)
        async with conversation.held(), running(driver, clock):
            await until(driver.changes(), lambda status: status.can_read)
            reading = asyncio.create_task(driver.read_identity_card(0.1))
            await clock.advance(0.2)
            assert code(await reading) is FaultCode.NOT_RESPONDING
            await clock.advance(LOOK)
            evidence = await driver.read_identity_card(5)
            assert isinstance(evidence, IdentityCardEvidence)
            assert evidence.number.reveal() == PERMIT.number
        conversation.end()

    asyncio.run(visit())


class BusyModule:
    """Serves one request after the other; a reading takes it its time."""

    SECONDS = 1.2

    def __init__(self, reader: SimulatedIdentityReader, clock: VirtualClock) -> None:
        self._asked: asyncio.Queue[bytes] = asyncio.Queue()
        self.stream = MemoryStream(self._asked.put_nowait)
        reader.attach(self.stream.deliver)
        self._reader = reader
        self._clock = clock

    async def serve(self) -> None:
        while True:
            request = await self._asked.get()
            if request == encode_frame(Request.READ.value.content):
                await self._clock.sleep(self.SECONDS)
            self._reader.receive(request)


def test_a_reading_that_is_cancelled_in_its_middle_does_not_make_the_reader_seem_silent() -> None:
    async def visit() -> None:
        clock, reader = VirtualClock(NOON), SimulatedIdentityReader()
        module = BusyModule(reader, clock)
        driver = SamIdentityCardReader(module.stream, clock)
        serving = asyncio.create_task(module.serve())
        async with running(driver, clock):
            reader.put_on(PERMIT)
            await clock.advance(LOOK)
            reading = asyncio.create_task(driver.read_identity_card(5))
            await clock.advance(0.1)
            reading.cancel()
            for _ in range(30):
                await clock.advance(0.1)
                assert driver.status.device is DeviceState.ONLINE
            reader.put_on(PERMIT)
            await clock.advance(LOOK)
            reading = asyncio.create_task(driver.read_identity_card(5))
            await clock.advance(2)
            assert isinstance(await reading, IdentityCardEvidence)
        serving.cancel()

    asyncio.run(visit())


def test_no_request_but_those_of_the_rules_is_understood_by_the_simulated_reader() -> None:
    reader, heard = SimulatedIdentityReader(), bytearray()
    reader.attach(heard.extend)
    reader.receive(encode_frame(b"\x60\x01"))
    assert heard == bytes.fromhex("AAAAAA9669 0004 000021 25")
    assert reader.events == ["unknown request 6001"]
