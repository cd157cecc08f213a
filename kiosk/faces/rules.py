"""The rules of verification, read from `config/faces.toml`: how good a picture, how long, how often."""

from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from kiosk.toml_file import STRICT, read_toml
from kiosk.toml_text import ConfigError

Seconds = Annotated[float, Field(gt=0, le=300)]
Share = Annotated[float, Field(ge=0, le=1)]
Grey = Annotated[float, Field(ge=0, le=255)]


@dataclass(frozen=True, config=STRICT, kw_only=True)
class QualityRules:
    """What a picture must be before it is compared, in the spirit of ISO/IEC 29794-5."""

    eye_distance_at_most_share: Share
    """Of the picture's width: nearer, and the lens distorts the face."""
    turn_at_most: Share
    """Of the nose to a side, in eye distances, without its sign."""
    roll_at_most: Annotated[float, Field(gt=0, lt=90)]
    """Degrees."""
    grey_at_least: Grey
    grey_at_most: Grey
    """Mean of the face."""
    clipped_at_most: Share
    """Of the face's pixels that are wholly black or white."""
    second_face_at_most: Share
    """How wide another face may be, as a share of the first."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class LivenessRules:
    """The course of a verification. Elder mode doubles each time that a citizen has for something."""

    challenges: Annotated[int, Field(ge=0, le=3)]
    """How many movements are asked for: no more than the head alone can make, and none only to measure."""
    neutral_seconds: Seconds
    """For how long the face at rest is measured first."""
    hold_seconds_at_least: Seconds
    hold_seconds_at_most: Seconds
    """Rest of a random length before each movement, so that a recording cannot know when it is asked."""
    reaction_seconds_at_least: Seconds
    """A movement that comes sooner after its instruction was not an answer to it."""
    challenge_seconds: Seconds
    rest_seconds: Seconds
    """To come back to rest after a movement."""
    gap_seconds: Seconds
    """For how long the one face may be out of sight."""
    overlap_at_least: Share
    """Of a face's box with the one before, as intersection over union."""
    picture_seconds: Seconds
    """For how long there may be no picture, a black one or always the same."""
    search_seconds: Seconds
    """To find one face in a good picture, at the beginning and again for the comparison."""
    capture_seconds: Seconds
    """How long it takes at least to choose the frames that are compared, from the first good one on."""
    frames_compared: Annotated[int, Field(ge=1, le=5)]
    """The best of each part of that time, whose embeddings are averaged. A part runs while the frame before
    is described, and ends with the first good frame if that took longer."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class AttemptRules:
    """How often a citizen may try before another way is offered."""

    in_a_visit: Annotated[int, Field(ge=1, le=10)]
    before_a_lock: Annotated[int, Field(ge=1, le=30)]
    lock_minutes: Annotated[int, Field(ge=1, le=1440)]


@dataclass(frozen=True, config=STRICT, kw_only=True)
class PassiveRules:
    """A model that tells a live face from a picture of one at a glance, such as MiniFASNet; not supplied."""

    file: str
    """An ONNX file: blue, green, red from 0 to 255 in, a score for each class out."""
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    side: Annotated[int, Field(ge=32, le=512)]
    """Pixels, of its square input."""
    around: Annotated[float, Field(ge=1, le=6)]
    """Side of what it is shown, in the larger side of the face's box."""
    live_class: Annotated[int, Field(ge=0, le=99)]
    """Which of its scores stands for a live face."""
    live_at_least: Share
    """Of that class's probability, averaged over the frames that are compared."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class FaceRules:
    """Everything in the file."""

    quality: QualityRules
    liveness: LivenessRules
    attempts: AttemptRules
    passive: PassiveRules | None = None


def load_face_rules(path: Path) -> FaceRules:
    """Read the rules.

    Raises:
        ConfigError: with file, line, the word at fault and the nearest right one; or a photograph would pass.
    """
    rules = read_toml(path, FaceRules)
    if not rules.liveness.challenges:
        raise ConfigError(path, None, "[liveness] challenges is 0, and a photograph would pass; write 1 to 3")
    return rules
