"""Receipt printers that understand ESC/POS."""

import asyncio
from contextlib import suppress
from typing import TypeVar

from kiosk.devices.deadline import deadline as within
from kiosk.devices.driver import Driver
from kiosk.devices.drivers.escpos_encoder import (
    CUT,
    FENCE,
    INITIALISE,
    LONGEST_COMMAND,
    QUIET,
    REPORT,
    encode,
    gather,
)
from kiosk.devices.drivers.escpos_replies import AutomaticStatus, RealTimeStatus, ReplyParser, Transmitted
from kiosk.devices.drivers.escpos_status import QUERIES, decode_status
from kiosk.devices.nonsense import Nonsense
from kiosk.devices.ports import (
    DeviceState,
    Fault,
    FaultCode,
    PaperDocument,
    PaperState,
    Printed,
    PrinterStatus,
)
from kiosk.devices.transports.lost import DeviceSuspectError
from kiosk.devices.transports.stream import ByteStream, StreamLostError
from kiosk.domain.clock import Clock

T = TypeVar("T")

_MISSING = PrinterStatus(DeviceState.NO_DEVICE, PaperState.UNKNOWN, fault=FaultCode.NO_DEVICE)

_RECOVER = b"\x10\x05\x02"
"""Leave an error and forget what is in the buffer; without an error it does nothing."""
_ASK = b"".join(b"\x10\x04" + bytes((query,)) for query in QUERIES)

_MOST_REPLIES = 500
"""Waiting at the same time; a printer gives four to a question."""
_MOST_NONSENSE = 2000
"""Bytes; what it sends by itself when a cover is opened and closed is far less between two questions."""

_BETWEEN_LOOKS_BYTES = 512
"""Of a job; half a second at 9600 baud, in which no printer is off and on again, and can still answer."""

# Seconds of the clock.
_ANSWER_TIME = 1.0
_BETWEEN_LOOKS = 2.0
_SHORTEST_PAUSE = 0.1
_BETWEEN_LOOKS_AT_WORK = 0.5
_QUIET_TIME = 1.0


