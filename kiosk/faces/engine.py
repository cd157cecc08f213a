"""The loaded models together: a face found, measured and turned into a template."""

from dataclasses import dataclass
from typing import Final

from kiosk.faces.answers import Degradation, FacesUnavailable, ReferenceProblem
from kiosk.faces.detector import Detector
from kiosk.faces.encoders import Dlib, SFace, load_dlib, load_sface
from kiosk.faces.face import Face
from kiosk.faces.face_mesh import FaceMesh, measure_mesh
from kiosk.faces.landmarks import Landmarks, measure
from kiosk.faces.model_files import ModelFiles, ModelProblem, installed_models
from kiosk.faces.passive import PassiveModel, load_passive
from kiosk.faces.photo import read_photo
from kiosk.faces.picture import Picture
from kiosk.faces.rules import PassiveRules
from kiosk.faces.template import Template, is_usable
from kiosk.opencv import cv2

_OPENCV_BELOW: Final = 5
"""OpenCV 5 cannot run the quantised SFace model."""
_REFERENCE_EYE_DISTANCE: Final = 18.0
"""Pixels; the photo in a resident ID card has some 25."""
_UPRIGHT: Final = 35.0
"""Degrees to either side."""
_SECOND_FACE: Final = 1 / 3


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Reference:
    """The face that a citizen is compared with."""

    template: Template

    def wipe(self) -> None:
        """Overwrite it."""
        self.template.wipe()


@dataclass(frozen=True, slots=True, eq=False)
class FaceEngine:
    """All models. One thread at a time.

    At least one encoder is there.
    """

    detector: Detector
    sface: SFace | None
    dlib: Dlib | None
    mesh: FaceMesh | None
    passive: PassiveModel | None
    """Only where the rules name one."""
    wants_passive: bool
    problems: tuple[str, ...]
    """For the technician: why something is missing."""

    @property
    def degraded(self) -> frozenset[Degradation]:
        """What is missing."""
        parts = (
            (self.sface, Degradation.NO_SFACE),
            (self.dlib, Degradation.NO_DLIB),
            (self.mesh, Degradation.NO_FACE_MESH),
        )
        missing = {degradation for part, degradation in parts if part is None}
        if self.wants_passive and self.passive is None:
            missing.add(Degradation.NO_PASSIVE_MODEL)
        return frozenset(missing)

    def measure(self, picture: Picture, face: Face) -> Landmarks:
        """Measure a face: by its mesh, or by YuNet's five points, which know nothing of eyes and mouth."""
        mesh = self.mesh.find(picture, face) if self.mesh else None
        return measure(face.points) if mesh is None else measure_mesh(mesh)

    def describe(self, picture: Picture, face: Face) -> Template:
        """Make a face's template, with every encoder there is; some 100 ms."""
        closer = self.detector.look_closer(picture, face)
        return Template(
            self.sface.encode(picture, closer) if self.sface else None,
            self.dlib.encode(picture, closer) if self.dlib else None,
        )

    def describe_quickly(self, picture: Picture, face: Face) -> Template:
        """Do the same with the quicker encoder only: to follow one person from moment to moment."""
        if self.sface is None:
            return self.describe(picture, face)
        return Template(self.sface.encode(picture, self.detector.look_closer(picture, face)), None)

    def read_reference(self, photo: bytes) -> Reference | ReferenceProblem:
        """Read the photo that a citizen is to be compared with: a JPEG, PNG or BMP with one upright face."""
        picture = read_photo(photo)
        if isinstance(picture, ReferenceProblem):
            return picture
        faces = self.detector.find_in_photo(picture)
        if not faces:
            return ReferenceProblem.NO_FACE
        if any(other.box.width > _SECOND_FACE * faces[0].box.width for other in faces[1:]):
            return ReferenceProblem.SEVERAL_FACES
        landmarks = measure(faces[0].points)
        if abs(landmarks.roll) > _UPRIGHT:
            return ReferenceProblem.NOT_UPRIGHT
        if landmarks.eye_distance < _REFERENCE_EYE_DISTANCE:
            return ReferenceProblem.TOO_SMALL
        template = self.describe(picture, faces[0])
        picture.fill(0)
        return Reference(template) if is_usable(template) else ReferenceProblem.NOT_COMPARABLE


def load_engine(
    passive: PassiveRules | None = None, models: ModelFiles | None = None
) -> FaceEngine | FacesUnavailable:
    """Load the models, by default those that are installed, and the passive one of the rules; half a second.

    What is missing or not the very file that was measured is left out and named in `degraded`. Without
    YuNet, without both encoders, or with OpenCV 5 there is no engine.
    """
    if int(cv2.__version__.split(".")[0]) >= _OPENCV_BELOW:
        return FacesUnavailable(f"OpenCV {cv2.__version__} cannot run SFace; run tools/setup")
    # The kiosk has two processors, and one of them draws.
    cv2.setNumThreads(1)
    models = models or installed_models()
    yunet, mesh = models.yunet.read(), models.face_mesh.read()
    sface, dlib = load_sface(models.sface), load_dlib(models.dlib_points, models.dlib_encoder)
    plug_in = load_passive(passive) if passive else None
    parts = (yunet, mesh, sface, dlib, plug_in)
    problems = tuple(part.why for part in parts if isinstance(part, ModelProblem))
    if isinstance(yunet, ModelProblem):
        return FacesUnavailable(yunet.why)
    if isinstance(sface, ModelProblem) and isinstance(dlib, ModelProblem):
        return FacesUnavailable("; ".join(problems))
    return FaceEngine(
        Detector(yunet),
        None if isinstance(sface, ModelProblem) else sface,
        None if isinstance(dlib, ModelProblem) else dlib,
        None if isinstance(mesh, ModelProblem) else FaceMesh(mesh),
        None if isinstance(plug_in, ModelProblem) else plug_in,
        passive is not None,
        problems,
    )
