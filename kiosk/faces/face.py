"""A face that was found in a picture: its box and its five points, in pixels of the whole picture."""

from dataclasses import dataclass
from typing import NamedTuple

Point = tuple[float, float]
"""Right and down."""


@dataclass(frozen=True, slots=True)
class Box:
    """Upright; may reach beyond the picture's edges."""

    left: float
    top: float
    width: float
    height: float

    @property
    def centre(self) -> Point:
        """Its middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    def overlap(self, other: "Box") -> float:
        """Give intersection over union, from 0 to 1."""
        right = min(self.left + self.width, other.left + other.width)
        bottom = min(self.top + self.height, other.top + other.height)
        common = max(0.0, right - max(self.left, other.left)) * max(0.0, bottom - max(self.top, other.top))
        union = self.width * self.height + other.width * other.height - common
        return common / union if union > 0 else 0.0


class FivePoints(NamedTuple):
    """As YuNet gives them; right and left are the person's own."""

    right_eye: Point
    left_eye: Point
    nose: Point
    mouth_right: Point
    mouth_left: Point


@dataclass(frozen=True, slots=True)
class Face:
    """A face that was found."""

    box: Box
    points: FivePoints
    confidence: float
    """From 0 to 1."""

    def moved(self, right: float, down: float) -> "Face":
        """Give the same face in a picture whose corner lies elsewhere."""
        points = FivePoints(*((x + right, y + down) for x, y in self.points))
        box = Box(self.box.left + right, self.box.top + down, self.box.width, self.box.height)
        return Face(box, points, self.confidence)
