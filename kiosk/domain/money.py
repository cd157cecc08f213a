"""Money: integer fen, never a float."""

import re
from typing import NewType

Fen = NewType("Fen", int)
"""An amount in fen, the hundredth of a yuan."""


def yuan(fen: Fen) -> str:
    """Write an amount in figures with two decimals and grouped thousands, such as `12,345.60`."""
    sign = "-" if fen < 0 else ""
    whole, cents = divmod(abs(fen), 100)
    return f"{sign}{whole:,}.{cents:02d}"


def plain_yuan(fen: Fen) -> str:
    """Write an amount the way a payment gateway reads it: no grouping, such as `12345.60`.

    Raises:
        ValueError: the amount is negative.
    """
    if fen < 0:
        message = f"a payment cannot be negative: {fen} fen"
        raise ValueError(message)
    return f"{fen // 100}.{fen % 100:02d}"


def parse_yuan(text: str) -> Fen | None:
    """Read what a gateway or a terminal writes, such as `380.00`, `10.5` or `10`; None if it is no amount."""
    parts = re.fullmatch(r"([0-9]{1,9})(?:\.([0-9]{1,2}))?", text)
    return Fen(int(parts[1]) * 100 + int((parts[2] or "").ljust(2, "0"))) if parts else None
