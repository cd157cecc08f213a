"""Paper documents as ESC/POS for a roll of 80 mm: 576 dots across, 8 to the millimetre.

What GBK holds is sent as text, for a printer has those glyphs; a line with any other character,
such as a rare name, is sent as a picture. GB18030's four-byte codes are beyond most printers.
"""

import re
from collections.abc import Iterable, Iterator

from PIL import Image

from kiosk.devices.drivers.paper_layout import CELLS, cell_width, columns, in_gbk, text_width, wrap
from kiosk.devices.paper_font import draw_glyph
from kiosk.devices.ports import Alignment, Columns, Feed, PaperDocument, PaperItem, QrCode, Rule, TextLine

DOTS = 576
INITIALISE = b"\x1b@"
REPORT = b"\x1da\xff"
"""Have the printer tell by itself of each change."""
QUIET = b"\x1da\x00"
"""Let the printer send no status by itself: a fragment of one could pass for a fence."""
FENCE = b"\x1dr\x01"
"""Answered after everything before it is on paper."""
CUT = b"\x1dVB\x00"
"""Feed to the cutter and cut."""
LONGEST_COMMAND = 2331
"""Bytes that a printer waits for at most when it is cut off: those of a full QR code."""

_CELL = DOTS // CELLS
_LINE = 24
_LINE_SPACING = 30
"""Dots from line to line after ESC @; a line of text that is higher takes its own height."""
_CHINESE_ON, _CHINESE_OFF = b"\x1c&", b"\x1c."
_CENTRED, _LEFT = b"\x1ba\x01", b"\x1ba\x00"
_MOST_ROWS = 6
"""Of a picture at once: nothing can be asked inside one, and 6 rows take half a second at 9600 baud."""
_LIKE_REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")
"""What begins a real-time command, which a printer obeys inside a picture, too."""
_ONE_DOT_MORE = b"\x18"
_RULE_GAP = b"\x1bJ\x0a"
_QUIET_ZONE = b"\x1bJ\x18"
"""Blank dots that keep what is above and below out of a code."""


def encode(document: PaperDocument) -> Iterator[bytes]:
    """Give a document in portions, up to and with the cut."""
    yield INITIALISE + QUIET
    for item in document.items:
        yield from _encode_item(item)
    yield CUT


def gather(portions: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Put portions together, whole, to as few as are of at most `size` bytes, unless one alone is more."""
    gathered = b""
    for portion in portions:
        if gathered and len(gathered) + len(portion) > size:
            yield gathered
            gathered = b""
        gathered += portion
    yield gathered


def _encode_item(item: PaperItem) -> Iterator[bytes]:
    match item:
        case TextLine(text, alignment, bold, scale):
            yield from _text(text, alignment, bold=bold, scale=scale)
        case Columns(left, right, bold, scale):
            for line in columns(left, right, CELLS // scale):
                yield from _line(line, Alignment.LEFT, bold=bold, scale=scale)
        case Rule():
            yield _RULE_GAP
            yield from _picture(Image.new("1", (DOTS, 2), 1))
            yield _RULE_GAP
        case QrCode(data, module):
            yield _qr_code(data.encode(), module)
        case Feed(lines):
            yield b"\x1bd" + bytes((lines,))


def _text(text: str, alignment: Alignment, *, bold: bool, scale: int) -> Iterator[bytes]:
    for line in wrap(text, CELLS // scale):
        yield from _line(line, alignment, bold=bold, scale=scale)


def _line(line: str, alignment: Alignment, *, bold: bool, scale: int) -> Iterator[bytes]:
    if not in_gbk(line):
        yield from _picture(draw_line(line, alignment, bold=bold, scale=scale))
        return
    style = _CENTRED if alignment is Alignment.CENTER else _LEFT
    style += b"\x1bE" + bytes((bold,)) + b"\x1d!" + bytes(((scale - 1) * 0x11,))
    text = line.encode("gbk")
    yield style + (text if line.isascii() else _CHINESE_ON + text + _CHINESE_OFF) + b"\n"


def draw_line(line: str, alignment: Alignment, *, bold: bool, scale: int) -> Image.Image:
    """Draw a line in the cells that the printer itself would use: mode "1", 576 dots wide, ink is set."""
    picture = Image.new("1", (DOTS, max(_LINE * scale, _LINE_SPACING)))
    cell = _CELL * scale
    top = picture.height - _LINE * scale
    left = (DOTS - text_width(line) * cell) // 2 if alignment is Alignment.CENTER else 0
    for char in line:
        width = cell_width(char) * cell
        picture.paste(draw_glyph(char, width, _LINE * scale, bold=bold), (left, top))
        left += width
    return picture


def _picture(picture: Image.Image) -> Iterator[bytes]:
    for top in range(0, picture.height, _MOST_ROWS):
        band = picture.crop((0, top, DOTS, min(top + _MOST_ROWS, picture.height)))
        size = (DOTS // 8).to_bytes(2, "little") + band.height.to_bytes(2, "little")
        yield _LEFT + b"\x1dv0\x00" + size + _LIKE_REAL_TIME.sub(_ONE_DOT_MORE, band.tobytes())


def _qr_code(data: bytes, module: int) -> bytes:
    store = b"1P0" + data
    return b"".join(
        (
            _QUIET_ZONE + _CENTRED,
            b"\x1d(k\x04\x001A2\x00",  # model 2
            b"\x1d(k\x03\x001C" + bytes((module,)),
            b"\x1d(k\x03\x001E1",  # corrects 15 % of damage
            b"\x1d(k" + len(store).to_bytes(2, "little") + store,
            b"\x1d(k\x03\x001Q0" + _QUIET_ZONE,
        )
    )
