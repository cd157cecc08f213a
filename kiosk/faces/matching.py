"""Whether two templates are one person's: both encoders together, or the one that is left, more strictly."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from kiosk.faces.calibration import MatchThresholds
from kiosk.faces.template import Template, is_comparable

COSINE_WEIGHT: Final = 0.7
DISTANCE_WEIGHT: Final = 0.3


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two templates are; a measure whose encoder is missing is None."""

    cosine: float | None
    """By SFace, from -1 to 1: more is more alike."""
    distance: float | None
    """By dlib, from 0: less is more alike."""

    @property
    def score(self) -> float:
        """One number that grows with likeness; comparable only between the same encoders."""
        if self.cosine is not None and self.distance is not None:
            return COSINE_WEIGHT * self.cosine - DISTANCE_WEIGHT * self.distance
        return self.cosine if self.cosine is not None else -(self.distance or 0.0)

    def is_match(self, thresholds: MatchThresholds) -> bool:
        """Tell whether it is one person, under the rules for the encoders that took part."""
        match self.cosine, self.distance:
            case float(cosine), float(distance):
                return (
                    self.score >= thresholds.fused_at_least
                    and cosine >= thresholds.cosine_at_least
                    and distance <= thresholds.distance_at_most
                )
            case float(cosine), None:
                return cosine >= thresholds.cosine_alone_at_least
            case None, float(distance):
                return distance <= thresholds.distance_alone_at_most
        return False


def compare(one: Template, other: Template) -> Likeness | None:
    """Compare two templates by every encoder that saw both.

    None means that nothing can be said: an embedding is no embedding (not finite, all zero, of another size),
    or no encoder saw both. None is never a match.
    """
    cosine = distance = None
    if one.sface is not None and other.sface is not None:
        if not (is_comparable(one.sface) and is_comparable(other.sface)):
            return None
        cosine = float(one.sface @ other.sface)
    if one.dlib is not None and other.dlib is not None:
        if not (is_comparable(one.dlib) and is_comparable(other.dlib)):
            return None
        distance = float(np.linalg.norm(one.dlib - other.dlib))
    return None if cosine is None and distance is None else Likeness(cosine, distance)
