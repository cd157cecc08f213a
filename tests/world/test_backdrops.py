"""What the simulated camera sees that was not rendered."""

import numpy as np
import pytest

from kiosk.config import ASSETS
from kiosk.faces.id_photo import IdPhoto, take_id_photo
from kiosk.opencv import cv2
from kiosk.world.backdrops import before_white_screen
from tests.faces.citizens import EVERYBODY
from tests.faces.engines import engine, rendered, rules


@pytest.mark.parametrize("citizen", EVERYBODY)
def test_before_a_white_screen_each_citizen_keeps_the_rules_of_a_photo_for_a_card(citizen: str) -> None:
    for file in before_white_screen(ASSETS / "citizens" / f"{citizen}.jpg"):
        frame = cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_COLOR)
        assert frame is not None
        assert frame.shape == (480, 640, 3)
        photo = take_id_photo(np.asarray(frame, np.uint8), engine(), rules().quality, rendered())
        assert isinstance(photo, IdPhoto), photo
