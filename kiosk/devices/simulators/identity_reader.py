"""A reader of ID cards that exists only as bytes: SAM_A requests in, replies out."""

from collections.abc import Callable
from enum import StrEnum
from threading import RLock

from kiosk.devices.drivers.sam_frame import FrameParser, encode_frame
from kiosk.devices.simulators.faults import Faults
from kiosk.devices.simulators.identity_card import IdentityCard
from kiosk.devices.transports.memory_stream import MemoryStream

_OK, _FOUND = 0x90, 0x9F
_UNKNOWN_COMMAND = 0x21
_READ_FAILED, _NOT_FOUND, _SELECT_FAILED, _NO_SUCH_ITEM = 0x41, 0x80, 0x81, 0x91
_NOISE = b"\xaa\xaa\xaa\x96\x69\x05\x08\x00\xaa\x00\xaa\xaa\x96"


class Command:
    """Commands with their parameters."""

    STATUS = b"\x11\xff"
    FIND = b"\x20\x01"
    SELECT = b"\x20\x02"
    READ = b"\x30\x01"
    NEW_ADDRESS = b"\x30\x03"


class ReaderFault(StrEnum):
    """What can be wrong with it; each card that is put on it is an occasion."""

    HANG = "hang"
    """It hears nothing and says nothing."""
    NOISE = "noise"
    """Other bytes stand before each of its replies, and a stray one in their preambles."""
    SPOIL = "spoil"
    """A byte of each reply arrives wrong."""


class SimulatedIdentityReader:
    """Serves one kiosk. Every method suits any thread; the last ones are what people do with it."""

    def __init__(self) -> None:
        self.faults = Faults[ReaderFault]()
        self.answers: dict[bytes, int] = {}
        """Status bytes that it gives to requests, whatever lies on it."""
        self.events: list[str] = []
        """What a reader would have passed over in silence."""
        self._lock = RLock()
        self._answer: Callable[[bytes], None] = lambda _: None
        self._line: MemoryStream | None = None
        self._parser = FrameParser()
        self._card: IdentityCard | None = None
        self._hasty = False
        self._found = self._selected = self._was_read = False

    @property
    def card(self) -> IdentityCard | None:
        """The card that lies on it."""
        return self._card

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
            if ReaderFault.HANG not in self.faults:
                for content in self._parser.feed(data):
                    ordered = self.answers.get(content)
                    status, answer = self._obey(content) if ordered is None else (ordered, b"")
                    self._say(bytes((0, 0, status)) + answer)

    def put_on(self, card: IdentityCard, *, hasty: bool = False) -> None:
        """Put a card on it; a hasty hand takes it away again while it is read."""
        with self._lock:
            self.take_away()
            self.faults.begin()
            self._card, self._hasty = card, hasty

    def take_away(self) -> None:
        """Lift the card that lies there, if there is one."""
        with self._lock:
            self.faults.end()
            self._card = None
            self._found = self._selected = self._was_read = False

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

    def _obey(self, content: bytes) -> tuple[int, bytes]:
        match content:
            case Command.STATUS:
                return _OK, b""
            case Command.FIND:
                self._found, self._selected = self._card is not None and not self._was_read, False
                return (_FOUND, bytes(4)) if self._found else (_NOT_FOUND, b"")
            case Command.SELECT:
                self._selected = self._found
                return (_OK, bytes(8)) if self._selected else (_SELECT_FAILED, b"")
            case Command.READ:
                return self._read()
            case Command.NEW_ADDRESS:
                return (_NO_SUCH_ITEM if self._card else _READ_FAILED), b""
            case _:
                self.events.append(f"unknown request {content.hex()}")
                return _UNKNOWN_COMMAND, b""

    def _read(self) -> tuple[int, bytes]:
        if self._hasty:
            self.take_away()
        if self._card is None or not self._selected:
            return _READ_FAILED, b""
        self._was_read = True
        text, photo = self._card.text, self._card.photo
        return _OK, len(text).to_bytes(2) + len(photo).to_bytes(2) + text + photo

    def _say(self, content: bytes) -> None:
        frame = encode_frame(content)
        if ReaderFault.NOISE in self.faults:
            frame = _NOISE + frame[:1] + b"\x00" + frame[1:]
        if ReaderFault.SPOIL in self.faults:
            frame = frame[:-2] + bytes((frame[-2] ^ 0x10,)) + frame[-1:]
        self._answer(frame)
