"""An explicit-state check of the kiosk's real rules: everything that can go wrong does, in every order.

Two attempts of one order, each of any kind; gateways, the bureau, the citizen, an operator, five
moments of an attempt's time. Each call may be lost, lose its reply, arrive late or be cut by a crash
before or after its effect. Waits are left out: whatever is due at all may happen at once.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from kiosk.domain.problems import ProblemCode
from kiosk.payments.next_action import Call
from kiosk.payments.outcome import NotSent, Unknown
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.timing import Timing
from kiosk.payments.transition import Reply, void_asked
from kiosk.proof.finding import Trial
from kiosk.proof.model_promises import broken_promise, unsettled
from kiosk.proof.model_world import (
    AFTER_EXPIRY,
    AFTER_WINDOW,
    KINDS,
    LAST,
    MOMENTS,
    State,
    Trade,
    Way,
    closed,
    created,
    fresh,
    post,
    reduced,
    refused,
    serve,
)
from kiosk.proof.rules import REAL, Rules

Step = tuple[str, State]
"""What happened, and what is then."""
_TO_THE_BUREAU = frozenset({Call.POST, Call.VOID})
_ENOUGH_CALLS = 20
"""More than any attempt needs to settle without faults."""


@dataclass(frozen=True, slots=True)
class Counterexample:
    """How a promise about money breaks."""

    promise: str
    steps: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.promise}: {'; '.join(self.steps)}"


class Model:
    """The steps that lead from a state to others."""

    def __init__(self, rules: Rules = REAL) -> None:
        self._rules = rules
        self._timing = Timing()
        self._due = cache(self._due_of)
        self._after = cache(self._after_reply)
        self._restarted = cache(self._restarted_as)

    def explore(self) -> tuple[int, Counterexample | None]:
        """Visit every state that can be reached, until one breaks a promise or cannot settle any more."""
        queue = deque(State((fresh(1, *kind),)) for kind in KINDS)
        came_from: dict[State, tuple[State | None, str]] = {
            state: (None, f"pay by {state.ways[0].record.rail}, {state.ways[0].record.mode}")
            for state in queue
        }
        while queue:
            state = queue.popleft()
            promise = self._broken_promise(state) or unsettled(self.settle(state))
            if promise is not None:
                return len(came_from), Counterexample(promise, _steps_to(state, came_from))
            for name, unreduced in self._steps(state):
                following = reduced(unreduced)
                if following not in came_from:
                    came_from[following] = (state, name)
                    queue.append(following)
        return len(came_from), None

    def _broken_promise(self, state: State) -> str | None:
        for way in state.ways:
            if state.order != way.record.attempt_no and self._rules.allows_voucher(way.record):
                return "a voucher without a posting"
        return broken_promise(state)

    def settle(self, state: State) -> State:
        """Run without further faults until nothing moves."""
        for index, way in enumerate(state.ways):
            arrived = next(created(way)) if way.late_create else way
            arrived = closed(arrived) if way.late_close else arrived
            state = state.put(
                index, replace(arrived, late_create=False, late_close=False, moment=LAST, clock=LAST)
            )
        for index in range(len(state.ways)):
            for _ in range(_ENOUGH_CALLS):
                way = state.ways[index]
                call, record = self._due(way.record, way.clock)
                if call is None:
                    break
                state, reply = next(serve(state.put(index, replace(way, record=record)), index, call))
                state = self._heard(state, index, reply)
        return state

    def _steps(self, state: State) -> Iterator[Step]:
        if state.order == "open":
            yield "an operator voids the order", replace(state, order="void")
            elsewhere = "no longer settled" if state.settled_elsewhere else "settled"
            yield (
                f"the bill is {elsewhere} elsewhere",
                replace(state, settled_elsewhere=not state.settled_elsewhere),
            )
        if len(state.ways) == 1 and self._rules.allows_another(state.ways[0].record):
            for rail, mode in KINDS:
                second = fresh(2, rail, mode)
                yield f"pay by {rail}, {mode}, too", replace(state, ways=(*state.ways, second))
        for index, way in enumerate(state.ways):
            number = f"{index + 1}: "
            for name, changed in self._around(way):
                yield number + name, state.put(index, changed)
            if way.late_post:
                posted, _ = post(state, way)
                yield number + "the late posting arrives", posted.put(index, replace(way, late_post=False))
            for name, following in self._calls(state, index):
                yield number + name, following

    def _around(self, way: Way) -> Iterator[tuple[str, Way]]:
        """Give what the citizen, time, the wire and the power may do to one attempt."""
        if way.moment < LAST and not (way.moment == AFTER_EXPIRY and way.late_create):
            yield "time passes", replace(way, moment=way.moment + 1, clock=way.clock + 1)
        elif way.clock < LAST and way.moment == LAST:
            yield "the clock goes on", replace(way, clock=way.clock + 1)
        if way.clock > 0:
            yield "the clock is set back", replace(way, clock=way.clock - 1)
        yield "an operator wants it back", replace(way, record=canonical(void_asked(way.record, "asked")))
        cancelled = self._rules.close_asked(way.record, "cancelled")
        yield "the citizen cancels", replace(way, record=canonical(cancelled))
        if way.moment <= AFTER_WINDOW and way.trade is Trade.CODE:
            yield "the citizen scans the code", replace(way, trade=Trade.OPEN)
        if way.moment <= AFTER_WINDOW and way.trade is Trade.OPEN:
            yield "the citizen pays", replace(way, trade=Trade.PAID)
        if way.late_create:
            for made in created(replace(way, late_create=False)):
                yield f"the late creation arrives: {made.trade}", made
        if way.late_close:
            yield "the late closing arrives", closed(replace(way, late_close=False))
        yield "the kiosk crashes", replace(way, record=self._restarted(way.record, False))

    def _calls(self, state: State, index: int) -> Iterator[Step]:
        way = state.ways[index]
        call, record = self._due(way.record, way.clock)
        if call is None:
            return
        way = replace(way, record=record)
        written = state.put(index, way)
        lost: Reply = refused(ProblemCode.UNREACHABLE) if call in _TO_THE_BUREAU else Unknown("")
        yield f"{call}, the request is lost", self._heard(written, index, lost)
        crashed = self._restarted(record, True)
        yield f"{call}, a crash before it", written.put(index, replace(way, record=crashed))
        for served, reply in serve(written, index, call):
            then = served.ways[index]
            yield f"{call} -> {type(reply).__name__}", self._heard(served, index, reply)
            yield f"{call}, now {then.trade}, the reply is lost", self._heard(served, index, lost)
            crashed_after = served.put(index, replace(then, record=crashed))
            yield f"{call}, now {then.trade}, a crash after it", crashed_after
        match call:
            case Call.CREATE:
                yield f"{call}, not sent", self._heard(written, index, NotSent(""))
                late = replace(way, late_create=True)
            case Call.CLOSE:
                late = replace(way, late_close=True)
            case Call.POST:
                late = replace(way, late_post=True)
            case _:
                return
        yield f"{call}, on its way for long", self._heard(state.put(index, late), index, lost)

    def _heard(self, state: State, index: int, reply: Reply) -> State:
        way = state.ways[index]
        return state.put(index, replace(way, record=self._after(way.record, reply, way.clock)))

    def _due_of(self, record: AttemptRecord, clock: int) -> tuple[Call | None, AttemptRecord]:
        now = MOMENTS[clock]
        action = self._rules.next_action(record, now, self._timing)
        if isinstance(action, Call):
            return action, canonical(self._rules.intend(record, action, now))
        return None, record

    def _after_reply(self, record: AttemptRecord, reply: Reply, clock: int) -> AttemptRecord:
        return canonical(self._rules.apply(record, reply, MOMENTS[clock], self._timing))

    def _restarted_as(self, record: AttemptRecord, calling: bool) -> AttemptRecord:
        found = self._rules.remembered(record) if calling else record
        if found is None:
            return canonical(replace(record, state=AttemptState.CLOSED))
        return canonical(self._rules.close_asked(replace(found, checks=0), "the kiosk was restarted"))


def canonical(record: AttemptRecord) -> AttemptRecord:
    """Forget what does not decide anything, so that states meet again."""
    return replace(
        record, last_checked_at=None, checks=record.checks % 2, uncertain=False, code=None, reason=None
    )


def check_model() -> Trial:
    """Try the kiosk's own rules."""
    count, counterexample = Model().explore()
    return Trial(f"{count:,} states", () if counterexample is None else (str(counterexample),))


def _steps_to(state: State, came_from: Mapping[State, tuple[State | None, str]]) -> tuple[str, ...]:
    steps = []
    before: State | None = state
    while before is not None:
        before, step = came_from[before]
        steps.append(step)
    return tuple(reversed(steps))
