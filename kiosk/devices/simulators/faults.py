"""The faults of something simulated, and when they happen: one notion for devices, gateways and bureau.

What an occasion is, each simulator says: a card put in, a document printed, a request.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from threading import Lock
from typing import Generic, TypeVar

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Times:
    """The next so many occasions; 0 is never."""

    count: int = 1


@dataclass(frozen=True, slots=True)
class Always:
    """Every occasion and between them, until it is mended."""


@dataclass(frozen=True, slots=True)
class After:
    """Once, after so many occasions on which all is well."""

    good: int


@dataclass(frozen=True, slots=True)
class AtRandom:
    """Each occasion with a probability of so many percent; the seed repeats all of it."""

    percent: int
    seed: int


When = Times | Always | After | AtRandom

ALWAYS = Always()
NEVER = Times(0)


class Faults(Generic[Kind]):
    """Which faults something has: `in` asks for those of the present occasion. Any thread may use it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._planned: dict[Kind, When] = {}
        self._random: dict[Kind, Random] = {}
        self._present: tuple[Kind, ...] = ()

    @property
    def planned(self) -> Mapping[Kind, When]:
        """What is still to happen, and when."""
        with self._lock:
            return dict(self._planned)

    def add(self, kind: Kind, when: When = ALWAYS) -> None:
        """Let a fault happen; what was planned of the same kind is forgotten."""
        self.discard(kind)
        if when == NEVER:
            return
        with self._lock:
            self._planned[kind] = when
            if isinstance(when, AtRandom):
                self._random[kind] = Random(when.seed)
            elif isinstance(when, Always):
                self._present += (kind,)

    def discard(self, kind: Kind) -> None:
        """Mend one."""
        with self._lock:
            self._planned.pop(kind, None)
            self._present = tuple(present for present in self._present if present != kind)

    def clear(self) -> None:
        """Mend all."""
        with self._lock:
            self._planned.clear()
            self._present = ()

    def begin(self) -> None:
        """Let the next occasion begin."""
        with self._lock:
            self._present = tuple(kind for kind in list(self._planned) if self._strikes(kind))

    def end(self) -> None:
        """Let the occasion be over: what is not always so is gone."""
        with self._lock:
            self._present = tuple(kind for kind, when in self._planned.items() if isinstance(when, Always))

    def __contains__(self, kind: Kind) -> bool:
        """Whether the present occasion has this fault."""
        return kind in self._present

    def __iter__(self) -> Iterator[Kind]:
        """Give the faults of the present occasion, as they were planned."""
        return iter(self._present)

    def _strikes(self, kind: Kind) -> bool:
        match self._planned[kind]:
            case Always():
                return True
            case AtRandom(percent=percent):
                return self._random[kind].random() * 100 < percent
            case Times(count=count):
                self._go_on(kind, Times(count - 1) if count > 1 else None)
                return True
            case After(good=good):
                self._go_on(kind, After(good - 1) if good else None)
                return good == 0

    def _go_on(self, kind: Kind, when: When | None) -> None:
        if when is None:
            del self._planned[kind]
        else:
            self._planned[kind] = when
