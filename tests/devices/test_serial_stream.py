"""A serial line that is given up, while it is being opened or while it takes nothing, is let go of."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import suppress
from threading import Event, active_count
from time import process_time

import pytest
import serial

from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.devices.transports.stream import StreamLostError
from kiosk.devices.transports.threads import in_thread

_MORE_THAN_A_LINE_HOLDS = 24
"""Thousands of bytes."""
_MOMENT, _A_WHILE = 0.02, 0.2
"""Seconds."""


@pytest.fixture
def line() -> Iterator[str]:
    """Give the device file of a line at whose other end nobody is."""
    ours, theirs = os.openpty()
    yield os.ttyname(theirs)
    os.close(ours)
    os.close(theirs)


def test_a_line_that_opens_after_it_was_given_up_is_closed(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, answers, closed = Event(), Event(), Event()

    class SlowLine(serial.Serial):
        def open(self) -> None:
            tried.set()
            answers.wait(10)
            super().open()
            lines.append(self)

        def close(self) -> None:
            super().close()
            closed.set()

    lines: list[SlowLine] = []  # or the rubbish collector would close it
    monkeypatch.setattr(serial, "Serial", SlowLine)

    async def story() -> None:
        stream = SerialStream(line, 115_200)
        opening = asyncio.create_task(stream.open())
        await in_thread(lambda: tried.wait(10))
        opening.cancel()
        with suppress(asyncio.CancelledError):
            await opening
        answers.set()
        assert await in_thread(lambda: closed.wait(1))
        with pytest.raises(StreamLostError, match="closed"):
            await stream.read()

    asyncio.run(story())
    assert len(lines) == 1


def test_a_line_that_takes_nothing_more_costs_nothing_and_can_be_given_up_and_closed(line: str) -> None:
    async def story() -> None:
        stream, threads = SerialStream(line, 115_200), active_count()
        await stream.open()
        for _ in range(_MORE_THAN_A_LINE_HOLDS):
            with suppress(TimeoutError):
                async with asyncio.timeout(_MOMENT):
                    await stream.write(bytes(1000))
        spent = process_time()
        await asyncio.sleep(_A_WHILE)
        assert process_time() - spent < _A_WHILE / 2
        assert active_count() <= threads + 1
        async with asyncio.timeout(1):
            await stream.close()

    asyncio.run(story())
