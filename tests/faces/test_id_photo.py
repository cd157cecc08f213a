"""A photo for a card is cut upright and to size, or the first thing to mend is named."""

import numpy as np
import pytest

from kiosk.faces import IdPhotoProblem
from kiosk.faces.id_photo import HEIGHT, WIDTH, IdPhoto, take_id_photo
from kiosk.faces.picture import Picture
from kiosk.opencv import cv2
from tests.faces.citizens import ASSETS, clip, live, read
from tests.faces.engines import engine, rendered, rules

CITIZEN = "c03_m31"


def before_a_white_wall(zoom: float = 1.3, turn: float = 0.0) -> Picture:
    """Stand before the wall of the photo studio, as a camera sees it."""
    photo = read(ASSETS / f"{CITIZEN}.jpg")
    wide = cv2.copyMakeBorder(photo, 60, 0, 200, 200, cv2.BORDER_REPLICATE)
    size = (round(wide.shape[1] * zoom), round(wide.shape[0] * zoom))
    frame = cv2.resize(wide, size)
    into = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), turn, 1)
    return np.asarray(cv2.warpAffine(frame, into, size, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def take(frame: Picture) -> IdPhoto | IdPhotoProblem:
    return take_id_photo(frame, engine(), rules().quality, rendered())


@pytest.mark.parametrize(("zoom", "turn"), [(1.3, 0.0), (1.8, 0.0), (1.3, 6.0)])
def test_the_photo_has_its_size_and_the_face_its_place(zoom: float, turn: float) -> None:
    photo = take(before_a_white_wall(zoom, turn))
    assert isinstance(photo, IdPhoto)
    assert photo.pixels.shape == (HEIGHT, WIDTH, 3)
    face = engine().detector.find(photo.pixels)[0]
    right, left = face.points.right_eye, face.points.left_eye
    assert abs((right[0] + left[0]) / 2 - WIDTH / 2) < 5
    assert HEIGHT - (right[1] + left[1]) / 2 >= 207
    assert abs(right[1] - left[1]) < 5


def test_the_frame_itself_is_not_touched() -> None:
    frame = before_a_white_wall()
    before = frame.copy()
    take(frame)
    assert np.array_equal(frame, before)


def with_a_shadow() -> Picture:
    frame = before_a_white_wall()
    frame[:, : frame.shape[1] // 2] = (frame[:, : frame.shape[1] // 2] * 0.7).astype(np.uint8)
    return frame


def two_people() -> Picture:
    frame = before_a_white_wall()
    return np.asarray(np.hstack([frame, frame]), np.uint8)


WRONG = {
    "no picture at all": (np.empty((0, 0, 3), np.uint8), IdPhotoProblem.NO_FACE),
    "a wall alone": (np.full((480, 640, 3), 235, np.uint8), IdPhotoProblem.NO_FACE),
    "two people": (two_people(), IdPhotoProblem.SEVERAL_FACES),
    "somebody far away": (before_a_white_wall(0.6), IdPhotoProblem.TOO_FAR),
    "a crooked head": (before_a_white_wall(1.3, 15.0), IdPhotoProblem.NOT_FACING),
    "a turned head": (clip(CITIZEN, "turn_left")[9], IdPhotoProblem.NOT_FACING),
    "closed eyes and all": (clip("c04_f34", "blink")[7], IdPhotoProblem.BACKGROUND),
    "an open mouth": (clip("c02_m26", "mouth_open")[7], IdPhotoProblem.MOUTH_OPEN),
    "a wall with pictures": (live(CITIZEN), IdPhotoProblem.BACKGROUND),
    "a shadow": (with_a_shadow(), IdPhotoProblem.BACKGROUND),
    "no room above": (before_a_white_wall()[170:], IdPhotoProblem.CUT_OFF),
    "no light": (np.asarray(before_a_white_wall() // 4, np.uint8), IdPhotoProblem.TOO_DARK),
}


@pytest.mark.parametrize(("frame", "problem"), WRONG.values(), ids=WRONG)
def test_what_breaks_a_rule_is_named(frame: Picture, problem: IdPhotoProblem) -> None:
    assert take(np.ascontiguousarray(frame)) is problem
