"""Reading an ID card over a serial line of 115,200 bits a second, against the line alone."""

import asyncio
from statistics import median
from time import perf_counter

from benchmarks.figure import Figure, Result
from benchmarks.paced_line import PacedLine
from kiosk.devices.drivers.sam import SamIdentityCardReader
from kiosk.devices.ports import Fault
from kiosk.devices.simulators.identity_card import CardLayout, IdentityCard
from kiosk.devices.simulators.identity_reader import SimulatedIdentityReader
from kiosk.devices.simulators.serial_port import OnSerialLine
from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.domain.clock import SystemClock

GOAL = 1.1
_BAUD = 115_200
_ROUNDS = 9
_CARD = IdentityCard(CardLayout.CITIZEN, "339999199001011235", "张三丰", valid_until="长期")


def measure_identity_card() -> list[Result]:
    """Read cards, each from the request to the evidence, and compare the median with what the line took."""
    rounds = asyncio.run(_read_cards())
    taken = median(seconds for seconds, _ in rounds)
    wire = median(line for _, line in rounds)
    detail = f"{taken * 1000:.1f} ms, the line alone {wire * 1000:.1f} ms at {_BAUD} baud"
    return [Figure("id-card-cycle", taken / wire, GOAL, "ratio", detail)]


async def _read_cards() -> list[tuple[float, float]]:
    reader = SimulatedIdentityReader()
    line = PacedLine(reader, _BAUD)
    with OnSerialLine(line) as port:
        driver = SamIdentityCardReader(SerialStream(port.path, _BAUD), SystemClock())
        running = asyncio.create_task(driver.run())
        rounds = []
        for _ in range(_ROUNDS):
            reader.put_on(_CARD)
            async for status in driver.changes():
                if status.can_read:
                    break
            began, carried = perf_counter(), line.seconds
            evidence = await driver.read_identity_card(10)
            rounds.append((perf_counter() - began, line.seconds - carried))
            assert not isinstance(evidence, Fault), evidence
            reader.take_away()
            async for status in driver.changes():
                if not status.can_read and not status.was_read:
                    break
        await _end(running)
    return rounds


async def _end(running: "asyncio.Task[None]") -> None:
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