class EscPosPrinter(Driver[PrinterStatus]):
    """A `ReceiptPrinter` on 80 mm paper. Nothing works unless `run` does; one command at a time."""

    def __init__(self, stream: ByteStream, clock: Clock) -> None:
        super().__init__(_MISSING)
        self._stream = stream
        self._clock = clock
        self._turn = asyncio.Lock()
        self._real_time: asyncio.Queue[RealTimeStatus] = asyncio.Queue()
        self._transmitted: asyncio.Queue[Transmitted] = asyncio.Queue()
        self._nonsense = Nonsense(_MOST_NONSENSE, "bytes that are no status of an ESC/POS printer")
        self._inside_job = False
        self._unanswered_fences = 0
        self._reports = False
        self._reported: bytes | None = None
        self._news = asyncio.Event()

    async def refresh(self, deadline: float) -> PrinterStatus:
        """Ask the printer itself; while it prints, say how it stood last. `deadline` in seconds."""
        try:
            await self._refresh(deadline)
        except StreamLostError as error:
            return self._standing_after(error)
        return self.status

    async def print_document(self, document: PaperDocument, deadline: float) -> Printed | Fault:
        """Print, and wait until the printer says that all of it is on paper; `deadline` in seconds.

        Nothing is sent to a printer that cannot print. A fault that arises while printing names its
        cause if the printer tells it, and is PRINT_UNCONFIRMED if not; either way a part may be on
        paper.
        """
        async with self._turn:
            sent = False
            try:
                async with within(self._clock, deadline):
                    fault = await self._prepare()
                    if fault:
                        return fault
                    sent = True
                    return await self._print(document)
            except (TimeoutError, StreamLostError) as error:
                if sent:
                    return Fault(
                        FaultCode.PRINT_UNCONFIRMED, "the printer did not confirm the end of the job"
                    )
                if isinstance(error, StreamLostError):
                    return _fault(self._standing_after(error))
                return _fault(self._silent(self._no_answer()))

    async def _open(self) -> None:
        await self._stream.open()
        self._reports = False

    async def _serve(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listen())
            group.create_task(self._look())

    async def _close(self) -> None:
        await self._stream.close()

    async def _listen(self) -> None:
        parser = ReplyParser()
        self._nonsense.made_sense()
        while True:
            data = await self._stream.read()
            self._nonsense.heard(len(data))
            for reply in parser.feed(data):
                match reply:
                    case RealTimeStatus():
                        self._nonsense.made_sense()
                        self._real_time.put_nowait(reply)
                    case Transmitted():
                        self._transmitted.put_nowait(reply)
                    case AutomaticStatus(reported):
                        if self._reported is not None and reported != self._reported:
                            self._news.set()
                        self._reported = reported
            if self._real_time.qsize() + self._transmitted.qsize() > _MOST_REPLIES:
                raise DeviceSuspectError("it sends status that nobody asked for, without end")

    async def _look(self) -> None:
        """Ask again and again, and at once when the printer says by itself that something has changed."""
        while True:
            self._news.clear()
            if not self._turn.locked():  # a job asks, too
                await self._refresh(_ANSWER_TIME)
            await self._clock.sleep(_SHORTEST_PAUSE)
            with suppress(TimeoutError):
                async with within(self._clock, _BETWEEN_LOOKS - _SHORTEST_PAUSE):
                    await self._news.wait()

    async def _refresh(self, deadline: float) -> None:
        try:
            async with within(self._clock, deadline), self._turn:
                await self._ask()
                if self.status.can_print and not self._reports:
                    self._reports, self._reported = True, None
                    await self._stream.write(REPORT)
        except TimeoutError:
            if not self._turn.locked():
                self._status.publish(self._silent(self._no_answer()))

    def _no_answer(self) -> str:
        return f"it does not answer{self._nonsense}: see that it is on, and its baud rate"

    async def _ask(self) -> None:
        _empty(self._real_time)
        try:
            async with within(self._clock, _ANSWER_TIME):
                await self._stream.write(_ASK)
                printer = (await self._real_time.get()).value
                cause = (await self._real_time.get()).value
                error = (await self._real_time.get()).value
                roll = (await self._real_time.get()).value
        except TimeoutError:
            self._reports = False
            self._status.publish(self._silent(self._no_answer()))
        else:
            self._status.publish(decode_status((printer, cause, error, roll)))

    async def _prepare(self) -> Fault | None:
        """Say what forbids printing, or bring the printer to where a job may begin."""
        given_up = self._inside_job or self._unanswered_fences > 0
        if given_up or self.status.fault:
            await self._stream.write(_RECOVER)
        await self._ask()
        if self.status.fault:
            return _fault(self.status)
        if given_up:
            await self._settle()
        return None

    async def _settle(self) -> None:
        """Part a job that was given up from the next one, on paper and in what the printer answers.

        The printer may wait for the rest of a command, print the rest of the old job now, and
        answer the old fence late. So the command is filled up, a fence of our own is set, and
        answers are awaited until there can be no more.
        """
        _empty(self._transmitted)
        self._reports = False
        await self._stream.write(
            bytes(LONGEST_COMMAND if self._inside_job else 1) + INITIALISE + QUIET + FENCE
        )
        self._unanswered_fences += 1
        await self._transmitted.get()
        try:
            for _ in range(self._unanswered_fences - 1):
                async with within(self._clock, _QUIET_TIME):
                    await self._transmitted.get()
        except TimeoutError:
            _empty(self._transmitted)  # the old fence was forgotten with its job
        self._inside_job, self._unanswered_fences = False, 0
        await self._stream.write(CUT)

    async def _print(self, document: PaperDocument) -> Printed | Fault:
        _empty(self._transmitted)
        self._reports = False
        first, *others = gather(encode(document), _BETWEEN_LOOKS_BYTES)
        await self._send(first)
        fell_silent = False
        for portion in others:
            # One whose power failed for a moment forgets what it had, and answers the fence all the same.
            await self._ask()
            fell_silent = fell_silent or self.status.fault is FaultCode.NOT_RESPONDING
            await self._send(portion)
        _empty(self._transmitted)
        await self._stream.write(FENCE)
        fenced = False
        while not fenced:
            with suppress(TimeoutError):
                async with within(self._clock, _BETWEEN_LOOKS_AT_WORK):
                    await self._transmitted.get()
                    fenced = True
            # Also behind the fence: when its power fails, a line makes a zero, and that looks like one.
            await self._ask()
            fell_silent = fell_silent or self.status.fault is FaultCode.NOT_RESPONDING
            known = self.status.fault not in (None, FaultCode.NOT_RESPONDING)
            if known and not fenced and self._transmitted.empty():
                return _fault(self.status)
        self._unanswered_fences = 0
        if fell_silent:
            return Fault(FaultCode.PRINT_UNCONFIRMED, "it was silent in the middle of the job")
        return Printed()

    async def _send(self, portion: bytes) -> None:
        self._inside_job = True
        await self._stream.write(portion)
        self._inside_job = False
        self._unanswered_fences = 1


def _fault(status: PrinterStatus) -> Fault:
    return Fault(
        status.fault or FaultCode.PRINTER_ERROR,
        status.reason or f"the printer is {status.device}, its paper {status.paper}",
    )


def _empty(queue: asyncio.Queue[T]) -> None:
    while not queue.empty():
        queue.get_nowait()
