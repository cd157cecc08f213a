"""The serial line of the simulated payment terminal: ECR Hub frames around its messages.

It has no timer of its own: a heartbeat of the kiosk is answered by one, and has it repeat what was
not acknowledged, so that a test in virtual time hears it at moments that are known.
"""

from collections.abc import Callable

from kiosk.devices.drivers.ecr_hub_frame import (
    HANDSHAKE,
    HANDSHAKE_CONFIRMED,
    HEARTBEAT,
    LAST_ID,
    Frame,
    FrameParser,
    encode_frame,
)
from kiosk.devices.simulators.terminal import SimulatedTerminal, TerminalFault
from kiosk.devices.transports.memory_stream import MemoryStream
from kiosk.domain.clock import Clock

_NOISE = b"\x55\xaa\x00\x55\xaa\xff\x33\xcc\x33"


class TerminalOnWire:
    """The terminal as a device that takes bytes; it is deaf until a handshake."""

    def __init__(
        self, terminal: SimulatedTerminal, clock: Clock | None = None, baud: int | None = None
    ) -> None:
        self._terminal = terminal
        self._clock = clock
        self._baud = baud
        self._answer: Callable[[bytes], None] = lambda _: None
        self._stream: MemoryStream | None = None
        self._written = 0
        self._forget()

    def stream(self) -> MemoryStream:
        """Make the line of a driver in the same process."""
        self._stream = MemoryStream(self.receive, self._clock, self._baud)
        self.attach(self._stream.deliver)
        return self._stream

    def attach(self, answer: Callable[[bytes], None]) -> None:
        """Let the terminal answer there from now on."""
        self._answer = answer
        self._terminal.connect(self._say, self._pull, self._mend)

    def receive(self, data: bytes) -> None:
        """Take bytes from the line."""
        with self._terminal.lock:
            if not self._terminal.deaf:
                for frame in self._parser.feed(data):
                    self._obey(frame)

    def _pull(self) -> None:
        self._forget()
        if self._stream:
            self._stream.unplug()

    def _mend(self) -> None:
        if self._stream:
            self._stream.plug_in()

    def _forget(self) -> None:
        self._parser = FrameParser()
        self._linked = False
        self._last_id = 0
        self._unheard: list[Frame] = []
        self._heard: Frame | None = None

    def _obey(self, frame: Frame) -> None:
        if frame == HANDSHAKE:
            self._forget()
            self._linked = True
            self._write(HANDSHAKE_CONFIRMED)
        elif not self._linked:
            return
        elif frame == HEARTBEAT:
            self._write(HEARTBEAT)
            for packet in self._unheard:
                self._write(packet)
        else:
            self._unheard = [packet for packet in self._unheard if packet.id != frame.ack]
            if frame.id:
                self._take(frame)

    def _take(self, frame: Frame) -> None:
        if TerminalFault.LOSE_ACKS not in self._terminal.faults:
            self._write(Frame(ack=frame.id))
        if frame != self._heard:
            self._heard = frame
            self._terminal.hear(frame.data)

    def _say(self, message: bytes) -> None:
        if self._linked:
            self._last_id = self._last_id % LAST_ID + 1
            packet = Frame(id=self._last_id, data=message)
            self._unheard.append(packet)
            self._write(packet)

    def _write(self, frame: Frame) -> None:
        data = encode_frame(frame)
        if TerminalFault.NOISE in self._terminal.faults:
            self._written += 1
            if self._written % 3 == 0:
                data = data[:-3] + bytes((data[-3] ^ 0x55,)) + data[-2:]
            data = _NOISE + data + _NOISE
        self._answer(data)
