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


def interleaved(repetitions: int, *measures: Callable[[], Sample]) -> tuple[list[Sample], ...]:
    """Take samples of several things in turns, so that a busy moment of the machine hits all alike."""
    rounds = [[measure() for measure in measures] for _ in range(repetitions)]
    return tuple([one[number] for one in rounds] for number in range(len(measures)))
