"""Who stands before the simulated camera, and what they do."""

from itertools import pairwise

import numpy as np
import pytest

from kiosk.config import ASSETS
from kiosk.faces import Reason
from kiosk.faces.look import look
from kiosk.opencv import cv2
from kiosk.world.camera_scene import FRAMES_PER_SECOND, CameraScene, Manner
from tests.faces.engines import engine, rendered, rules

CITIZENS = ASSETS / "citizens"
NAMES = sorted(path.name for path in CITIZENS.iterdir() if path.is_dir())


def played(scene: CameraScene, seconds: float, start: float = 0.0) -> list[bytes]:
    """Give each picture of so many seconds."""
    count = round(seconds * FRAMES_PER_SECOND)
    return [scene(start + number / FRAMES_PER_SECOND) for number in range(count)]


def clip(citizen: str, name: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((CITIZENS / citizen / name).iterdir())]


def asked(scene: CameraScene, movement: str | None) -> None:
    scene.screen = lambda: movement


@pytest.fixture
def scene() -> CameraScene:
    return CameraScene(CITIZENS)


@pytest.mark.parametrize("citizen", [None, *NAMES])
def test_no_two_pictures_that_follow_each_other_are_the_same(scene: CameraScene, citizen: str | None) -> None:
    scene.stand(citizen)
    assert all(one != other for one, other in pairwise(played(scene, 3)))


@pytest.mark.parametrize("citizen", NAMES)
def test_who_obeys_turns_the_head_after_a_moment(scene: CameraScene, citizen: str) -> None:
    scene.stand(citizen)
    before = played(scene, 1)
    asked(scene, "turn-left")
    pictures = played(scene, 3, start=1)
    turn = clip(citizen, "turn_left")
    begun = pictures.index(turn[0])
    assert 0.4 < begun / FRAMES_PER_SECOND < 1.5
    assert pictures[begun : begun + len(turn)] == turn
    assert not set(turn) & set(before)


def test_who_hesitates_does_so_later(scene: CameraScene) -> None:
    scene.stand("c05_f45", Manner.HESITATES)
    asked(scene, "open-mouth")
    assert played(scene, 4.5).index(clip("c05_f45", "mouth_open")[0]) / FRAMES_PER_SECOND >= 2.9


def test_who_errs_turns_to_the_other_side(scene: CameraScene) -> None:
    scene.stand("c05_f45", Manner.ERRS)
    asked(scene, "turn-left")
    pictures = played(scene, 3)
    assert clip("c05_f45", "turn_right")[5] in pictures
    assert clip("c05_f45", "turn_left")[5] not in pictures


def test_who_stares_does_nothing(scene: CameraScene) -> None:
    scene.stand("c05_f45", Manner.STARES)
    still = set(played(scene, 2))
    asked(scene, "shake-head")
    assert set(played(scene, 5, start=2)) == still


def test_who_was_never_rendered_turning_right_is_seen_in_a_mirror(scene: CameraScene) -> None:
    scene.stand("c01_f23")
    asked(scene, "turn-right")
    moving = set(played(scene, 3)) - set(clip("c01_f23", "blink"))
    assert len(moving) == len(clip("c01_f23", "turn_left"))
    assert not moving & set(clip("c01_f23", "turn_left"))


@pytest.mark.parametrize(
    ("manner", "name"), [(Manner.PHOTO, "attack_print"), (Manner.TABLET, "attack_screen")]
)
def test_an_attack_is_played_there_and_back_whatever_is_asked(
    scene: CameraScene, manner: Manner, name: str
) -> None:
    scene.stand("c08_f52", manner)
    asked(scene, "blink-twice")
    frames = clip("c08_f52", name)
    pictures = played(scene, 2 * len(frames) / FRAMES_PER_SECOND)
    assert pictures[: len(frames)] == frames
    assert pictures[len(frames) : 2 * len(frames) - 2] == frames[-2:0:-1]


def test_who_is_not_alone_is_seen_beside_another_face_of_the_same_size(scene: CameraScene) -> None:
    for citizen in NAMES:
        scene.stand(citizen, Manner.ACCOMPANIED)
        one, other = played(scene, 0.14)
        assert one != other
        picture = cv2.imdecode(np.frombuffer(one, np.uint8), cv2.IMREAD_COLOR)
        sight = look(engine(), np.asarray(picture, np.uint8), rules(), rendered())
        assert sight is Reason.SEVERAL_FACES


def test_a_photo_that_nobody_has_is_refused_with_who_has_one(scene: CameraScene) -> None:
    with pytest.raises(ValueError, match="c02_m26, c08_f52"):
        scene.stand("c01_f23", Manner.PHOTO)
