"""A receipt printer that exists only as bytes: ESC/POS in, status and paper out."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from threading import RLock

from PIL import Image

from kiosk.devices.ports import PaperState
from kiosk.devices.simulators.escpos_decoder import Command, Operation, parse_command
from kiosk.devices.simulators.faults import Faults
from kiosk.devices.simulators.paper import Paper, PaperCanvas, Style
from kiosk.devices.simulators.printer_condition import PrinterCondition
from kiosk.devices.transports.memory_stream import MemoryStream
from kiosk.domain.clock import Clock

_DOTS_TO_CUTTER = 120
_LINE_SPACING = 30
_MODULE = 3
_KEPT_PAPERS = 100
_IDENTITY = {66: b"_KIOSK\x00", 67: b"_SIMULATED 80 MM\x00"}
"""What GS I tells of maker and model."""
_MISHAP_AT = 200
"""Dots of a paper that are printed before anything happens to it."""


class PrinterFault(StrEnum):
    """What can happen in the middle of a paper; each paper is an occasion. Somebody must mend it."""

    PAPER_OUT = "paper-out"
    PAPER_JAM = "paper-jam"
    COVER_OPEN = "cover-open"
    CUTTER_ERROR = "cutter-error"
    PRINTER_ERROR = "printer-error"
    POWER_OFF = "power-off"


class SimulatedPrinter:
    """Reads bytes as a printer does and keeps what it printed. Every method suits any thread.

    Off-line it keeps what it is sent and answers only the real-time commands; the rest is worked
    off when it is on-line again. `on_paper` hears of each piece that comes out.
    """

    def __init__(
        self,
        clock: Clock | None = None,
        baud: int | None = None,
        on_paper: Callable[[Paper], None] | None = None,
    ) -> None:
        self.faults = Faults[PrinterFault]()
        self.printed: list[Paper] = []
        """The last hundred pieces, the newest at the end."""
        self.events: list[str] = []
        """What a printer would have passed over in silence."""
        self._clock = clock
        self._baud = baud
        self.on_paper = on_paper
        self._answer: Callable[[bytes], None] = lambda _: None
        self._line: MemoryStream | None = None
        self._lock = RLock()
        self._powered = True
        self._condition = PrinterCondition()
        self._dots_left: int | None = None
        self._cutter_fails = False
        self._recent = b""
        self._start()

    @property
    def condition(self) -> PrinterCondition:
        """What is wrong with it."""
        return replace(self._condition)

    @property
    def powered(self) -> bool:
        """Whether it is switched on."""
        return self._powered

    def stream(self) -> MemoryStream:
        """Make the line of a driver in the same process."""
        self._line = MemoryStream(self.receive, self._clock, self._baud)
        self.attach(self._line.deliver)
        return self._line

    def attach(self, answer: Callable[[bytes], None]) -> None:
        """Let the printer answer there from now on."""
        self._answer = answer

    def load_paper(self, dots: int | None = None) -> None:
        """Put a full roll in, or one that ends after `dots`."""
        self._dots_left = dots
        self._set(paper=PaperState.FULL)

    def near_end(self) -> None:
        """Let the roll be nearly used up."""
        self._set(paper=PaperState.LOW)

    def take_paper_away(self) -> None:
        """Leave it without paper."""
        self._set(paper=PaperState.OUT)

    def open_cover(self) -> None:
        """Open the cover."""
        self._set(cover_open=True)

    def close_cover(self) -> None:
        """Close the cover."""
        self._set(cover_open=False)

    def jam(self) -> None:
        """Let the paper jam."""
        self._set(jammed=True)

    def clear_jam(self) -> None:
        """Take the jammed paper out."""
        self._set(jammed=False)

    def break_cutter(self) -> None:
        """Let the next cut fail."""
        self._cutter_fails = True

    def mend_cutter(self) -> None:
        """Make the cutter work again."""
        self._cutter_fails = False
        self._set(cutter_stuck=False)

    def break_down(self) -> None:
        """Let it fail for good, such as its head."""
        self._set(broken=True)

    def repair(self) -> None:
        """Make it work again after it broke down."""
        self._set(broken=False)

    def power_off(self) -> None:
        """Switch it off: it forgets all, and answers nothing."""
        with self._lock:
            self._powered = False
            self._start()

    def power_on(self) -> None:
        """Switch it on."""
        with self._lock:
            self._powered = True

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

    def receive(self, data: bytes) -> None:
        """Take bytes from the line."""
        with self._lock:
            if not self._powered:
                return
            for value in data:
                self._buffer.append(value)
                self._recent = (self._recent + bytes((value,)))[-3:]
                self._obey_at_once()
            self._work()

    def _start(self) -> None:
        self._buffer = bytearray()
        self._recent = b""
        self._chinese = True
        self._automatic = False
        self._qr_data = b""
        self._module = _MODULE
        self._canvas = PaperCanvas()
        self._spoilt = False

    def _set(self, **changes: bool | PaperState) -> None:
        with self._lock:
            for name, value in changes.items():
                setattr(self._condition, name, value)
            if self._powered:
                if self._automatic:
                    self._answer(self._condition.automatic())
                self._work()

    def _obey_at_once(self) -> None:
        """Real-time commands work wherever they stand, even inside a picture."""
        if self._recent[:2] == b"\x10\x04" and self._recent[2:] in (b"\x01", b"\x02", b"\x03", b"\x04"):
            self._answer(bytes((self._condition.real_time(self._recent[2]),)))
        elif self._recent == b"\x10\x05\x02" and self._condition.in_error:
            self._buffer.clear()
            self._canvas.discard_line()

    def _work(self) -> None:
        while not self._condition.offline:
            parsed = parse_command(bytes(self._buffer), chinese=self._chinese)
            if parsed is None:
                return
            command, length = parsed
            before = self._canvas.length
            self._obey(command)
            if self._condition.cutter_stuck:
                return  # the cut stays in the buffer
            del self._buffer[:length]
            self._use_paper(self._canvas.length - before)
            self._meet_faults(before)

    def _use_paper(self, dots: int) -> None:
        if self._dots_left is not None and dots > 0:
            self._dots_left -= dots
            if self._dots_left <= 0:
                self._dots_left = None
                self._set(paper=PaperState.OUT)

    def _meet_faults(self, before: int) -> None:
        length = self._canvas.length
        if before == 0 and length > 0:
            self.faults.begin()
            self._spoilt = False
        if length < _MISHAP_AT or self._spoilt:
            return
        self._spoilt = True
        for fault in self.faults:
            match fault:
                case PrinterFault.PAPER_OUT:
                    self.take_paper_away()
                case PrinterFault.PAPER_JAM:
                    self.jam()
                case PrinterFault.COVER_OPEN:
                    self.open_cover()
                case PrinterFault.CUTTER_ERROR:
                    self.break_cutter()
                case PrinterFault.PRINTER_ERROR:
                    self.break_down()
                case PrinterFault.POWER_OFF:
                    self.power_off()

    def _obey(self, command: Command) -> None:
        canvas, data = self._canvas, command.data
        match command.operation:
            case Operation.TEXT:
                char = data.decode()
                canvas.put(char, wide=self._chinese and len(char.encode("gb18030")) > 1)
            case Operation.NEW_LINE:
                canvas.new_line()
            case Operation.FEED_LINES:
                canvas.feed(data[0] * _LINE_SPACING)
            case Operation.FEED_DOTS:
                canvas.feed(data[0])
            case Operation.PICTURE:
                self._print_picture(data)
            case Operation.QR_CODE:
                self._obey_symbol(data)
            case Operation.CUT:
                self._cut(data)
            case Operation.MOVE_TO:
                canvas.move_to(int.from_bytes(data, "little"))
            case Operation.MOVE_BY:
                canvas.move_by(int.from_bytes(data, "little", signed=True))
            case _:
                self._obey_setting(command)

    def _obey_setting(self, command: Command) -> None:
        style, data = self._canvas.style, command.data
        match command.operation:
            case Operation.INITIALISE:
                self._canvas.discard_line()
                self._canvas.style = Style()
                self._chinese = True
            case Operation.CHINESE_ON | Operation.CHINESE_OFF:
                self._chinese = command.operation is Operation.CHINESE_ON
            case Operation.ALIGN:
                style.centred = data[0] in b"\x011"
            case Operation.BOLD:
                style.bold = bool(data[0] & 1)
            case Operation.SIZE:
                style.width, style.height = (data[0] >> 4 & 7) + 1, (data[0] & 7) + 1
            case _:
                self._speak(command)

    def _speak(self, command: Command) -> None:
        data = command.data
        match command.operation:
            case Operation.TRANSMIT:
                self._answer(bytes((self._condition.paper_sensors(),)))
            case Operation.AUTOMATIC_STATUS:
                self._automatic = bool(data[0])
                if self._automatic:
                    self._answer(self._condition.automatic())
            case Operation.IDENTITY:
                self._answer(_IDENTITY.get(data[0], b"_\x00"))
            case Operation.UNKNOWN:
                self.events.append(f"unknown bytes {data.hex(' ')}")

    def _print_picture(self, data: bytes) -> None:
        width, rows = (int.from_bytes(data[at : at + 2], "little") for at in (0, 2))
        if width and rows:
            self._canvas.picture(Image.frombytes("1", (width * 8, rows), data[4:]))

    def _obey_symbol(self, data: bytes) -> None:
        match data[:2]:
            case b"1A" | b"1E":
                return  # the simulated codes are all of model 2 and correct 15 %
            case b"1C" if len(data) == 3 and 1 <= data[2] <= 16:
                self._module = data[2]
            case b"1P":
                self._qr_data = data[3:]
            case b"1Q":
                if not self._canvas.qr_code(self._qr_data, self._module):
                    self.events.append("a QR code that does not fit on the paper")
            case _:
                self.events.append(f"unknown symbol {data[:8].hex(' ')}")

    def _cut(self, data: bytes) -> None:
        if self._cutter_fails:
            self._set(cutter_stuck=True)
            return
        if len(data) == 2:
            self._canvas.feed(_DOTS_TO_CUTTER + data[1])
        paper = self._canvas.cut()
        if paper:
            self.printed = [*self.printed[1 - _KEPT_PAPERS :], paper]
            self.faults.end()
            if self.on_paper:
                self.on_paper(paper)
