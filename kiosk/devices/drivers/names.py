"""What names look like on cards of any kind."""

from unicodedata import category

_POINTS = str.maketrans(dict.fromkeys("．・‧•∙", "·"))
"""Between the parts of a name stands U+00B7; older cards have others."""
_FIRST_IDEOGRAPH = "\u2e80"


def plain_name(text: str) -> str | None:
    """Write a name as a register has it, or None if it is not made of letters and what stands between them.

    A Chinese name has no blanks; on older cards one stands between two characters, to fill the line.
    Characters of the private area count as letters: older cards hold rare ideographs there.
    """
    words = text.translate(_POINTS).split()
    name = ("" if any(char >= _FIRST_IDEOGRAPH for word in words for char in word) else " ").join(words)
    return name if name and all(map(_may_stand_in_one, name)) else None


def _may_stand_in_one(char: str) -> bool:
    return char in " ·.,'’-" or category(char)[0] == "L" or category(char) == "Co"
