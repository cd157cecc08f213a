"""What the points of a face tell: where it looks, how large it is, whether eyes and mouth are open."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from kiosk.faces.face import FivePoints, Point


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Measures of one face in one picture, free of its size and place."""

    turn: float
    """Offset of the nose from the middle of the eyes, along their line, in eye distances; positive when the
    person has turned to their own left. About 0.3 at 40 degrees."""
    roll: float
    """Degrees; positive when the person's left eye is the lower one in the picture."""
    eye_distance: float
    """Pixels."""
    eye_mouth_ratio: float
    """From the middle of the eyes to that of the mouth, in eye distances. It grows when a sheet is turned."""
    eye_openness: float | None = None
    """Height of the eyes by their width (eye aspect ratio), both together; None if nothing measured it."""
    mouth_openness: float | None = None
    """Height of the inner lips by their width; None likewise."""


def measure(
    points: FivePoints, eye_openness: float | None = None, mouth_openness: float | None = None
) -> Landmarks:
    """Compute the measures; a face whose eyes fall together has a turn beyond any threshold."""
    across = _minus(points.left_eye, points.right_eye)
    distance = math.hypot(*across) or math.ulp(1.0)
    eyes = _middle(points.right_eye, points.left_eye)
    nose = _minus(points.nose, eyes)
    mouth = _minus(_middle(points.mouth_right, points.mouth_left), eyes)
    return Landmarks(
        turn=(nose[0] * across[0] + nose[1] * across[1]) / distance**2,
        roll=math.degrees(math.atan2(across[1], across[0])),
        eye_distance=distance,
        eye_mouth_ratio=math.hypot(*mouth) / distance,
        eye_openness=eye_openness,
        mouth_openness=mouth_openness,
    )


def at_rest(samples: Sequence[Landmarks]) -> Landmarks:
    """Take the median of each measure over some pictures of a face at rest; raises ValueError for none."""
    eyes = [sample.eye_openness for sample in samples if sample.eye_openness is not None]
    mouths = [sample.mouth_openness for sample in samples if sample.mouth_openness is not None]
    return Landmarks(
        turn=median(sample.turn for sample in samples),
        roll=median(sample.roll for sample in samples),
        eye_distance=median(sample.eye_distance for sample in samples),
        eye_mouth_ratio=median(sample.eye_mouth_ratio for sample in samples),
        eye_openness=median(eyes) if eyes else None,
        mouth_openness=median(mouths) if mouths else None,
    )


def _minus(one: Point, other: Point) -> Point:
    return one[0] - other[0], one[1] - other[1]


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
