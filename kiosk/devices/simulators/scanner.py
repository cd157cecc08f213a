"""A code scanner that exists only as bytes: commands in, lines out."""

from collections.abc import Callable
from enum import StrEnum
from threading import RLock

from kiosk.devices.drivers.scanner_trigger import REVISION_QUERY, TRIGGERS, TriggerModel
from kiosk.devices.simulators.faults import Faults
from kiosk.devices.transports.memory_stream import MemoryStream

_LONGEST_COMMAND = 64
_REPEATS = 3


class ScannerFault(StrEnum):
    """What can be wrong with it; each code that is held before it is an occasion."""

    HANG = "hang"
    """It hears nothing and says nothing."""
    GARBAGE = "garbage"
    """What it says is spoilt on the way."""
    NO_END = "no-end"
    """Nobody has set it to end its lines."""
    REPEAT = "repeat"
    """It says each code three times."""


class SimulatedScanner:
    """Reads what is held before it. Every method suits any thread."""

    def __init__(self, model: TriggerModel) -> None:
        self.faults = Faults[ScannerFault]()
        self._trigger = TRIGGERS.get(model)
        self._reading = self._trigger is None
        self._held = b""
        self._heard = bytearray()
        self._answer: Callable[[bytes], None] = lambda _: None
        self._line: MemoryStream | None = None
        self._lock = RLock()

    @property
    def reading(self) -> bool:
        """Whether its light is on."""
        with self._lock:
            return self._reading

    def stream(self) -> MemoryStream:
        """Make the line of a driver in the same process."""
        self._line = MemoryStream(self.receive)
        self.attach(self._line.deliver)
        return self._line

    def attach(self, answer: Callable[[bytes], None]) -> None:
        """Let it say there what it reads from now on."""
        self._answer = answer

    def receive(self, data: bytes) -> None:
        """Take bytes from the line."""
        with self._lock:
            if self._trigger is None or ScannerFault.HANG in self.faults:
                return
            for value in data:
                self._heard.append(value)
                del self._heard[:-_LONGEST_COMMAND]
                for command in (self._trigger.start, self._trigger.stop):
                    if self._heard.endswith(command):
                        self._heard.clear()
                        self._obey(command)
                if self._heard.endswith(REVISION_QUERY) and not self._trigger.answers:
                    self._answer(b"REVINF\x06.")

    def hold(self, code: str, encoding: str = "utf-8") -> None:
        """Hold a code before it, and leave it there."""
        with self._lock:
            self.faults.begin()
            self._held = code.encode(encoding)
            self._read()

    def take_away(self) -> None:
        """Take away what is held before it."""
        with self._lock:
            self.faults.end()
            self._held = b""

    def unplug(self) -> None:
        """Pull its cable, if it is in this process."""
        with self._lock:
            if self._line:
                self._line.unplug()

    def plug_in(self) -> None:
        """Put the cable in again."""
        with self._lock:
            if self._line:
                self._line.plug_in()

    def _obey(self, command: bytes) -> None:
        if self._trigger is None:
            return
        if self._trigger.answers:
            self._answer(b"\x02" + command.removeprefix(b"~").removesuffix(b";\x03") + b"\x06;\x03")
        self._reading = command == self._trigger.start
        self._read()

    def _read(self) -> None:
        if not self._held or not self._reading or ScannerFault.HANG in self.faults:
            return
        line = self._held
        if ScannerFault.GARBAGE in self.faults:
            line = bytes(value ^ 0x2E for value in line)  # digits become control characters
        if ScannerFault.NO_END not in self.faults:
            line += b"\r"
        self._reading = self._trigger is None
        self._answer(line * (_REPEATS if ScannerFault.REPEAT in self.faults else 1))
