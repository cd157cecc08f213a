"""What a benchmark says, and how its repetitions are taken."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Sample = TypeVar("Sample")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value that should be no more than its goal."""

    name: str
    value: float
    goal: float
    unit: str
    """`ratio`, or the unit of a limit."""
    detail: str
    """The raw numbers behind it."""

    @property
    def verdict(self) -> str:
        """Whether the goal is met."""
        return "holds" if self.value <= self.goal else "short"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A benchmark that this machine cannot run."""

    name: str
    why: str

    @property
    def verdict(self) -> str:
        """Not measured."""
        return f"skipped: {self.why}"


Result = Figure | Skipped


def interleaved(
    repetitions: int, first: Callable[[], Sample], second: Callable[[], Sample]
) -> tuple[list[Sample], list[Sample]]:
    """Take samples of two things in turns, so that a busy moment of the machine hits both alike."""
    firsts, seconds = [], []
    for _ in range(repetitions):
        firsts.append(first())
        seconds.append(second())
    return firsts, seconds
