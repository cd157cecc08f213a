"""Code scanners on a serial line, or on USB as one."""

import asyncio
from contextlib import suppress

from kiosk.devices.deadline import deadline as within
from kiosk.devices.driver import Driver
from kiosk.devices.drivers.scanner_lines import CommandAccepted, ScannerLines
from kiosk.devices.drivers.scanner_trigger import TRIGGERS, Trigger, TriggerModel
from kiosk.devices.nonsense import Nonsense
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
_MISSING = ScannerStatus(DeviceState.NO_DEVICE, fault=FaultCode.NO_DEVICE)

_NO_ANSWER = "it obeys no command: see that its speed and its make are those of [code_scanner]"

_MOST_UNREADABLE = 9
"""Codes in a row; a citizen holds up a few that are none, a scanner at the wrong speed reads no other."""

# Seconds of the clock.
_ANSWER_TIME = 1.0
_BETWEEN_LOOKS = 5.0
_SHORTEST_READING = 2.0
"""After which makes put their light out by themselves; 3 seconds are usual where nobody has set more."""
_SAME_CODE_TIME = 2.0
"""A phone that is still held there shows no new code."""


class SerialScanner(Driver[ScannerStatus]):
    """A `CodeScanner`. Nothing works unless `run` does; one scan at a time."""

    _last: tuple[int, float]
    """The hash of what was given last, and until when that is no news."""

    def __init__(self, stream: ByteStream, clock: Clock, model: TriggerModel) -> None:
        super().__init__(_MISSING)
        self.capabilities = ScannerCapabilities(triggered=model in TRIGGERS)
        self._stream = stream
        self._clock = clock
        self._trigger = TRIGGERS.get(model)
        self._turn = asyncio.Lock()
        self._lines = ScannerLines()
        self._wanted: asyncio.Future[ScannedCode | Fault] | None = None
        self._accepted = asyncio.Event()
        self._may_command_at = clock.monotonic()
        self._last = (0, 0.0)

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
            except StreamLostError as error:
                return _fault(self._standing_after(error))
            finally:
                self._wanted = None
                with suppress(StreamLostError):
                    await self._stop()

    async def _open(self) -> None:
        await self._stream.open()
        self._lines = ScannerLines()

    async def _serve(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listen())
            group.create_task(self._look())

    async def _close(self) -> None:
        self._give(_fault(self.status))
        await self._stream.close()

    async def _next(self) -> ScannedCode | Fault:
        """Read; a scanner puts its light out after each code, also after one that is no news."""
        while True:
            wanted: asyncio.Future[ScannedCode | Fault] = asyncio.get_running_loop().create_future()
            self._wanted = wanted
            standing = await self._read_until(wanted)
            if standing != _ONLINE:
                return _fault(standing)
            read, now = wanted.result(), self._clock.monotonic()
            known, until = self._last
            if known != hash(read) or until < now:
                self._last = (hash(read), now + _SAME_CODE_TIME)
                return read

    async def _read_until(self, wanted: asyncio.Future[ScannedCode | Fault]) -> ScannerStatus:
        """Have it read until there is what is wanted, again and again: each reading ends after a while."""
        while not wanted.done():
            if self._trigger:
                standing = await self._command(self._trigger, self._trigger.start)
                if standing != _ONLINE:
                    return standing
            with suppress(TimeoutError):
                async with within(self._clock, _SHORTEST_READING):
                    await asyncio.shield(wanted)
        return _ONLINE

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
            standing = self._silent(_NO_ANSWER)
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
        nonsense = Nonsense(_MOST_UNREADABLE, "codes in a row that are no text")
        while True:
            data = await self._stream.read()
            for word in self._lines.feed(data, self._clock.monotonic()):
                match word:
                    case CommandAccepted():
                        self._accepted.set()
                    case ScannedCode():
                        nonsense.made_sense()
                        self._give(word)
                    case Fault():
                        self._give(word)
                        nonsense.heard(1)

    def _give(self, read: ScannedCode | Fault) -> None:
        if self._wanted and not self._wanted.done():
            self._wanted.set_result(read)

    def _too_late(self) -> Fault:
        if self._lines.unfinished:
            return Fault(FaultCode.CODE_UNREADABLE, "a line without an end; set the scanner to add CR")
        return Fault(FaultCode.NO_CODE, "nobody held a code before it in time")


def _fault(status: ScannerStatus) -> Fault:
    return Fault(status.fault or FaultCode.NOT_RESPONDING, status.reason or f"the scanner is {status.device}")
