"""The rendered citizens before a camera: they look into it and do what they are told, or something else."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Protocol

import numpy as np

from kiosk.faces import Instruction, NotVerified, Progress, Verified
from kiosk.faces.picture import Picture
from kiosk.opencv import cv2
from tests.faces.engines import engine

ASSETS = Path(__file__).parents[2] / "assets" / "citizens"
EVERYBODY = tuple(sorted(path.name for path in ASSETS.iterdir() if path.is_dir()))
FPS = 15
_MIRRORED = {"turn_right": "turn_left", "turn_left": "turn_right"}
_CLIPS = {
    Instruction.TURN_LEFT: ("turn_left",),
    Instruction.TURN_RIGHT: ("turn_right",),
    Instruction.SHAKE_HEAD: ("turn_left", "turn_right"),
    Instruction.BLINK_TWICE: ("blink",),
    Instruction.CLOSE_EYES: ("closed_eyes",),
    Instruction.OPEN_MOUTH: ("mouth_open",),
}


def id_photo(citizen: str) -> bytes:
    return (ASSETS / f"{citizen}.jpg").read_bytes()


@cache
def live(citizen: str, number: int = 1) -> Picture:
    return read(ASSETS / citizen / f"live_{number}.jpg")


@cache
def clip(citizen: str, name: str) -> tuple[Picture, ...]:
    """Read a clip; what was not rendered is made of what was.

    A turn is mirrored, the closed eyes of a blink are held, and a mouth is painted.
    """
    folder = ASSETS / citizen / name
    if folder.is_dir():
        return tuple(read(path) for path in sorted(folder.glob("*.jpg")))
    if name in _MIRRORED:
        return tuple(np.ascontiguousarray(frame[:, ::-1]) for frame in clip(citizen, _MIRRORED[name]))
    blink = clip(citizen, "blink")
    if name == "closed_eyes":
        return (*blink[:7], *blink[6:8] * 9, *blink[8:11])
    rest = blink[0]
    opening = (0.0, 0.4, 0.8, 1.0, 1.0, 1.0, 1.0, 1.0, 0.9, 0.6, 0.3, 0.0)
    return tuple(_open_mouth(rest, share) for share in opening)


def read(path: Path) -> Picture:
    picture = cv2.imread(str(path))
    assert picture is not None, path
    return np.asarray(picture, np.uint8)


class Feedable(Protocol):
    """A verification, or what stands for one."""

    def feed(self, picture: Picture | None, seconds: float) -> Progress | Verified | NotVerified: ...


class Citizen:
    """Stands before the camera, which has noise as every camera has.

    Args:
        name: who.
        moves: what is done for an instruction, if not what it says.
        rest: the picture of them at rest.
    """

    reaction = 12
    """Frames until they begin to move."""

    def __init__(self, name: str, moves: dict[Instruction, Sequence[str]] | None = None) -> None:
        self._name = name
        self._moves = _CLIPS | (moves or {})
        self._noise = cycle(_noises())
        self._rest = clip(name, "blink")[0]
        self._doing: Iterator[Picture] = iter(())
        self._told: Instruction | None = None

    def frame(self, told: Instruction) -> Picture:
        """Give the next picture, after this has been on the screen."""
        if told != self._told:
            self._told = told
            if told in self._moves:
                self._doing = self._act(self._moves[told])
        return self._seen(next(self._doing, self._rest))

    def _act(self, clips: Sequence[str]) -> Iterator[Picture]:
        yield from [self._rest] * self.reaction
        for name in clips:
            yield from clip(self._name, name)

    def _seen(self, picture: Picture) -> Picture:
        return np.asarray(cv2.add(picture, next(self._noise)), np.uint8)


@cache
def _noises() -> tuple[Picture, ...]:
    random = np.random.default_rng(1)
    return tuple(random.integers(0, 4, (480, 640, 3), np.uint8) for _ in range(7))


def run(verification: Feedable, frames: "Citizen | Sequence[Picture]") -> Verified | NotVerified:
    """Feed a verification 15 pictures a second until it answers; a recording is played again and again."""
    told = Instruction.LOOK_HERE
    for number in range(FPS * 90):
        picture = frames.frame(told) if isinstance(frames, Citizen) else frames[number % len(frames)]
        answer = verification.feed(picture, number / FPS)
        if not isinstance(answer, Progress):
            return answer
        told = answer.instruction
    raise AssertionError("it did not end")


def _open_mouth(picture: Picture, share: float) -> Picture:
    """Paint an open mouth: the chin moves down, and the gap is dark."""
    points = engine().detector.find(picture)[0].points
    right, left = np.array(points.mouth_right), np.array(points.mouth_left)
    middle, width = (right + left) / 2, float(np.linalg.norm(left - right))
    rows, columns = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]]
    across, down = columns - middle[0], rows - middle[1]
    gap = share * 0.45 * width
    fall = np.exp(-((across / (0.75 * width)) ** 4)) * np.clip(1 - down / (1.6 * width), 0, 1)
    source = np.where(down > 0, np.maximum(down - gap * fall, 0), down) + middle[1]
    moved = cv2.remap(picture, columns.astype(np.float32), source.astype(np.float32), cv2.INTER_LINEAR)
    inside = (down > 0) & (down < gap * np.clip(1 - (across / (0.42 * width)) ** 2, 0, 1))
    soft = cv2.GaussianBlur(inside.astype(np.float32), (5, 5), 1)[..., None]
    return np.asarray(moved * (1 - soft) + np.array([25, 20, 45]) * soft, np.uint8)
