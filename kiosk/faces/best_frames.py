"""The best of the frames that are good enough, to be compared; wiped afterwards."""

from dataclasses import dataclass

from kiosk.faces.face import Face
from kiosk.faces.picture import Picture


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Frame:
    """A picture with its face."""

    picture: Picture
    face: Face
    worth: float


class BestFrames:
    """Gathers frames for a while and keeps the best.

    Args:
        count: how many are wanted.
        seconds: for how long to go on once the first is there.
    """

    def __init__(self, count: int, seconds: float) -> None:
        self._count = count
        self._seconds = seconds
        self._until: float | None = None
        self.frames: list[Frame] = []

    def offer(self, picture: Picture, face: Face, worth: float, seconds: float) -> None:
        """Take a frame that is good enough; a copy is kept if it is among the best so far."""
        if self._until is None:
            self._until = seconds + self._seconds
        if len(self.frames) == self._count:
            worst = min(self.frames, key=lambda frame: frame.worth)
            if worst.worth >= worth:
                return
            self.frames.remove(worst)
            worst.picture.fill(0)
        self.frames.append(Frame(picture.copy(), face, worth))

    def is_complete(self, seconds: float) -> bool:
        """Tell whether enough were gathered for long enough."""
        return self._until is not None and seconds >= self._until and len(self.frames) == self._count

    def wipe(self) -> None:
        """Overwrite and forget them."""
        for frame in self.frames:
            frame.picture.fill(0)
        self.frames.clear()
