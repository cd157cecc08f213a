"""What is said to somebody whose face is to be recognised: one short instruction, one plain reason."""

from collections.abc import Mapping

from kiosk.domain.words import Text
from kiosk.faces import Action, Instruction, Reason

MOVEMENTS = frozenset(action.value for action in Action)

INSTRUCTIONS: Mapping[Instruction, tuple[Text, Text]] = {
    Instruction.COME_INTO_VIEW: (Text("face-come-into-view"), Text("face-come-into-view-hint")),
    Instruction.ONE_PERSON_ONLY: (Text("face-one-person-only"), Text("face-one-person-only-hint")),
    Instruction.STEP_NEARER: (Text("face-step-nearer"), Text("face-oval-hint")),
    Instruction.STEP_BACK: (Text("face-step-back"), Text("face-oval-hint")),
    Instruction.LOOK_HERE: (Text("face-look-here"), Text("face-oval-hint")),
    Instruction.KEEP_STILL: (Text("face-keep-still"), Text("face-oval-hint")),
    Instruction.MORE_LIGHT: (Text("face-more-light"), Text("face-more-light-hint")),
    Instruction.LESS_LIGHT: (Text("face-less-light"), Text("face-less-light-hint")),
    Instruction.UNCOVER_FACE: (Text("face-uncover"), Text("face-uncover-hint")),
    Instruction.TURN_LEFT: (Text("face-turn-left"), Text("face-turn-hint")),
    Instruction.TURN_RIGHT: (Text("face-turn-right"), Text("face-turn-hint")),
    Instruction.SHAKE_HEAD: (Text("face-shake-head"), Text("face-shake-head-hint")),
    Instruction.BLINK_TWICE: (Text("face-blink-twice"), Text("face-blink-twice-hint")),
    Instruction.CLOSE_EYES: (Text("face-close-eyes"), Text("face-close-eyes-hint")),
    Instruction.OPEN_MOUTH: (Text("face-open-mouth"), Text("face-open-mouth-hint")),
}
"""What to do, and how."""

_POSITION = Text("face-failed-position"), Text("face-failed-position-todo")
_LIGHT = Text("face-failed-light"), Text("face-failed-light-todo")
_PICTURE = Text("face-failed-picture"), Text("face-another-way-todo")
_ALIVE = Text("face-failed-alive"), Text("face-failed-alive-todo")

REASONS: Mapping[Reason, tuple[Text, Text]] = {
    Reason.NO_PICTURE: _PICTURE,
    Reason.BLACK_PICTURE: _PICTURE,
    Reason.FROZEN_PICTURE: _PICTURE,
    Reason.NO_FACE: (Text("face-failed-nobody"), Text("face-failed-nobody-todo")),
    Reason.SEVERAL_FACES: (Text("face-failed-several"), Text("face-failed-several-todo")),
    Reason.TOO_FAR: _POSITION,
    Reason.TOO_NEAR: _POSITION,
    Reason.NOT_FACING: _POSITION,
    Reason.TOO_DARK: _LIGHT,
    Reason.TOO_BRIGHT: _LIGHT,
    Reason.BLURRED: (Text("face-failed-blurred"), Text("face-failed-blurred-todo")),
    Reason.FACE_COVERED: (Text("face-failed-covered"), Text("face-failed-covered-todo")),
    Reason.NOT_STILL: (Text("face-failed-blurred"), Text("face-failed-blurred-todo")),
    Reason.TOO_EARLY: (Text("face-failed-early"), Text("face-failed-early-todo")),
    Reason.WRONG_MOVEMENT: (Text("face-failed-wrong"), Text("face-failed-wrong-todo")),
    Reason.NO_MOVEMENT: (Text("face-failed-slow"), Text("face-failed-slow-todo")),
    Reason.FLAT_FACE: _ALIVE,
    Reason.NOT_LIVE: _ALIVE,
    Reason.FACE_LOST: (Text("face-failed-lost"), Text("face-failed-lost-todo")),
    Reason.FACE_CHANGED: (Text("face-failed-changed"), Text("face-failed-changed-todo")),
    Reason.DIFFERENT_PERSON: (Text("face-failed-different"), Text("face-failed-different-todo")),
    Reason.NOT_COMPARABLE: _PICTURE,
}
"""What happened, and what to do about it."""

NO_PHOTO = Text("face-no-photo"), Text("face-no-photo-todo")
UNUSABLE_PHOTO = Text("face-unusable-photo"), Text("face-no-photo-todo")
"""Whatever is wrong with the photo, the citizen can only have a new one taken; the log says what it is."""
