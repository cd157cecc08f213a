"""Code scanners on a serial line, or on USB as one."""

import asyncio
from collections.abc import AsyncGenerator

from kiosk.devices.broadcast import Broadcast
from kiosk.devices.deadline import deadline as within
from kiosk.devices.drivers.scanner_lines import CommandAccepted, ScannerLines
from kiosk.devices.drivers.scanner_trigger import TRIGGERS, Trigger, TriggerModel
from kiosk.devices.ports import (
    DeviceState,
    Fault,
    FaultCode,
    ScannedCode,
    ScannerCapabilities,
    ScannerStatus,
)
from kiosk.devices.transports.stream import ByteStream, StreamLostError
from kiosk.domain.clock import Clock

_ONLINE = ScannerStatus(DeviceState.ONLINE)
_MISSING = ScannerStatus(DeviceState.NO_DEVICE, FaultCode.NO_DEVICE)
_SILENT = ScannerStatus(DeviceState.OFFLINE, FaultCode.NOT_RESPONDING)

# Seconds of the clock.
_ANSWER_TIME = 1.0
_BETWEEN_LOOKS = 5.0
_BETWEEN_OPENINGS = 2.0
_SAME_CODE_TIME = 2.0
"""A phone that is still held there shows no new code."""


class SerialScanner:
    """A `CodeScanner`. Nothing works unless `run` does; one scan at a time."""

    _last: tuple[int, float]
    """The hash of what was given last, and until when that is no news."""

    def __init__(self, stream: ByteStream, clock: Clock, model: TriggerModel) -> None:
        self.capabilities = ScannerCapabilities(triggered=model in TRIGGERS)
        self._stream = stream
        self._clock = clock
        self._trigger = TRIGGERS.get(model)
        self._turn = asyncio.Lock()
        self._status = Broadcast(_MISSING)
        self._lines = ScannerLines()
        self._wanted: asyncio.Future[ScannedCode | Fault] | None = None
        self._accepted = asyncio.Event()
        self._may_command_at = clock.monotonic()
        self._last = (0, 0.0)

    @property
    def status(self) -> ScannerStatus:
        """How it stands now."""
        return self._status.value

    def changes(self) -> AsyncGenerator[ScannerStatus]:
        """Give the status now and each one that follows."""
        return self._status.changes()

    async def run(self) -> None:
        """Hold the line open and listen, until cancelled."""
        while True:
            try:
                await self._stream.open()
                self._lines = ScannerLines()
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._listen())
                    group.create_task(self._look())
            except* StreamLostError:
                pass
            finally:
                self._status.publish(_MISSING)
                self._give(_fault(_MISSING))
                await self._stream.close()
            await self._clock.sleep(_BETWEEN_OPENINGS)

    async def scan(self, deadline: float) -> ScannedCode | Fault:
        """Have the scanner read until a code comes or `deadline` seconds have passed."""
        async with self._turn:
            if self.status != _ONLINE:
                return _fault(self.status)
            self._lines.forget()
            try:
                async with within(self._clock, deadline):
                    return await self._next()
            except TimeoutError:
                return self._too_late()
            finally:
                self._wanted = None
                await self._stop()

    async def _next(self) -> ScannedCode | Fault:
        """Read; a scanner puts its light out after each code, also after one that is no news."""
        while True:
            self._wanted = asyncio.get_running_loop().create_future()
            if self._trigger:
                standing = await self._command(self._trigger, self._trigger.start)
                if standing != _ONLINE:
                    return _fault(standing)
            read, now = await self._wanted, self._clock.monotonic()
            known, until = self._last
            if known != hash(read) or until < now:
                self._last = (hash(read), now + _SAME_CODE_TIME)
                return read

    async def _stop(self) -> None:
        if self._trigger:
            await self._command(self._trigger, self._trigger.stop)

    async def _command(self, trigger: Trigger, command: bytes) -> ScannerStatus:
        """Send a command, and tell how the scanner stands after it."""
        await self._clock.sleep(self._may_command_at - self._clock.monotonic())
        self._accepted.clear()
        standing = _ONLINE
        try:
            async with within(self._clock, _ANSWER_TIME):
                await self._stream.write(command)
                if trigger.answers:
                    await self._accepted.wait()
        except TimeoutError:
            standing = _SILENT
        except StreamLostError:
            standing = _MISSING
        self._may_command_at = self._clock.monotonic() + trigger.pause
        self._status.publish(standing)
        return standing

    async def _look(self) -> None:
        """See whether it is there by telling it to stop, which a kiosk that was killed could not do."""
        if self._trigger is None:
            self._status.publish(_ONLINE)
            return
        while True:
            async with self._turn:
                await self._stop()
            await self._clock.sleep(_BETWEEN_LOOKS)

    async def _listen(self) -> None:
        while True:
            data = await self._stream.read()
            for word in self._lines.feed(data, self._clock.monotonic()):
                if isinstance(word, CommandAccepted):
                    self._accepted.set()
                else:
                    self._give(word)

    def _give(self, read: ScannedCode | Fault) -> None:
        if self._wanted and not self._wanted.done():
            self._wanted.set_result(read)

    def _too_late(self) -> Fault:
        if self._lines.unfinished:
            return Fault(FaultCode.CODE_UNREADABLE, "a line without an end; set the scanner to add CR")
        return Fault(FaultCode.NO_CODE, "nobody held a code before it in time")


def _fault(status: ScannerStatus) -> Fault:
    return Fault(status.fault or FaultCode.NOT_RESPONDING, f"the scanner is {status.device}")
