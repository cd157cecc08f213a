"""The best of the frames of a moment, to be compared; wiped afterwards."""

from dataclasses import dataclass

from kiosk.faces.face import Face
from kiosk.faces.picture import Picture


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Frame:
    """A picture with its face."""

    picture: Picture
    face: Face
    worth: float


class BestFrame:
    """Looks at frames that are good enough, and gives the best of one part of the time after another.

    Args:
        seconds: how long a part is, the first from the first frame on.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._until: float | None = None
        self.frame: Frame | None = None

    def offer(self, picture: Picture, face: Face, worth: float, seconds: float) -> None:
        """Take a frame; a copy is kept if it is the best so far."""
        if self._until is None:
            self._until = seconds + self._seconds
        if self.frame is None or worth > self.frame.worth:
            self.wipe()
            self.frame = Frame(picture.copy(), face, worth)

    def chosen(self, seconds: float) -> Frame | None:
        """Give the best once the part is over."""
        return self.frame if self._until is not None and seconds >= self._until else None

    def go_on(self, seconds: float) -> None:
        """Wipe the frame that was chosen; the next part runs while that one is described."""
        self.wipe()
        self._until = seconds + self._seconds

    def wipe(self) -> None:
        """Overwrite and forget it."""
        if self.frame:
            self.frame.picture.fill(0)
        self.frame = None
