"""The peer: face_recognition as it comes, with its own detector, encoder and tolerance.

For comparison only. Importing it loads the 68-point predictor as well, which the kiosk never does.
"""

import contextlib
import importlib
import io
from typing import Any, Final

import numpy as np
from PIL import ImageFile

from kiosk.faces.evaluation.pictures import EvaluationError
from kiosk.faces.picture import Picture
from kiosk.faces.template import Embedding

TOLERANCE: Final = 0.6
"""Its own: below this distance two faces are one person's."""


class LibraryDefault:
    """Encodes faces as the library does without any argument.

    Raises:
        EvaluationError: the library cannot be imported.
    """

    def __init__(self) -> None:
        self._library = _import_library()

    def locations(self, picture: Picture) -> list[tuple[int, int, int, int]]:
        """Find faces by its defaults: top, right, bottom, left."""
        return list(self._library.face_locations(_rgb(picture)))

    def encode(self, picture: Picture) -> Embedding | None:
        """Give the numbers of the first face it finds, or None."""
        encodings = self._library.face_encodings(_rgb(picture))
        return np.asarray(encodings[0], np.float64) if encodings else None


def _import_library() -> Any:  # noqa: ANN401 it has no types
    # Where its models are missing it prints a hint and ends the process, with the status of success.
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            return importlib.import_module("face_recognition")
        except (ImportError, SystemExit) as error:
            raise EvaluationError(
                f"face_recognition cannot be imported ({error!r}); run tools/setup"
            ) from error
        finally:
            # It has Pillow take half a file for a whole one, in the whole process.
            ImageFile.LOAD_TRUNCATED_IMAGES = False


def _rgb(picture: Picture) -> Picture:
    return np.ascontiguousarray(picture[:, :, ::-1])
