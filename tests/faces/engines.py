"""The models, loaded once, and the rules that the tests go by."""

from functools import cache
from pathlib import Path
from random import Random

from kiosk.faces.calibration import Calibration, load_calibration
from kiosk.faces.engine import FaceEngine, Reference, load_engine
from kiosk.faces.rules import FaceRules, load_face_rules
from kiosk.faces.verification import Verification

CONFIG = Path(__file__).parents[2] / "config"


@cache
def engine() -> FaceEngine:
    loaded = load_engine()
    assert isinstance(loaded, FaceEngine)
    return loaded


@cache
def rules() -> FaceRules:
    return load_face_rules(CONFIG / "faces.toml")


@cache
def rendered() -> Calibration:
    return load_calibration(CONFIG / "calibrations" / "rendered-citizens.toml")


def reference(photo: bytes) -> Reference:
    read = engine().read_reference(photo)
    assert isinstance(read, Reference), read
    return read


def attempt(photo: bytes, seed: int, *, elder: bool = False) -> Verification:
    """Begin to verify whoever stands there against a photo, with movements drawn from a seed."""
    return Verification(engine(), reference(photo), rules(), rendered(), Random(seed), elder=elder)
