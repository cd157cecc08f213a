"""A small world of money in which everything that can go wrong does, in every order.

Two attempts of one order, a gateway, the bureau, a citizen, an operator, four moments of time. Each
call may be lost, lose its reply, arrive late or be cut by a crash before or after its effect.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.domain.clock import SHANGHAI
from kiosk.domain.money import Fen
from kiosk.domain.orders import Order, OrderState, PaymentMode, Posting, RailName
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.words import Bilingual
from kiosk.payments.next_action import Call, next_action
from kiosk.payments.outcome import Closed, NotFound, NotSent, Open, Paid, Refunded, Unknown
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.timing import Timing
from kiosk.payments.transition import Reply, apply, close_asked, intend

START = datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI)
MOMENTS = tuple(START + timedelta(seconds=seconds) for seconds in (1, 200, 320, 400))
"""In the window; after it; after the expiry; after the grace."""
LAST = len(MOMENTS) - 1
FEN = Fen(40_000)
Apply = Callable[[AttemptRecord, Reply, datetime, Timing], AttemptRecord]
Restart = Callable[[AttemptRecord], AttemptRecord]


@dataclass(frozen=True, slots=True)
class Way:
    """One attempt: the kiosk's record, the gateway's trade and what is still on the wire."""

    record: AttemptRecord
    trade: str = "none"
    late_create: bool = False
    late_post: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """Everything at one moment."""

    moment: int
    ways: tuple[Way, ...]
    order: str = "open"
    """`open`, `void`, or the number of the attempt that was posted."""
    settled_elsewhere: bool = False


def fresh(number: int) -> Way:
    """Make an attempt of which only the intent is written."""
    return Way(
        AttemptRecord(
            attempt_no=f"100001-{number}",
            order_id="order",
            rail=RailName.ALIPAY,
            mode=PaymentMode.SHOWN_CODE,
            fen=FEN,
            subject="premium",
            state=AttemptState.PAY_INTENT,
            created_at=START,
            window_ends_at=START + timedelta(seconds=180),
            expires_at=START + timedelta(seconds=300),
        )
    )


def restart(record: AttemptRecord) -> AttemptRecord:
    """Do what the settler does first after a restart."""
    return close_asked(record, "the kiosk was restarted")


class Model:
    """The steps that lead from a state to others."""

    def __init__(self, apply_reply: Apply = apply, after_restart: Restart = restart) -> None:
        self._apply = apply_reply
        self._restart = after_restart
        self._timing = Timing()

    def explore(self) -> set[State]:
        """Visit every state that can be reached."""
        first = State(0, (fresh(1),))
        seen, queue = {first}, deque([first])
        while queue:
            for state in self.steps(queue.popleft()):
                if state not in seen:
                    seen.add(state)
                    queue.append(state)
        return seen

    def steps(self, state: State) -> Iterator[State]:
        """Give every state that may come next."""
        if state.moment < LAST and not (state.moment == 2 and any(way.late_create for way in state.ways)):
            yield replace(state, moment=state.moment + 1)
        if state.order == "open":
            yield replace(state, order="void")
            yield replace(state, settled_elsewhere=not state.settled_elsewhere)
        if len(state.ways) == 1 and state.ways[0].record.state is AttemptState.CLOSED:
            yield replace(state, ways=(*state.ways, fresh(2)))
        for index, way in enumerate(state.ways):
            for changed in self._citizen(state, way):
                yield put(state, index, changed)
            if way.late_create:
                yield put(state, index, replace(way, trade=created(way.trade), late_create=False))
            if way.late_post:
                posted, _ = post(state, way)
                yield put(posted, index, replace(way, late_post=False))
            yield put(state, index, replace(way, record=self._crashed(way.record)))
            yield from self._calls(state, index)

    def settle(self, state: State) -> State:
        """Run without further faults until nothing moves."""
        for index, way in enumerate(state.ways):
            if way.late_create:
                state = put(state, index, replace(way, trade=created(way.trade), late_create=False))
        state = replace(state, moment=LAST)
        for index in range(len(state.ways)):
            for _ in range(20):
                call, record = self._due(state, index)
                if call is None:
                    break
                state, reply = serve(
                    put(state, index, replace(state.ways[index], record=record)), index, call
                )
                state = self._heard(state, index, reply)
        return state

    def _citizen(self, state: State, way: Way) -> Iterator[Way]:
        yield replace(way, record=canonical(close_asked(way.record, "cancelled")))
        if way.trade == "code" and state.moment <= 1:
            yield replace(way, trade="open")
        if way.trade == "open" and state.moment <= 1:
            yield replace(way, trade="paid")

    def _due(self, state: State, index: int) -> tuple[Call | None, AttemptRecord]:
        record, now = state.ways[index].record, MOMENTS[state.moment]
        action = next_action(record, now, self._timing)
        return (
            (action, canonical(intend(record, action, now))) if isinstance(action, Call) else (None, record)
        )

    def _calls(self, state: State, index: int) -> Iterator[State]:
        call, record = self._due(state, index)
        if call is None:
            return
        written = put(state, index, replace(state.ways[index], record=record))
        lost: Reply = Unknown("") if call not in {Call.POST, Call.VOID} else unreachable()
        served, reply = serve(written, index, call)
        yield self._heard(written, index, lost)  # the request is lost
        yield self._heard(served, index, reply)
        yield self._heard(served, index, lost)  # the reply is lost
        yield put(served, index, replace(served.ways[index], record=self._crashed(record)))
        yield put(written, index, replace(written.ways[index], record=self._crashed(record)))
        way = written.ways[index]
        if call is Call.CREATE:
            yield self._heard(written, index, NotSent(""))
            yield self._heard(put(written, index, replace(way, late_create=True)), index, lost)
        if call is Call.POST:
            yield self._heard(put(written, index, replace(way, late_post=True)), index, lost)

    def _heard(self, state: State, index: int, reply: Reply) -> State:
        way = state.ways[index]
        record = self._apply(way.record, reply, MOMENTS[state.moment], self._timing)
        return put(state, index, replace(way, record=canonical(record)))

    def _crashed(self, record: AttemptRecord) -> AttemptRecord:
        return canonical(self._restart(replace(record, checks=0)))


def serve(state: State, index: int, call: Call) -> tuple[State, Reply]:
    """Let a call arrive, and give what is answered."""
    way = state.ways[index]
    if call is Call.POST:
        return post(state, way)
    if call is Call.VOID:
        if state.order not in {"open", "void"}:
            return state, refused(ProblemCode.ALREADY_POSTED)
        return replace(state, order="void"), Order("order", OrderState.VOIDED, FEN, START)
    if call is Call.QUERY_REFUND and way.trade != "refunded":
        return state, NotFound()
    trade = way.trade
    if call is Call.CREATE:
        trade = created(trade)
    elif call is Call.CLOSE and trade == "open":
        trade = "closed"
    elif call is Call.REFUND:
        trade = "refunded"
    shown = call is Call.CREATE and trade == "code"
    return put(state, index, replace(way, trade=trade)), Open("code") if shown else told(trade)


def told(trade: str) -> Reply:
    """Say what a gateway says of a trade: a code that nobody scanned is none."""
    match trade:
        case "open":
            return Open()
        case "paid":
            return Paid(FEN, "trade", START)
        case "closed":
            return Closed()
        case "refunded":
            return Refunded(FEN)
        case _:
            return NotFound()


def created(trade: str) -> str:
    """Make a code, unless the number is taken."""
    return "code" if trade == "none" else trade


def post(state: State, way: Way) -> tuple[State, Reply]:
    """Enter an attempt in the ledger, once."""
    if state.order == "void":
        return state, refused(ProblemCode.VOIDED)
    if state.order not in {"open", way.record.attempt_no}:
        return state, refused(ProblemCode.POSTED_BY_OTHER_ATTEMPT)
    if state.order == "open" and state.settled_elsewhere:
        return state, refused(ProblemCode.SETTLED_ELSEWHERE)
    return replace(state, order=way.record.attempt_no), Posting("posting", "order", START)


def put(state: State, index: int, way: Way) -> State:
    """Replace one attempt."""
    return replace(state, ways=(*state.ways[:index], way, *state.ways[index + 1 :]))


def canonical(record: AttemptRecord) -> AttemptRecord:
    """Forget what does not decide anything, so that states meet again."""
    return replace(
        record, last_checked_at=None, checks=record.checks % 2, uncertain=False, code=None, reason=None
    )


def refused(code: ProblemCode) -> Problem:
    """Refuse with a code."""
    return Problem(code, Bilingual("", ""))


def unreachable() -> Problem:
    """Lose a request or a reply of the bureau."""
    return refused(ProblemCode.UNREACHABLE)


def broken_promise(state: State) -> str | None:
    """Name a promise about money that a state breaks."""
    if sum(way.trade == "paid" for way in state.ways) > 1:
        return "the citizen has paid twice"
    for way in state.ways:
        record, posted = way.record, state.order == way.record.attempt_no
        broken = {
            "posted without money": posted and way.trade != "paid",
            "shown as posted, but it is not": record.state is AttemptState.POSTED and not posted,
            "closed, but it was paid": record.state is AttemptState.CLOSED
            and way.trade in {"paid", "refunded"},
            "shown as refunded, but it is not": record.state is AttemptState.REFUNDED
            and way.trade != "refunded",
            "set aside without cause": record.state is AttemptState.QUARANTINED,
        }
        for promise, is_broken in broken.items():
            if is_broken:
                return promise
    return None


def unsettled(state: State) -> str | None:
    """Name what is still open when nothing moves any more."""
    for way in state.ways:
        if not way.record.final:
            return f"an attempt stays {way.record.state}"
        if way.trade == "paid" and state.order != way.record.attempt_no:
            return "money was kept without a posting"
    return broken_promise(state)
