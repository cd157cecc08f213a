"""The two encoders: SFace of OpenCV, and the network of dlib that face_recognition uses."""

import importlib
from pathlib import Path
from typing import Any, Final

import numpy as np

from kiosk.faces.face import Box, Face
from kiosk.faces.model_files import ModelFile, ModelProblem
from kiosk.faces.picture import Picture
from kiosk.faces.template import Embedding
from kiosk.opencv import cv2

_DLIB_SIDE: Final = 0.97
_DLIB_LOWER: Final = 0.04
"""dlib's own detector draws a square that is a little smaller and lower than YuNet's box."""
_CPU_FLAGS: Final = Path("/proc/cpuinfo")


class SFace:
    """Cosine similarity tells its faces apart."""

    def __init__(self, weights: bytes) -> None:
        self._network = cv2.FaceRecognizerSF.create(
            "onnx", np.frombuffer(weights, np.uint8), np.zeros(0, np.uint8)
        )

    def encode(self, picture: Picture, face: Face) -> Embedding:
        """Give 128 numbers of length 1 (all zero if the network gave zero)."""
        row = np.array([*_corners(face.box), *np.ravel(face.points), face.confidence], np.float32)
        aligned = self._network.alignCrop(picture, row)
        feature = np.array(self._network.feature(aligned), np.float64).ravel()
        length = float(np.linalg.norm(feature))
        return feature / length if length > 0 else feature


class Dlib:
    """Euclidean distance tells its faces apart.

    These are the calls of `face_recognition.face_encodings(..., model="small")`, and give the very same
    numbers. That package itself is not imported: it would load the 68-point predictor, which is not free for
    commercial use, and end the process if a file of its is missing.

    Args:
        dlib: the module.
        points: file of the five-point predictor.
        encoder: file of the network.
    """

    def __init__(self, dlib: Any, points: Path, encoder: Path) -> None:  # noqa: ANN401 dlib has no types
        self._dlib = dlib
        self._points = dlib.shape_predictor(str(points))
        self._encoder = dlib.face_recognition_model_v1(str(encoder))

    def encode(self, picture: Picture, face: Face) -> Embedding:
        """Give 128 numbers. It holds the interpreter's lock meanwhile, some 60 ms."""
        left, top, right, bottom = dlib_square(face.box)
        rgb = np.ascontiguousarray(picture[:, :, ::-1])
        shape = self._points(rgb, self._dlib.rectangle(left, top, right, bottom))
        return np.array(self._encoder.compute_face_descriptor(rgb, shape, 1), np.float64)


def dlib_square(box: Box) -> tuple[int, int, int, int]:
    """Draw dlib's own square (left, top, right, bottom in pixels) for a box of YuNet."""
    half = _DLIB_SIDE * (box.width + box.height) / 4
    across, down = box.centre[0], box.centre[1] + _DLIB_LOWER * box.height
    return round(across - half), round(down - half), round(across + half), round(down + half)


def load_sface(model: ModelFile) -> SFace | ModelProblem:
    """Load SFace, or say why it is not there."""
    weights = model.read()
    return weights if isinstance(weights, ModelProblem) else SFace(weights)


def load_dlib(points: ModelFile, encoder: ModelFile) -> Dlib | ModelProblem:
    """Load dlib's encoder, or say why it is not there."""
    # dlib reads files, not bytes: they are checked here, and read again by itself a moment later.
    for model in (points, encoder):
        if isinstance(checked := model.read(), ModelProblem):
            return checked
    if not _has_avx():
        return ModelProblem("dlib needs a processor with AVX, and this one has none")
    try:
        dlib = importlib.import_module("dlib")
    except ImportError as error:
        return ModelProblem(f"dlib cannot be imported ({error}); run tools/setup")
    return Dlib(dlib, points.path, encoder.path)


def _has_avx() -> bool:
    """Tell whether the wheel of dlib can run here; without AVX it would kill the process at once."""
    try:
        return " avx " in _CPU_FLAGS.read_text(encoding="ascii", errors="replace")
    except OSError:
        return True  # not Linux: nothing is known against it


def _corners(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.width, box.height
