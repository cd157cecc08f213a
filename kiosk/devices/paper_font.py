"""The typefaces of paper: what a printer has no glyph for, and what the simulated one has built in."""

from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_FOLDER = Path(__file__).resolve().parents[2] / "assets" / "fonts"
_NOWHERE = "\U0010ffff"
"""No font has it, so its picture is the one that stands for a missing glyph."""
_EM = 22 / 24
_BASELINE = 19 / 24
"""Of the height of a line: leaves room for the tails of Latin letters."""
INK = 128
"""Darkness, of 255, from which a dot is printed."""


def draw_glyph(char: str, width: int, height: int, *, bold: bool = False) -> Image.Image:
    """Draw one character into a cell of `width` by `height` dots: mode "1", white ink on black.

    A letter that is wider, such as m in a half-width cell, is squeezed into it.
    """
    font = _face(char, height, bold=bold)
    natural = max(width, round(font.getlength(char)))
    cell = Image.new("L", (natural, height))
    ImageDraw.Draw(cell).text((natural / 2, height * _BASELINE), char, fill=255, font=font, anchor="ms")
    return cell.resize((width, height)).point(lambda value: 255 if value >= INK else 0, mode="1")


def _face(char: str, height: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    text = _load("NotoSansSC-Bold.otf" if bold else "NotoSansSC-Regular.otf", height)
    return text if _has(text, char) else _load("NotoSansSC-Names.otf", height)


@cache
def _load(name: str, height: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FOLDER / name, round(height * _EM), layout_engine=ImageFont.Layout.BASIC)


def _has(font: ImageFont.FreeTypeFont, char: str) -> bool:
    return char == " " or bytes(font.getmask(char)) != bytes(font.getmask(_NOWHERE))
