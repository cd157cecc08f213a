"""What one picture shows: the one face, measured and judged, or why there is not one."""

from kiosk.faces.answers import Reason
from kiosk.faces.calibration import Calibration
from kiosk.faces.continuity import Sight
from kiosk.faces.engine import FaceEngine
from kiosk.faces.picture import Picture
from kiosk.faces.quality import assess, other_faces
from kiosk.faces.rules import FaceRules


def look(engine: FaceEngine, picture: Picture, rules: FaceRules, calibration: Calibration) -> Sight | Reason:
    """Find the face of a picture; a much smaller one behind it is nobody."""
    faces = engine.detector.find(picture)
    if not faces:
        return Reason.NO_FACE
    if other_faces(faces, rules.quality):
        return Reason.SEVERAL_FACES
    landmarks = engine.measure(picture, faces[0])
    quality = assess(picture, faces[0], landmarks, rules.quality, calibration.picture)
    return Sight(faces[0], landmarks, quality.problem, quality.worth)
