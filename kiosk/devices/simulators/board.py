"""An indicator board that exists only as bytes: commands in, answers out."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from threading import RLock

from kiosk.devices.drivers.board_sentence import UNASKED, Sentence, SentenceParser, encode_sentence
from kiosk.devices.drivers.board_words import (
    ALARMS,
    COLOURS,
    DOORS,
    PLACES,
    VERSION,
    WATCHDOG_SECONDS,
    read_lights,
)
from kiosk.devices.ports import DeviceKind, DoorState, Light
from kiosk.devices.simulators.faults import Faults
from kiosk.devices.transports.memory_stream import MemoryStream
from kiosk.domain.clock import Clock

_NAME = "Simulated 1.0"
_NEXT_VERSION = VERSION + 1
_COMMANDS = ("HELLO", "LIGHT", "STATE", "CLEAR")


class BoardFault(StrEnum):
    """What can be wrong with it; each sentence that comes in is an occasion."""

    HANG = "hang"
    """It hears nothing and says nothing."""
    GARBAGE = "garbage"
    """What it says is spoilt on the way."""
    FOREIGN = "foreign"
    """It speaks only a version that is not made yet."""


class SimulatedIndicatorBoard:
    """Lights, a door and a tamper sensor. Every method suits any thread."""

    def __init__(self, clock: Clock) -> None:
        self.faults = Faults[BoardFault]()
        self._clock = clock
        self._parser = SentenceParser()
        self._lights: Mapping[DeviceKind, Light] = {}
        self._greeted = False
        self._heard_at = clock.monotonic()
        self._open = False
        self._tampered = False
        self._answer: Callable[[bytes], None] = lambda _: None
        self._line: MemoryStream | None = None
        self._lock = RLock()

    @property
    def lights(self) -> Mapping[DeviceKind, Light]:
        """Those that shine."""
        with self._lock:
            self._let_watchdog_bite()
            return self._lights

    @property
    def door_open(self) -> bool:
        """Whether the cabinet is open."""
        return self._open

    @property
    def tampered(self) -> bool:
        """Whether the alarm is on."""
        return self._tampered

    def stream(self) -> MemoryStream:
        """Make the line of a driver in the same process."""
        self._line = MemoryStream(self.receive)
        self.attach(self._line.deliver)
        return self._line

    def attach(self, answer: Callable[[bytes], None]) -> None:
        """Let it answer there from now on."""
        self._answer = answer

    def receive(self, data: bytes) -> None:
        """Take bytes from the line."""
        with self._lock:
            for sentence in self._parser.feed(data):
                self.faults.begin()
                if BoardFault.HANG not in self.faults:
                    self._let_watchdog_bite()
                    self._heard_at = self._clock.monotonic()
                    self._say(self._obey(sentence))
                self.faults.end()

    def set_door(self, *, open_: bool) -> None:
        """Open the cabinet, or close it."""
        with self._lock:
            if self._open is not open_:
                self._open = open_
                self._tell()

    def tamper(self) -> None:
        """Force the cabinet."""
        with self._lock:
            self._tampered = True
            self._tell()

    def restart(self) -> None:
        """Take its power away for a moment; the alarm outlasts that."""
        with self._lock:
            self._lights, self._greeted = {}, False

    def unplug(self) -> None:
        """Pull its cable, if it is in this process."""
        if self._line:
            self._line.unplug()

    def plug_in(self) -> None:
        """Put the cable in again."""
        if self._line:
            self._line.plug_in()

    def _let_watchdog_bite(self) -> None:
        if self._clock.monotonic() - self._heard_at > WATCHDOG_SECONDS:
            self._lights, self._greeted = {}, False

    def _tell(self) -> None:
        self._let_watchdog_bite()
        if self._greeted and BoardFault.HANG not in self.faults:
            self._say(self._state(UNASKED))

    def _obey(self, command: Sentence) -> Sentence:
        match command:
            case Sentence("HELLO", number, (version,)) if version.isdecimal():
                return self._greet(number, int(version))
            case Sentence("HELLO", number):
                return Sentence("NO", number, ("FIELD",))
            case Sentence(number=number) if not self._greeted:
                return Sentence("NO", number, ("HELLO",))
            case _:
                return self._do(command)

    def _do(self, command: Sentence) -> Sentence:
        match command:
            case Sentence("LIGHT", number, fields) if (lights := read_lights(fields)) is not None:
                self._lights = lights
                return Sentence("OK", number)
            case Sentence("STATE", number, ()):
                return self._state(number)
            case Sentence("CLEAR", number, ()):
                self._tampered = False
                return self._state(number)
            case _:
                reason = "FIELD" if command.word in _COMMANDS else "WORD"
                return Sentence("NO", command.number, (reason,))

    def _greet(self, number: int, version: int) -> Sentence:
        speaks = _NEXT_VERSION if BoardFault.FOREIGN in self.faults else VERSION
        if version < speaks:
            return Sentence("NO", number, ("VERSION",))
        self._greeted = True
        return Sentence("HELLO", number, (str(speaks), "".join(PLACES), "".join(COLOURS), _NAME))

    def _state(self, number: int) -> Sentence:
        door = next(letter for letter, state in DOORS.items() if (state is DoorState.OPEN) is self._open)
        alarm = next(letter for letter, tampered in ALARMS.items() if tampered is self._tampered)
        return Sentence("STATE", number, (door, alarm))

    def _say(self, sentence: Sentence) -> None:
        line = encode_sentence(sentence)
        if BoardFault.GARBAGE in self.faults:
            line = bytes(value ^ 0x11 for value in line)
        self._answer(line)
