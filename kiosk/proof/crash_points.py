"""Where crashes are tried: every call across a seam that a visit makes, before it and after it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.proof.seams import Cut


@dataclass(frozen=True, slots=True)
class Point:
    """A moment at which a process can be killed."""

    cut: Cut
    name: str
    """Such as `after bureau post Posting`."""


CRASH_POINTS = {
    "cp0": "before journal order_started",
    "cp1": "after bureau create_order Order",
    "cp2": "after journal order_opened",
    "cp3": "after journal attempt_started",
    "cp4": "after bureau register_attempt",
    "cp5": "after gateway create Open",
    "cp6": "after journal open",
    "cp7": "after citizen pay PhoneScreen",
    "cp8": "after gateway query Paid",
    "cp9": "after journal paid",
    "cp10": "before bureau post",
    "cp11": "after bureau post Posting",
    "cp12": "after journal posted",
    "cp13": "after journal print_started",
    "cp14": "after printer print_document Printed",
    "cp15": "after journal close-intent",
    "cp16": "after gateway close Unknown",
    "cp17": "after bureau void Order",
    "cp18": "after gateway refund Refunding",
    "cp19": "after gateway query_refund Refunded",
}
"""The moments that the specification of the journal lists, by the names they have here."""


def points(notes: Path) -> list[Point]:
    """Read the points that a process passed, the last one being where it was killed if it was."""
    lines = (line.split(" ", 1) for line in notes.read_text(encoding="utf-8").splitlines())
    return [Point(Cut(int(number), after=name.startswith("after")), name) for number, name in lines]


def telling(passed: Iterable[Point]) -> Iterator[Point]:
    """Leave out what only repeats: of the points of one name, give the first two and the last."""
    passed = list(passed)
    seen, last = Counter[str](), {point.name: point for point in passed}
    for point in passed:
        seen[point.name] += 1
        if seen[point.name] <= 2 or point is last[point.name]:
            yield point
