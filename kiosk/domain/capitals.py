"""Amounts in Chinese capitals, as documents demand them: 壹佰贰拾元整.

Zeros collapse within and between groups of four digits; an amount without fen ends in 整
(Regulations on filling in bills and settlement vouchers, People's Bank of China, annex 1).
"""

from kiosk.domain.money import Fen

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")
_LIMIT = 10**12


def capital_amount(fen: Fen) -> str:
    """Write an amount of 0 up to a million million yuan in capitals.

    Raises:
        ValueError: the amount is negative or beyond that.
    """
    if not 0 <= fen < _LIMIT * 100:
        message = f"no capitals for {fen} fen"
        raise ValueError(message)
    whole, cents = divmod(fen, 100)
    jiao, single = divmod(cents, 10)
    text = f"{_whole(whole)}元" if whole else ""
    if not cents:
        return f"{text or '零元'}整"
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif text:
        text += "零"
    return text + (f"{_DIGITS[single]}分" if single else "整")


def _whole(number: int) -> str:
    text, gap = "", False
    for power in range(len(_GROUPS) - 1, -1, -1):
        group = number // 10 ** (4 * power) % 10_000
        if not group:
            gap = gap or bool(text)
            continue
        if text and (gap or group < 1_000):
            text += "零"
        text += _group(group) + _GROUPS[power]
        gap = False
    return text


def _group(number: int) -> str:
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            gap = gap or bool(text)
            continue
        text += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return text
