"""The thresholds that depend on whose faces and whose pictures they were measured with."""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from kiosk.toml_file import STRICT, read_toml

Cosine = Annotated[float, Field(ge=-1, le=1)]
Distance = Annotated[float, Field(gt=0, le=2)]
FusedScore = Annotated[float, Field(ge=-1.3, le=0.7)]


@dataclass(frozen=True, config=STRICT, kw_only=True)
class MatchThresholds:
    """From where on two faces are one person's."""

    fused_at_least: FusedScore
    """0.7 x SFace's cosine - 0.3 x dlib's distance, where both encoders are there."""
    cosine_at_least: Cosine
    distance_at_most: Distance
    """Hard caps beside it: neither encoder may object strongly."""
    cosine_alone_at_least: Cosine
    """For SFace without dlib."""
    distance_alone_at_most: Distance
    """For dlib without SFace."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class MovementThresholds:
    """From where on a movement has been made, relative to the citizen's own face at rest."""

    turn: Annotated[float, Field(gt=0, le=1)]
    """Of the nose to a side, in eye distances: see `Landmarks.turn`."""
    closed_eyes: Annotated[float, Field(gt=0, lt=1)]
    """Eye openness as a share of that at rest, below which the eyes are closed."""
    open_mouth: Annotated[float, Field(gt=0, le=2)]
    """Growth of the mouth's openness."""
    same_face_cosine_at_least: Cosine
    """Between the face at rest and in the movement, by SFace: it must be one person throughout."""
    same_face_distance_at_most: Distance
    """The same by dlib, where SFace is missing."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class PictureThresholds:
    """How good a picture must be; this depends on the camera."""

    eye_distance_at_least: Annotated[float, Field(ge=20)]
    """Pixels between the eyes."""
    photo_eye_distance_at_least: Annotated[float, Field(ge=20)]
    """The same for a photo that is taken for a card, so that it is not enlarged (ISO/IEC 19794-5)."""
    sharpness_at_least: Annotated[float, Field(ge=0)]
    """Variance of the Laplacian on the face scaled to 160 pixels."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class Calibration:
    """One set of thresholds, and what they were measured with."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]{3,60}$")]
    measured_on: date
    data: str
    """Whose faces, how many, which camera, and at which rate of false matches."""
    match: MatchThresholds
    movement: MovementThresholds
    picture: PictureThresholds


def load_calibration(path: Path) -> Calibration:
    """Read a calibration.

    Raises:
        ConfigError: with file, line, the word at fault and the nearest right one.
    """
    return read_toml(path, Calibration)
