"""The film strip: all pictures of a run on one sheet, each with its caption."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from kiosk.flowtest.record import Shot

_FONT = Path(__file__).resolve().parents[2] / "assets" / "fonts" / "NotoSansSC-Regular.otf"
_LONGER_SIDE = 640
_CAPTION_HEIGHT = 52
_GAP = 16
_TEXT_SIZE = 17
_WIDEST = 2400
_GROUND, _INK, _FAILED = "#F7F5F0", "#17202B", "#A3151A"


def film_strip(shots: Sequence[Shot], path: Path) -> None:
    """Draw the pictures in their order, as many a row as fit.

    Raises:
        OSError: a picture cannot be read, or the sheet not written.
    """
    font = ImageFont.truetype(str(_FONT), _TEXT_SIZE)
    pictures = [_small(shot.path) for shot in shots]
    width = max(picture.width for picture in pictures)
    cell_width = width + _GAP
    cell_height = max(picture.height for picture in pictures) + _CAPTION_HEIGHT + _GAP
    columns = min(_WIDEST // cell_width, len(pictures))
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * cell_width + _GAP, rows * cell_height + _GAP), _GROUND)
    draw = ImageDraw.Draw(sheet)
    for index, (shot, picture) in enumerate(zip(shots, pictures, strict=True)):
        left = _GAP + index % columns * cell_width
        top = _GAP + index // columns * cell_height
        ink = _FAILED if shot.caption.startswith("FAILED") else _INK
        for number, text in enumerate(_wrapped(f"{index + 1}. {shot.caption}", font, width)):
            draw.text((left, top + number * (_TEXT_SIZE + 6)), text, ink, font)
        sheet.paste(picture, (left, top + _CAPTION_HEIGHT))
    sheet.save(path)


def _small(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        small = picture.convert("RGB")
        small.thumbnail((_LONGER_SIDE, _LONGER_SIDE), Image.Resampling.LANCZOS)
        return small


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Break a caption into two lines at most."""
    lines = [""]
    for character in text:
        if font.getlength(lines[-1] + character) > width:
            if len(lines) == 2:
                lines[-1] = f"{lines[-1][:-1]}…"
                break
            lines.append("")
        lines[-1] += character
    return lines
