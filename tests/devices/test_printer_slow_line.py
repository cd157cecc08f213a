"""A printer on a slow serial line: the system takes at once what is written, and sends it in its time."""

import asyncio
from datetime import UTC, datetime

import pytest

from kiosk.devices.drivers.escpos import EscPosPrinter
from kiosk.devices.ports import Columns, DeviceState, Printed, QrCode, Rule, TextLine
from kiosk.devices.simulators.printer import SimulatedPrinter
from kiosk.devices.transports.memory_stream import MemoryStream
from kiosk.world.clock import VirtualClock
from tests.devices.documents import titled
from tests.devices.waiting import running, until

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
VOUCHER = titled(
    "缴费凭证",
    Rule(),
    Columns("参保人 Insured", "𠮷田䶮"),
    Columns("𠮷田䶮", "￥380.00", bold=True, scale=2),
    *[TextLine("社会保险费缴费凭证" * 2)] * 30,
    QrCode("KV1." + "a1B2" * 50),
)


class BufferedLine:
    """A `ByteStream` that keeps what is written until `line` has sent it."""

    def __init__(self, line: MemoryStream) -> None:
        self._line = line
        self._kept: asyncio.Queue[bytes] = asyncio.Queue()
        self._sending: asyncio.Task[None] | None = None

    async def open(self) -> None:
        await self._line.open()
        self._sending = asyncio.create_task(self._send())

    async def read(self) -> bytes:
        return await self._line.read()

    async def write(self, data: bytes) -> None:
        self._kept.put_nowait(data)

    async def close(self) -> None:
        if self._sending:
            self._sending.cancel()
        await self._line.close()

    async def _send(self) -> None:
        while True:
            await self._line.write(await self._kept.get())


@pytest.mark.parametrize("baud", [9600, 19_200])
def test_a_voucher_with_a_rare_name_is_confirmed_and_the_printer_never_seems_silent(baud: int) -> None:
    async def visit() -> None:
        clock = VirtualClock(NOON)
        printer = SimulatedPrinter(clock, baud)
        driver = EscPosPrinter(BufferedLine(printer.stream()), clock)
        async with running(driver, clock):
            await clock.advance(1)
            await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            states: set[DeviceState] = set()

            async def listen() -> None:
                async for status in driver.changes():
                    states.add(status.device)

            listening = asyncio.create_task(listen())
            job = asyncio.create_task(driver.print_document(VOUCHER, 60))
            await clock.advance(60)
            listening.cancel()
            assert await job == Printed()
            assert states == {DeviceState.ONLINE}
            assert len(printer.printed) == 1

    asyncio.run(visit())
