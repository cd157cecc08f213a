"""What a camera may show instead of one person: each has its reason, and none is a match."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any, cast

import numpy as np
import pytest

from kiosk.faces import NotVerified, Progress, Reason, Verified
from kiosk.faces.encoders import Dlib, SFace
from kiosk.faces.face import Face
from kiosk.faces.picture import Picture
from kiosk.faces.template import Embedding
from kiosk.faces.verification import Verification
from kiosk.opencv import cv2
from tests.faces.citizens import FPS, Citizen, clip, id_photo
from tests.faces.engines import engine, reference, rendered, rules

SOMEBODY, ANOTHER = "c05_f45", "c06_m41"
QUICK = replace(rules(), liveness=replace(rules().liveness, search_seconds=2.0, picture_seconds=2.0))
STILL = clip(SOMEBODY, "blink")[0]
FACE = engine().detector.find(STILL)[0]


def verify(show: Callable[[int], Picture | None]) -> Verified | NotVerified:
    """Show what there is, with a camera's noise, to a verification that soon loses patience."""
    verification = Verification(engine(), reference(id_photo(SOMEBODY)), QUICK, rendered(), Random(1))
    for number in range(10 * FPS):
        answer = verification.feed(show(number), number / FPS)
        if not isinstance(answer, Progress):
            return answer
    raise AssertionError("it did not end")


def noisy(picture: Picture) -> Callable[[int], Picture]:
    def show(number: int) -> Picture:
        random = np.random.default_rng(number)
        return np.asarray(cv2.add(picture, random.integers(0, 4, picture.shape, np.uint8)), np.uint8)

    return show


def painted(paint: Callable[[Picture], object]) -> Picture:
    picture = STILL.copy()
    paint(picture)
    return picture


def sunglasses(picture: Picture) -> None:
    distance = FACE.points.left_eye[0] - FACE.points.right_eye[0]
    for eye in (FACE.points.right_eye, FACE.points.left_eye):
        size = (round(0.42 * distance), round(0.33 * distance))
        cv2.ellipse(picture, (round(eye[0]), round(eye[1])), size, 0, 0, 360, (25, 20, 20), -1)


def mask(colour: tuple[int, int, int]) -> Callable[[Picture], None]:
    def paint(picture: Picture) -> None:
        (x, y), (right, top), (left, _) = FACE.points.nose, FACE.points.right_eye, FACE.points.left_eye
        wide, bottom = (left - right) * 0.45, FACE.box.top + FACE.box.height
        outline = [(right - wide, top + wide), (x, y - 8), (left + wide, top + wide), (x + wide, bottom)]
        outline.append((x - wide, bottom))
        cv2.fillPoly(picture, [np.array(outline, np.int32)], colour)

    return paint


def beside(width: int) -> Picture:
    """Hang a poster of another person behind somebody."""
    picture = STILL.copy()
    other = clip(ANOTHER, "blink")[0][80:400, 240:480]
    height = round(width * other.shape[0] / other.shape[1])
    picture[20 : 20 + height, 10 : 10 + width] = cv2.resize(other, (width, height))
    return picture


def away() -> Picture:
    return np.asarray(cv2.warpAffine(STILL, np.array([[0.5, 0, 160], [0, 0.5, 120.0]]), (640, 480)), np.uint8)


