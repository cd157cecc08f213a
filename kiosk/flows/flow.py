"""A service as a small graph of named steps over an immutable state."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Generic, TypeVar

from kiosk.flows.idle import IdleLimits

if TYPE_CHECKING:
    from kiosk.flows.turn import Turn

State = TypeVar("State")


class Idleness(Enum):
    """What happens when nobody touches anything."""

    ENDS_VISIT = auto()
    """A warning first, then the visit ends and everything personal is wiped."""
    RESETS_DISPLAY = auto()
    """The language and the size of text go back to the usual ones; nobody is logged in."""
    IGNORED = auto()
    """The step has a time limit of its own, or waits for a machine."""


@dataclass(frozen=True, slots=True)
class Go(Generic[State]):
    """On to another step with a new state."""

    step: str
    state: State


@dataclass(frozen=True, slots=True)
class Back:
    """To the step before, as if the citizen had asked for it."""


@dataclass(frozen=True, slots=True)
class End:
    """The visit is over."""


Next = Go[State] | Back | End


@dataclass(frozen=True, slots=True)
class Step(Generic[State]):
    """One screen or one piece of work.

    `number` counts from 1 for the citizen; 0 shows no count. Leaving a step, for any cause,
    cancels its coroutine.
    """

    name: str
    run: "Callable[[Turn, State], Awaitable[Next[State]]]"
    leads_to: frozenset[str]
    number: int = 0
    back: bool = True
    """Whether the citizen may go back from here; coming back here later needs `remembered`."""
    remembered: bool = True
    """Whether going back from a later step leads here; work is not done again by going back."""
    leave: bool = True
    needs_card: bool = False
    """Pulling the card here ends the visit."""
    idleness: Idleness = Idleness.ENDS_VISIT


@dataclass(frozen=True)
class Flow(Generic[State]):
    """The graph.

    Raises:
        ValueError: a step leads to one that does not exist.
    """

    first: str
    steps: Mapping[str, Step[State]]
    start: Callable[[], State]
    """The state in which every visit begins."""
    end: Callable[[State], Awaitable[None]]
    """Called with the last state, however the visit ended, and when somebody goes back to the first page."""
    who: Callable[[State], str | None]
    """The masked name of who is logged in."""
    step_count: int = 0
    limits: IdleLimits = field(default_factory=IdleLimits)
    """How long somebody may stand there and touch nothing."""

    def __post_init__(self) -> None:
        for step in self.steps.values():
            unknown = step.leads_to - self.steps.keys()
            if unknown:
                message = f"step {step.name} leads to {', '.join(sorted(unknown))}, which do not exist"
                raise ValueError(message)
