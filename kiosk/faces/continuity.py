"""That it is one face, all the time, in one place."""

from dataclasses import dataclass

from kiosk.faces.answers import Reason
from kiosk.faces.face import Box, Face
from kiosk.faces.landmarks import Landmarks
from kiosk.faces.rules import LivenessRules


@dataclass(frozen=True, slots=True)
class Sight:
    """The one face in a picture."""

    face: Face
    landmarks: Landmarks
    problem: Reason | None
    """Why the picture is not good enough to compare; None if it is."""
    worth: float
    """To choose the best of several good ones."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What one picture shows."""

    seconds: float
    sight: Sight | Reason
    """The face, or why there is not one: none, or several."""


class Continuity:
    """Follows a face from one picture to the next."""

    def __init__(self, rules: LivenessRules) -> None:
        self._rules = rules
        self._seen: tuple[float, Box] | None = None
        self._looked_away = False

    def look_away(self) -> None:
        """Let the time until the next picture not count: the analysis was busy, however slow the kiosk is.

        The face must still be where it was, and whether it is the same one is compared besides.
        """
        self._looked_away = True

    def broken(self, now: Observation) -> Reason | None:
        """Look at the next picture; say how the face was lost, or None."""
        if self._looked_away and self._seen:
            self._seen = (now.seconds, self._seen[1])
        self._looked_away = False
        match now.sight:
            case Sight(face):
                box = face.box
                before, self._seen = self._seen, (now.seconds, box)
                if before and before[1].overlap(box) < self._rules.overlap_at_least:
                    return Reason.FACE_CHANGED
                late = before is not None and now.seconds - before[0] > self._rules.gap_seconds
                return Reason.FACE_LOST if late else None
            case reason:
                if self._seen is None or now.seconds - self._seen[0] <= self._rules.gap_seconds:
                    return None
                return Reason.SEVERAL_FACES if reason is Reason.SEVERAL_FACES else Reason.FACE_LOST
