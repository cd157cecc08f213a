"""Paper that comes out of the simulated printer, dot by dot."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import qrcode
from PIL import Image, ImageOps
from qrcode.exceptions import DataOverflowError

from kiosk.devices.paper_font import draw_glyph

DOTS = 576
_CELL, _LINE, _LINE_SPACING = 12, 24, 30
_CHUNK = 512

_EDGE = 32


@dataclass(frozen=True, slots=True)
class Paper:
    """A piece that was cut off."""

    lines: tuple[str, ...]
    """The lines of text, without those that were sent as pictures."""
    qr_codes: tuple[str, ...]
    image: Image.Image
    """Mode "L", 576 dots wide, black on white."""

    def save_png(self, file: Path | BytesIO) -> None:
        """Write what the paper looks like, with the edge of 4 mm that the head does not reach."""
        ImageOps.expand(self.image, border=_EDGE, fill="white").save(file, format="PNG")


@dataclass(slots=True)
class Style:
    """How the next characters are set."""

    centred: bool = False
    bold: bool = False
    width: int = 1
    height: int = 1


@dataclass(slots=True)
class PaperCanvas:
    """The piece under the head. All measures are dots, 8 to the millimetre."""

    style: Style = field(default_factory=Style)
    length: int = 0
    _ink: Image.Image = field(default_factory=lambda: Image.new("1", (DOTS, _CHUNK)))
    _lines: list[str] = field(default_factory=list)
    _qr_codes: list[str] = field(default_factory=list)
    _text: str = ""
    _glyphs: list[Image.Image] = field(default_factory=list)

    def put(self, char: str, *, wide: bool) -> None:
        """Set one character of one cell or two; a full line is printed first."""
        cell = (1 + wide) * _CELL * self.style.width
        if sum(glyph.width for glyph in self._glyphs) + cell > DOTS:
            self.new_line()
        glyph = draw_glyph(char, cell // self.style.width, _LINE, bold=self.style.bold)
        self._glyphs.append(glyph.resize((cell, _LINE * self.style.height), Image.Resampling.NEAREST))
        self._text += char

    def move_to(self, dots: int) -> None:
        """Set the next character there on the line; what is set already stays."""
        self.move_by(dots - sum(glyph.width for glyph in self._glyphs))

    def move_by(self, dots: int) -> None:
        """Leave so many dots blank."""
        if dots > 0:
            self._glyphs.append(Image.new("1", (min(dots, DOTS), 1)))
            self._text += " " * (dots // _CELL)

    def new_line(self) -> None:
        """Print what was set, and feed by its height or the line spacing, whichever is more."""
        height = max([_LINE_SPACING, *(glyph.height for glyph in self._glyphs)])
        line = Image.new("1", (max(sum(glyph.width for glyph in self._glyphs), 1), height))
        left = 0
        for glyph in self._glyphs:
            line.paste(glyph, (left, height - glyph.height))
            left += glyph.width
        self._lines.append(self._text)
        self._text, self._glyphs = "", []
        self.picture(line)

    def discard_line(self) -> None:
        """Forget what was set and not printed."""
        self._text, self._glyphs = "", []

    def feed(self, dots: int) -> None:
        """Move the paper on."""
        self.length += dots
        while self._ink.height < self.length:
            taller = Image.new("1", (DOTS, self._ink.height * 2))
            taller.paste(self._ink, (0, 0))
            self._ink = taller

    def picture(self, picture: Image.Image) -> None:
        """Print a picture where the style aligns it."""
        top = self.length
        self.feed(picture.height)
        self._ink.paste(picture, ((DOTS - picture.width) // 2 if self.style.centred else 0, top))

    def qr_code(self, data: bytes, module: int) -> bool:
        """Print a code with dots of `module`; nothing is printed, and False returned, if it is too wide."""
        code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
        code.add_data(data)
        try:
            code.make(fit=True)
        except (DataOverflowError, ValueError):
            return False
        modules = code.modules_count
        if not data or modules * module > DOTS:
            return False
        picture = Image.new("1", (modules, modules))
        picture.putdata([dark * 255 for row in code.get_matrix() for dark in row])
        self.picture(picture.resize((modules * module, modules * module), Image.Resampling.NEAREST))
        self._qr_codes.append(data.decode(errors="replace"))
        return True

    def cut(self) -> Paper | None:
        """Cut the piece off and begin the next; None if nothing was on it."""
        if self._glyphs:
            self.new_line()
        paper = Paper(
            tuple(self._lines),
            tuple(self._qr_codes),
            self._ink.crop((0, 0, DOTS, max(self.length, 1))).convert("L").point(lambda value: 255 - value),
        )
        blank = self._ink.getbbox() is None
        self.length, self._ink, self._lines, self._qr_codes = 0, Image.new("1", (DOTS, _CHUNK)), [], []
        return None if blank else paper
