"""The glass in front of the citizen: how many pixels a millimetre has."""

from dataclasses import dataclass, replace
from math import hypot

MILLIMETRES_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class PanelProfile:
    """A panel as its data sheet describes it, since what a screen tells of its own size is often wrong.

    Raises:
        ValueError: a panel without a size.
    """

    diagonal_inches: float
    width_px: int
    height_px: int
    motion: bool
    """Pages slide; off for people whom movement disturbs, and in tests."""

    def __post_init__(self) -> None:
        if min(self.diagonal_inches, self.width_px, self.height_px) <= 0:
            raise ValueError("a panel needs a diagonal, a width and a height above zero")

    def within(self, width_px: int, height_px: int) -> "PanelProfile":
        """Give the same glass, drawn small enough for a screen of so many pixels."""
        scale = min(1.0, width_px / self.width_px, height_px / self.height_px)
        return replace(self, width_px=int(self.width_px * scale), height_px=int(self.height_px * scale))

    @property
    def pixels_per_millimetre(self) -> float:
        """Pixels in a millimetre of the glass."""
        return hypot(self.width_px, self.height_px) / (self.diagonal_inches * MILLIMETRES_PER_INCH)
