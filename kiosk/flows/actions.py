"""What comes from a citizen's fingers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tap:
    """A touch that began and ended on a control; `target` is the control's id in the view."""

    target: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A finger that came to rest on a control, to see what is masked."""

    target: str


@dataclass(frozen=True, slots=True)
class Release:
    """The finger went up again."""

    target: str


Action = Tap | Hold | Release
