"""What the room of faces can answer: closed sets, light to import, and safe to send between processes."""

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """A movement that a citizen is asked for."""

    TURN_LEFT = "turn-left"
    """To the person's own left: the nose goes right in a picture that is not mirrored."""
    TURN_RIGHT = "turn-right"
    SHAKE_HEAD = "shake-head"
    """To both sides, whichever comes first."""
    BLINK_TWICE = "blink-twice"
    """Twice, because everybody blinks once by themselves."""
    CLOSE_EYES = "close-eyes"
    """And keep them closed for more than a second."""
    OPEN_MOUTH = "open-mouth"


class Instruction(StrEnum):
    """What to tell the citizen now; one at a time."""

    COME_INTO_VIEW = "come-into-view"
    ONE_PERSON_ONLY = "one-person-only"
    STEP_NEARER = "step-nearer"
    STEP_BACK = "step-back"
    LOOK_HERE = "look-here"
    """Straight into the camera, and keep still."""
    KEEP_STILL = "keep-still"
    MORE_LIGHT = "more-light"
    LESS_LIGHT = "less-light"
    UNCOVER_FACE = "uncover-face"
    """No mask, no sunglasses."""
    TURN_LEFT = "turn-left"
    TURN_RIGHT = "turn-right"
    SHAKE_HEAD = "shake-head"
    BLINK_TWICE = "blink-twice"
    CLOSE_EYES = "close-eyes"
    OPEN_MOUTH = "open-mouth"


@dataclass(frozen=True, slots=True)
class Progress:
    """Not decided yet."""

    instruction: Instruction
    share: float
    """How much of the whole is done, from 0 to 1; never goes back."""


class Reason(StrEnum):
    """Why a citizen was not verified."""

    NO_PICTURE = "no-picture"
    """The camera gives none."""
    BLACK_PICTURE = "black-picture"
    """The lens is covered, or there is no light at all."""
    FROZEN_PICTURE = "frozen-picture"
    """The same picture again and again, as no camera's noise allows."""
    NO_FACE = "no-face"
    SEVERAL_FACES = "several-faces"
    TOO_FAR = "too-far"
    TOO_NEAR = "too-near"
    NOT_FACING = "not-facing"
    """Turned away or tilted all the time."""
    TOO_DARK = "too-dark"
    TOO_BRIGHT = "too-bright"
    BLURRED = "blurred"
    FACE_COVERED = "face-covered"
    """By a mask or sunglasses."""
    NOT_STILL = "not-still"
    """Did not come back to rest between the movements."""
    TOO_EARLY = "too-early"
    """The movement came before anyone can have heard of it: perhaps a recording."""
    WRONG_MOVEMENT = "wrong-movement"
    NO_MOVEMENT = "no-movement"
    FLAT_FACE = "flat-face"
    """It turns like a sheet of paper."""
    FACE_LOST = "face-lost"
    FACE_CHANGED = "face-changed"
    """Another face, or another place, from one moment to the next."""
    NOT_LIVE = "not-live"
    """The passive model takes it for a picture."""
    DIFFERENT_PERSON = "different-person"
    NOT_COMPARABLE = "not-comparable"
    """A model gave numbers that are none."""


class Degradation(StrEnum):
    """A part that is missing; verification goes on without it, and the operator must be told."""

    NO_SFACE = "no-sface"
    """dlib alone compares, more strictly."""
    NO_DLIB = "no-dlib"
    """SFace alone compares."""
    NO_FACE_MESH = "no-face-mesh"
    """Neither eyes nor mouth can be asked for: only turns of the head."""
    NO_PASSIVE_MODEL = "no-passive-model"
    """The plug-in that the rules name; a kiosk without such rules is not degraded."""


@dataclass(frozen=True, slots=True)
class Verified:
    """It is the person of the reference photo, and alive as far as this can tell."""

    score: float
    """For the log only; shown to nobody, or a stranger could climb towards it."""
    calibration: str
    """The id of the thresholds that were used."""
    degraded: frozenset[Degradation]


@dataclass(frozen=True, slots=True)
class NotVerified:
    """It is not, or that could not be told."""

    reason: Reason
    score: float | None = None
    """For the log only; None if it never came to a comparison."""
    calibration: str = ""
    degraded: frozenset[Degradation] = frozenset()


class ReferenceProblem(StrEnum):
    """Why a photo cannot be compared with."""

    UNREADABLE = "unreadable"
    """Truncated, damaged or no picture at all."""
    TOO_LARGE = "too-large"
    TOO_SMALL = "too-small"
    """The picture, or the face in it."""
    NO_FACE = "no-face"
    SEVERAL_FACES = "several-faces"
    NOT_UPRIGHT = "not-upright"
    """Lies on its side, and its file does not say so."""
    NOT_COMPARABLE = "not-comparable"


class IdPhotoProblem(StrEnum):
    """What to mend before a photo for a card is taken."""

    NO_FACE = "no-face"
    SEVERAL_FACES = "several-faces"
    TOO_FAR = "too-far"
    NOT_FACING = "not-facing"
    TOO_DARK = "too-dark"
    TOO_BRIGHT = "too-bright"
    BLURRED = "blurred"
    FACE_COVERED = "face-covered"
    EYES_CLOSED = "eyes-closed"
    MOUTH_OPEN = "mouth-open"
    CUT_OFF = "cut-off"
    """The frame ends before the photo does."""
    BACKGROUND = "background"
    """Not white, or not even."""
    HEAD_TOO_HIGH = "head-too-high"
    """The hair reaches the upper edge."""


@dataclass(frozen=True, slots=True)
class FacesUnavailable:
    """Faces cannot be verified on this machine at all."""

    why: str
    """For the technician: what is missing and how to mend it."""
