"""Reads amounts in Chinese capitals back into fen, by the grammar and not by how we write them."""

from collections.abc import Iterator
from itertools import pairwise

_DIGITS = {word: value for value, word in enumerate("零壹贰叁肆伍陆柒捌玖")}
_PLACES = {"拾": 1, "佰": 2, "仟": 3}


def read_capitals(text: str) -> int:
    """Give the fen that `text` says.

    Raises:
        ValueError: a zero is missing or too many.
    """
    yuan, _, cents = text.removesuffix("整").rpartition("元")
    if yuan == "零":
        return 0
    digits = [*_whole(yuan), *_cents(cents)]
    if digits[0][2]:
        raise ValueError("begins with a zero")
    for (upper, _, _), (power, _, zero) in pairwise(digits):
        skipped = upper - power > 1
        optional = power % 4 == 3
        if zero and not skipped:
            raise ValueError("a zero for nothing")
        if skipped and not zero and not optional:
            raise ValueError("a zero is missing")
    return sum(digit * 10 ** (power + 2) for power, digit, _ in digits)


_Digit = tuple[int, int, bool]
"""The power of ten in yuan, the digit, and whether a zero stands before it."""


def _whole(text: str) -> Iterator[_Digit]:
    zero = False
    for unit, base in (("亿", 8), ("万", 4), ("", 0)):
        group, _, text = text.rpartition(unit) if unit else (text, "", "")
        while group:
            if group[0] == "零":
                zero, group = True, group[1:]
            place = _PLACES.get(group[1:2], 0)
            yield base + place, _DIGITS[group[0]], zero
            zero, group = False, group[2:]


def _cents(text: str) -> Iterator[_Digit]:
    zero = text.startswith("零")
    text = text.removeprefix("零")
    while text:
        yield {"角": -1, "分": -2}[text[1]], _DIGITS[text[0]], zero
        zero, text = False, text[2:]
