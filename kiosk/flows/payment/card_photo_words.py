"""What is said to somebody of whom a photo for a card is taken: one short thing to mend at a time."""

from collections.abc import Mapping

from kiosk.domain.words import Text
from kiosk.faces import IdPhotoProblem

INSTRUCTIONS: Mapping[IdPhotoProblem, tuple[Text, Text]] = {
    IdPhotoProblem.NO_FACE: (Text("face-come-into-view"), Text("face-come-into-view-hint")),
    IdPhotoProblem.SEVERAL_FACES: (Text("face-one-person-only"), Text("face-one-person-only-hint")),
    IdPhotoProblem.TOO_FAR: (Text("face-step-nearer"), Text("face-oval-hint")),
    IdPhotoProblem.NOT_FACING: (Text("face-look-here"), Text("card-photo-straight-hint")),
    IdPhotoProblem.TOO_DARK: (Text("face-more-light"), Text("face-more-light-hint")),
    IdPhotoProblem.TOO_BRIGHT: (Text("face-less-light"), Text("face-less-light-hint")),
    IdPhotoProblem.BLURRED: (Text("face-keep-still"), Text("face-oval-hint")),
    IdPhotoProblem.FACE_COVERED: (Text("card-photo-uncover"), Text("card-photo-uncover-hint")),
    IdPhotoProblem.EYES_CLOSED: (Text("card-photo-open-eyes"), Text("card-photo-open-eyes-hint")),
    IdPhotoProblem.MOUTH_OPEN: (Text("card-photo-close-mouth"), Text("card-photo-close-mouth-hint")),
    IdPhotoProblem.CUT_OFF: (Text("card-photo-middle"), Text("face-oval-hint")),
    IdPhotoProblem.BACKGROUND: (Text("card-photo-background"), Text("card-photo-background-hint")),
    IdPhotoProblem.HEAD_TOO_HIGH: (Text("card-photo-hat"), Text("card-photo-hat-hint")),
}
"""What to do, and how."""

KEEP_STILL = Text("card-photo-keep-still"), Text("card-photo-keep-still-hint")
"""When nothing is to be mended any more."""
