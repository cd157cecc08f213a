"""The plug-in for passive liveness: an ONNX file that a hall may bring, such as MiniFASNet's."""

from pathlib import Path

import numpy as np

from kiosk.faces.face import Face
from kiosk.faces.model_files import ModelFile, ModelProblem
from kiosk.faces.picture import Picture
from kiosk.faces.rules import PassiveRules
from kiosk.opencv import cv2


class PassiveModel:
    """Scores one face in one picture.

    Args:
        weights: the bytes of the ONNX file; raises cv2.error for one that OpenCV cannot run.
        rules: what it is shown, and how its answer is read.
    """

    def __init__(self, weights: bytes, rules: PassiveRules) -> None:
        self.rules = rules
        self._network = cv2.dnn.readNetFromONNX(np.frombuffer(weights, np.uint8))
        side = rules.side
        self._scores(np.zeros((side, side, 3), np.uint8))

    def live(self, picture: Picture, face: Face) -> float:
        """Give the probability that the face is live, from 0 to 1; 0 if the model gives no number."""
        side = self.rules.side
        scale = side / (self.rules.around * max(face.box.width, face.box.height))
        across, down = face.box.centre
        into = np.array([[scale, 0, side / 2 - across * scale], [0, scale, side / 2 - down * scale]])
        cut = cv2.warpAffine(picture, into, (side, side), borderMode=cv2.BORDER_REPLICATE)
        return self._scores(np.asarray(cut, np.uint8))

    def _scores(self, cut: Picture) -> float:
        self._network.setInput(cv2.dnn.blobFromImage(cut))
        scores = np.asarray(self._network.forward(), np.float64).ravel()
        if self.rules.live_class >= scores.size:
            raise cv2.error(f"it has {scores.size} classes, and no class {self.rules.live_class}")
        if not np.isfinite(scores).all():
            return 0.0
        powers = np.exp(scores - scores.max())
        return float(powers[self.rules.live_class] / powers.sum())


def load_passive(rules: PassiveRules) -> PassiveModel | ModelProblem:
    """Load the file that the rules name, or say why it is not used."""
    weights = ModelFile(Path(rules.file), rules.sha256).read()
    if isinstance(weights, ModelProblem):
        return weights
    try:
        return PassiveModel(weights, rules)
    except cv2.error as error:
        return ModelProblem(f"{rules.file} is no model that OpenCV can run ({error})")