PICTURES: dict[str, tuple[Callable[[int], Picture | None], Reason]] = {
    "no camera": (lambda _: None, Reason.NO_PICTURE),
    "half a picture": (lambda _: np.empty((0, 0, 3), np.uint8), Reason.NO_PICTURE),
    "a grey picture": (lambda _: np.full((480, 640), 90, np.uint8), Reason.NO_PICTURE),
    "a covered lens": (noisy(np.zeros_like(STILL)), Reason.BLACK_PICTURE),
    "a frozen picture": (lambda _: STILL, Reason.FROZEN_PICTURE),
    "an empty hall": (noisy(np.full_like(STILL, 120)), Reason.NO_FACE),
    "two people": (noisy(beside(230)), Reason.SEVERAL_FACES),
    "somebody far away": (noisy(away()), Reason.TOO_FAR),
    "sunglasses": (noisy(painted(sunglasses)), Reason.FACE_COVERED),
    "a white mask": (noisy(painted(mask((240, 240, 240)))), Reason.FACE_COVERED),
    "a blue mask": (noisy(painted(mask((230, 190, 150)))), Reason.FACE_COVERED),
    "a black mask": (noisy(painted(mask((35, 30, 30)))), Reason.FACE_COVERED),
    "no light": (noisy(np.asarray(STILL // 5, np.uint8)), Reason.TOO_DARK),
    "too much light": (
        noisy(np.asarray(cv2.add(STILL, np.full_like(STILL, 90)), np.uint8)),
        Reason.TOO_BRIGHT,
    ),
    "a smeared lens": (noisy(np.asarray(cv2.GaussianBlur(STILL, (0, 0), 6), np.uint8)), Reason.BLURRED),
    "a head on its side": (
        noisy(np.asarray(cv2.warpAffine(STILL, cv2.getRotationMatrix2D(FACE.box.centre, 20, 1), (640, 480)))),
        Reason.NOT_FACING,
    ),
}


@pytest.mark.parametrize(("show", "reason"), PICTURES.values(), ids=PICTURES)
def test_each_thing_that_a_camera_shows_instead_has_its_reason(
    show: Callable[[int], Picture | None], reason: Reason
) -> None:
    answer = verify(show)
    assert isinstance(answer, NotVerified)
    assert answer.reason is reason


def test_a_small_poster_behind_the_person_is_nobody() -> None:
    verification = Verification(
        engine(),
        reference(id_photo(SOMEBODY)),
        replace(QUICK, liveness=replace(QUICK.liveness, challenges=0)),
        rendered(),
        Random(1),
    )
    shown = noisy(beside(55))
    answers = [verification.feed(shown(number), number / FPS) for number in range(FPS)]
    assert isinstance(answers[-1], Verified)


def test_the_poster_of_the_right_person_behind_another_is_no_match() -> None:
    verification = Verification(
        engine(),
        reference(id_photo(ANOTHER)),
        replace(QUICK, liveness=replace(QUICK.liveness, challenges=0)),
        rendered(),
        Random(1),
    )
    shown = noisy(beside(55))
    answer = [verification.feed(shown(number), number / FPS) for number in range(FPS)][-1]
    assert isinstance(answer, NotVerified)
    assert answer.reason is Reason.DIFFERENT_PERSON


def test_a_camera_that_answers_after_a_minute_was_none() -> None:
    verification = Verification(engine(), reference(id_photo(SOMEBODY)), QUICK, rendered(), Random(1))
    assert isinstance(verification.feed(None, 0.0), Progress)
    answer = verification.feed(STILL, 60.0)
    assert isinstance(answer, NotVerified)
    assert answer.reason is Reason.NO_PICTURE


class Broken:
    """An encoder that gives no numbers from some picture on."""

    def __init__(self, encoder: SFace | Dlib, sound: int) -> None:
        self._encoder = encoder
        self._sound = sound

    def encode(self, picture: Picture, face: Face) -> Embedding:
        self._sound -= 1
        embedding = self._encoder.encode(picture, face)
        return embedding if self._sound >= 0 else embedding * np.nan


@pytest.mark.parametrize(("part", "sound"), [("sface", 0), ("sface", 2), ("dlib", 0), ("dlib", 2)])
def test_one_embedding_that_is_no_numbers_is_no_match(part: str, sound: int) -> None:
    broken = replace(engine(), **{part: cast("Any", Broken(getattr(engine(), part), sound))})
    quick = replace(QUICK, liveness=replace(QUICK.liveness, challenges=0))
    verification = Verification(broken, reference(id_photo(SOMEBODY)), quick, rendered(), Random(1))
    shown = noisy(STILL)
    answer = [verification.feed(shown(number), number / FPS) for number in range(FPS)][-1]
    assert isinstance(answer, NotVerified)
    assert answer.reason is Reason.NOT_COMPARABLE


def test_a_reference_that_was_wiped_matches_nobody() -> None:
    known = reference(id_photo(SOMEBODY))
    known.wipe()
    quick = replace(QUICK, liveness=replace(QUICK.liveness, challenges=0))
    verification = Verification(engine(), known, quick, rendered(), Random(1))
    citizen = Citizen(SOMEBODY)
    told = verification.feed(None, 0.0)
    for number in range(2 * FPS):
        if isinstance(told, Progress):
            told = verification.feed(citizen.frame(told.instruction), number / FPS)
    assert isinstance(told, NotVerified)
    assert told.reason is Reason.NOT_COMPARABLE
