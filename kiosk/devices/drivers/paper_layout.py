"""Lines of text on a paper of 48 half-width cells of 12 dots; a Chinese character takes two."""

from collections.abc import Iterator
from unicodedata import category, combining, east_asian_width

CELLS = 48
"""Across the paper at scale 1."""


def cell_width(char: str) -> int:
    """Count the cells of a character: one in ASCII, two in GBK and in wide scripts."""
    if char.isascii():
        return 1
    return 2 if east_asian_width(char) in "WFA" or in_gbk(char) else 1


def in_gbk(text: str) -> bool:
    """Say whether a printer has a glyph of its own for every character."""
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def text_width(text: str) -> int:
    """Count the cells of a line."""
    return sum(map(cell_width, text))


def printable(text: str) -> str:
    """Put a blank for every character that would command a printer or show nothing."""
    return "".join(
        " " if category(char)[0] in "CZ" and category(char) != "Co" else char
        for char in text
        if not combining(char)
    )


def wrap(text: str, cells: int) -> Iterator[str]:
    """Break a text into lines of at most `cells`, between Latin words where there are any.

    A line break in the text breaks the line; an empty text is one empty line.
    """
    for paragraph in text.splitlines() or [""]:
        yield from _wrap(printable(paragraph), cells)


def _wrap(text: str, cells: int) -> Iterator[str]:
    while text_width(text) > cells:
        end, width = 0, 0
        while end == 0 or width + cell_width(text[end]) <= cells:
            width += cell_width(text[end])
            end += 1
        blank = text.rfind(" ", 0, end + 1)
        if blank > 0 and text[end - 1].isascii() and text[end].isascii():
            yield text[:blank].rstrip()
            text = text[blank + 1 :]
        else:
            yield text[:end].rstrip()
            text = text[end:].lstrip()
    yield text


def columns(left: str, right: str, cells: int) -> Iterator[str]:
    """Set a label at the left and a value at the right edge, on one line if they fit there."""
    left, right = printable(left), printable(right)
    gap = cells - text_width(left) - text_width(right)
    if gap >= 1:
        yield left + " " * gap + right
        return
    yield from _wrap(left, cells)
    for line in _wrap(right, cells):
        yield " " * (cells - text_width(line)) + line
