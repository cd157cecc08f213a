"""What a checker tried and what it found."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trial:
    """What a checker gives back."""

    tried: str
    """What was tried and how often, such as "1,272 states"."""
    found: tuple[str, ...] = ()
    """Each promise that broke, with what is needed to see it again; empty if all hold."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A line of the proof."""

    name: str
    tried: str
    found: tuple[str, ...]
    seconds: float

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.found


Check = Callable[[bool], Trial]
"""A checker; with True it tries a sample that takes seconds, else everything."""
