"""How the simulated printer is, and the status bytes that tell it.

Bits by the Epson command reference; the values for near end, paper out and open cover were also
measured on an independent emulator.
"""

from dataclasses import dataclass

from kiosk.devices.ports import PaperState


@dataclass(slots=True)
class PrinterCondition:
    """What is wrong with it. Any of it but a roll that is low puts it off-line."""

    paper: PaperState = PaperState.FULL
    """FULL, LOW or OUT."""
    cover_open: bool = False
    jammed: bool = False
    cutter_stuck: bool = False
    broken: bool = False
    """It reports an error that it cannot leave by itself."""

    @property
    def offline(self) -> bool:
        """Whether it has stopped to print."""
        return self.cover_open or self.in_error or self.paper is PaperState.OUT

    @property
    def in_error(self) -> bool:
        """Whether its mechanics have failed."""
        return self.jammed or self.cutter_stuck or self.broken

    @property
    def _error(self) -> int:
        return 0x04 * self.jammed | 0x08 * self.cutter_stuck | 0x20 * self.broken

    def real_time(self, query: int) -> int:
        """Answer DLE EOT 1 to 4."""
        out, low = self.paper is PaperState.OUT, self.paper is not PaperState.FULL
        match query:
            case 1:
                bits = 0x08 * self.offline
            case 2:
                bits = 0x04 * self.cover_open | 0x20 * out | 0x40 * self.in_error
            case 3:
                bits = self._error
            case _:
                bits = 0x0C * low | 0x60 * out
        return 0x12 | bits

    def automatic(self) -> bytes:
        """Tell all in the four bytes of the automatic status."""
        out, low = self.paper is PaperState.OUT, self.paper is not PaperState.FULL
        return bytes(
            (
                0x10 | 0x08 * self.offline | 0x20 * self.cover_open,
                self._error,
                0x03 * low | 0x0C * out,
                0x00,
            )
        )

    def paper_sensors(self) -> int:
        """Answer GS r 1."""
        return 0x03 if self.paper is PaperState.LOW else 0x00
