"""Reads amounts in Chinese capitals back into fen, by the grammar and not by how we write them."""

_DIGITS = {word: value for value, word in enumerate("零壹贰叁肆伍陆柒捌玖")}
_SMALL = {"拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}


def read_capitals(text: str) -> int:
    """Give the fen that `text` says."""
    yuan_text, _, rest = text.rpartition("元")
    rest = rest.removesuffix("整").replace("零", "")
    fen = 0
    while rest:
        digit, unit, rest = rest[0], rest[1], rest[2:]
        fen += _DIGITS[digit] * {"角": 10, "分": 1}[unit]
    return _read_whole(yuan_text) * 100 + fen


def _read_whole(text: str) -> int:
    total = section = digit = 0
    for word in text:
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif word in _SMALL:
            section += digit * _SMALL[word]
            digit = 0
        else:
            total += (section + digit) * _LARGE[word]
            section = digit = 0
    return total + section + digit
