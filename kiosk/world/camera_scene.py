"""Who stands before the simulated camera, and what they do about what the screen asks of them.

The pictures are the rendered citizens' (assets/citizens, with their PROVENANCE). Each face at rest moves a
little and has noise, as a live one does. Where no turn to the right was rendered, it is that to the left in
a mirror, and where no open mouth was, it is a painted one.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from threading import Lock

from kiosk.world.backdrops import before_white_screen, side_by_side, walls

FRAMES_PER_SECOND = 15
_REACTION_SECONDS = 0.8
_HESITATION_SECONDS = 3.0
_STILL = ("blink/000", "blink/001", "blink/002", "blink/003", "blink/002", "blink/001")
_FACE = (slice(60, 330), slice(170, 470))
"""Rows and columns in which all faces are."""
_QUALITY = (1, 95)
"""OpenCV's number for the quality of a JPEG, and percent."""


class Manner(StrEnum):
    """How somebody behaves before the camera."""

    OBEYS = "obeys"
    HESITATES = "hesitates"
    """Does what is asked, after three seconds of thinking."""
    ERRS = "errs"
    """Turns to the other side, or does something else."""
    STARES = "stares"
    """Does nothing at all."""
    PHOTO = "photo"
    """Holds up a printed photograph of the citizen."""
    WHITE_SCREEN = "white-screen"
    """Stands before a white screen, as for a photo for a card, and holds still."""
    TABLET = "tablet"
    """Holds up a tablet that plays a recording of the citizen."""
    ACCOMPANIED = "accompanied"
    """Does what is asked while somebody else looks into the camera, too."""


_ATTACKS = {Manner.PHOTO: "attack_print", Manner.TABLET: "attack_screen"}

_CLIPS = {
    "turn-left": ("turn_left",),
    "turn-right": ("turn_right",),
    "shake-head": ("turn_left", "turn_right"),
    "blink-twice": ("blink",),
    "close-eyes": ("closed_eyes",),
    "open-mouth": ("mouth_open",),
}
"""What is played when the screen shows a movement, by the movement's id there."""

_CLOSED = (*range(7), *(6, 7) * 9, *range(8, 11))
"""The frames of a blink whose eyes stay closed for a while."""

_ERRORS = {"turn-left": "turn-right", "turn-right": "turn-left", "shake-head": "open-mouth"}
_OTHER_ERROR = "turn-left"


class CameraScene:
    """Gives the picture of each moment, as a JPEG file; any thread may ask.

    Args:
        folder: assets/citizens.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.screen: Callable[[], str | None] = lambda: None
        """Tells the movement that the screen asks for now, by its id: whoever stands there sees it."""
        self._lock = Lock()
        self._who: str | None = None
        self._manner = Manner.OBEYS
        self._asked: str | None = None
        self._since = 0

    @property
    def who(self) -> str | None:
        """Who stands there, by the citizen's id."""
        return self._who

    @property
    def manner(self) -> Manner:
        """How they behave."""
        return self._manner

    def stand(self, who: str | None, manner: Manner = Manner.OBEYS) -> None:
        """Let somebody stand there, or nobody.

        Raises:
            ValueError: nobody has made such a photograph or recording of this citizen.
        """
        clip = _ATTACKS.get(manner)
        if who and clip and not (self._folder / who / clip).is_dir():
            able = ", ".join(sorted(path.parent.name for path in self._folder.glob(f"*/{clip}")))
            raise ValueError(f"there is no {manner} of {who} to hold up; there is one of {able}")
        with self._lock:
            self._who, self._manner, self._asked = who, manner, None

    def __call__(self, at: float) -> bytes:
        """Give the picture of a moment, in seconds."""
        with self._lock:
            return self._picture(at)

    def _picture(self, at: float) -> bytes:
        number = round(at * FRAMES_PER_SECOND)
        if self._who is None:
            pictures = walls()
            return pictures[number % len(pictures)]
        person = self._folder / self._who
        if clip := _ATTACKS.get(self._manner):
            frames = _frames(person, clip)
            return frames[_there_and_back(number, len(frames))]
        if self._manner is Manner.WHITE_SCREEN:
            pictures = before_white_screen(self._folder / f"{self._who}.jpg")
            return pictures[number % len(pictures)]
        alone = self._live(person, number)
        if self._manner is Manner.ACCOMPANIED:
            others = (other for other in sorted(self._folder.iterdir()) if other.is_dir() and other != person)
            return side_by_side(alone, _file(next(others) / f"{_STILL[0]}.jpg"))
        return alone

    def _live(self, person: Path, number: int) -> bytes:
        asked = self.screen()
        if asked != self._asked:
            self._asked, self._since = asked, number
        playing = self._reaction(person, asked)
        wait = _HESITATION_SECONDS if self._manner is Manner.HESITATES else _REACTION_SECONDS
        played = number - self._since - round(wait * FRAMES_PER_SECOND)
        if 0 <= played < len(playing):
            return playing[played]
        return _file(person / f"{_STILL[number % len(_STILL)]}.jpg")

    def _reaction(self, person: Path, asked: str | None) -> Sequence[bytes]:
        if asked not in _CLIPS or self._manner is Manner.STARES:
            return ()
        done = _ERRORS.get(asked, _OTHER_ERROR) if self._manner is Manner.ERRS else asked
        return [frame for clip in _CLIPS[done] for frame in _frames(person, clip)]


def _there_and_back(number: int, count: int) -> int:
    """Go through so many pictures and back again: the end of a recording does not jump."""
    step = number % (2 * count - 2)
    return min(step, 2 * count - 2 - step)


@cache
def _file(path: Path) -> bytes:
    return path.read_bytes()


@cache
def _frames(person: Path, clip: str) -> Sequence[bytes]:
    if clip == "closed_eyes":
        blink = _frames(person, "blink")
        return [blink[number] for number in _CLOSED]
    if clip == "mouth_open" and not (person / clip).is_dir():
        return _frames(person, "mouth_painted")
    if clip == "turn_right" and not (person / clip).is_dir():
        return _mirrored(_frames(person, "turn_left"))
    return [_file(path) for path in sorted((person / clip).glob("*.jpg"))]


def _mirrored(clip: Sequence[bytes]) -> Sequence[bytes]:
    """Turn a clip to the other side, with the face where it was, as nobody jumps aside to turn the head."""
    import numpy as np  # noqa: PLC0415 only a camera that is switched on pays for it

    from kiosk.opencv import cv2  # noqa: PLC0415 as above

    pictures = [cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR) for jpeg in clip]
    flipped = [cv2.flip(picture, 1) for picture in pictures if picture is not None]
    there, here = (
        cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)[_FACE].astype(np.float32)
        for picture in (pictures[0], flipped[0])
        if picture is not None
    )
    (aside, _), _ = cv2.phaseCorrelate(here, there)
    shift = np.array(((1, 0, aside), (0, 1, 0)), np.float32)
    moved = [
        cv2.warpAffine(picture, shift, picture.shape[1::-1], borderMode=cv2.BORDER_REPLICATE)
        for picture in flipped
    ]
    return [cv2.imencode(".jpg", picture, _QUALITY)[1].tobytes() for picture in moved]
