"""The model's world: what the gateways and the bureau hold, and what they do when a call arrives.

What a gateway does with a trade is told in money.md's words for five kinds of attempt:
Alipay's shown code is no trade before the phone scans it; a cancelled scanned code gives paid money
back, is "cancelled" even where the number is not known yet, and only a question tells how it ended.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from kiosk.domain.clock import SHANGHAI
from kiosk.domain.money import Fen
from kiosk.domain.orders import Order, OrderState, PaymentMode, Posting, RailName
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.words import Bilingual
from kiosk.payments.next_action import Call
from kiosk.payments.outcome import Closed, NotFound, Open, Paid, Refunded
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.transition import Reply

START = datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI)
FEN = Fen(40_000)
MOMENTS = tuple(START + timedelta(seconds=seconds) for seconds in (1, 30, 200, 320, 400))
"""Too early to take a scanned code back; in the window; after it; after the expiry; after the grace."""
AFTER_WINDOW, AFTER_EXPIRY, LAST = 2, 3, 4
_PAID_STATES = frozenset(
    {
        AttemptState.PAID,
        AttemptState.POST_INTENT,
        AttemptState.POSTED,
        AttemptState.VOID_INTENT,
        AttemptState.REFUND_INTENT,
        AttemptState.REFUNDED,
    }
)

KINDS = (
    (RailName.ALIPAY, PaymentMode.SHOWN_CODE),
    (RailName.WECHAT, PaymentMode.SHOWN_CODE),
    (RailName.ALIPAY, PaymentMode.SCANNED_CODE),
    (RailName.WECHAT, PaymentMode.SCANNED_CODE),
    (RailName.CARD, PaymentMode.TERMINAL),
)


class Trade(StrEnum):
    """What a gateway holds under an attempt's number."""

    NONE = "none"
    CODE = "code"
    """Alipay's, before the phone scans it: to every question there is no such trade."""
    OPEN = "open"
    PAID = "paid"
    CLOSED = "closed"
    GIVEN_BACK = "given back"
    """Paid, and taken back by a cancelling."""
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True)
class Way:
    """One attempt: the kiosk's record, its own time, the gateway's trade and what is still on the wire."""

    record: AttemptRecord
    moment: int = 0
    clock: int = 0
    """The moment by the kiosk's clock, which may have been set back."""
    trade: Trade = Trade.NONE
    refunds: frozenset[str] = frozenset()
    """The numbers under which the gateway has paid a refund out."""
    late_create: bool = False
    late_close: bool = False
    late_post: bool = False

    @property
    def over(self) -> bool:
        """Whether it is closed and nothing can happen to it any more."""
        payable = self.late_create or self.trade in {Trade.CODE, Trade.OPEN}
        moving = self.late_close or self.late_post or (payable and self.moment < LAST)
        return self.record.state is AttemptState.CLOSED and self.trade is not Trade.PAID and not moving


@dataclass(frozen=True, slots=True)
class State:
    """Everything at one moment."""

    ways: tuple[Way, ...]
    order: str = "open"
    """`open`, `void`, or the number of the attempt that was posted."""
    settled_elsewhere: bool = False

    def put(self, index: int, way: Way) -> "State":
        """Replace one attempt."""
        return replace(self, ways=(*self.ways[:index], way, *self.ways[index + 1 :]))


def reduced(state: State) -> State:
    """Forget what can have no effect any more, so that states meet again."""
    open_still = state.order == "open"
    ways = tuple(_reduced(way, open_still) for way in state.ways)
    return State(ways, state.order, settled_elsewhere=state.settled_elsewhere and open_still)


@cache
def _reduced(way: Way, order_is_open: bool) -> Way:
    final_trade = way.trade in {Trade.CLOSED, Trade.GIVEN_BACK, Trade.REFUNDED}
    timeless = final_trade or way.record.state in _PAID_STATES
    late_create = way.late_create and way.trade is Trade.NONE and way.moment < LAST
    scanned = way.record.mode is PaymentMode.SCANNED_CODE
    closable = late_create or way.trade is Trade.OPEN or (scanned and way.trade is Trade.PAID)
    way = replace(
        way,
        moment=LAST if timeless else way.moment,
        clock=LAST if timeless else way.clock,
        late_create=late_create,
        late_close=way.late_close and closable,
        late_post=way.late_post and order_is_open,
    )
    if not way.over:
        return way
    ended = fresh(int(way.record.attempt_no[-1]))
    return replace(ended, record=replace(ended.record, state=AttemptState.CLOSED), moment=LAST, clock=LAST)


def fresh(number: int, rail: RailName = RailName.ALIPAY, mode: PaymentMode = PaymentMode.SHOWN_CODE) -> Way:
    """Make an attempt of which only the intent is written."""
    return Way(
        AttemptRecord(
            attempt_no=f"100001-{number}",
            order_id="order",
            rail=rail,
            mode=mode,
            fen=FEN,
            subject="premium",
            state=AttemptState.PAY_INTENT,
            created_at=START,
            window_ends_at=START + timedelta(seconds=180),
            expires_at=START + timedelta(seconds=300),
        )
    )


def created(way: Way) -> Iterator[Way]:
    """Give what a creation that arrives may make of a trade; nothing if the number is taken or too old."""
    if way.trade is not Trade.NONE or way.moment == LAST:
        yield way
        return
    shown = way.record.mode is PaymentMode.SHOWN_CODE
    unscanned = shown and way.record.rail is RailName.ALIPAY
    yield replace(way, trade=Trade.CODE if unscanned else Trade.OPEN)
    if not shown and way.moment <= AFTER_WINDOW:
        yield replace(way, trade=Trade.PAID)


def closed(way: Way) -> Way:
    """Close a trade; a scanned code that was paid is given back."""
    if way.trade is Trade.OPEN:
        return replace(way, trade=Trade.CLOSED)
    if way.trade is Trade.PAID and way.record.mode is PaymentMode.SCANNED_CODE:
        return replace(way, trade=Trade.GIVEN_BACK)
    return way


def post(state: State, way: Way) -> tuple[State, Reply]:
    """Enter an attempt in the ledger, once."""
    if state.order == "void":
        return state, refused(ProblemCode.VOIDED)
    if state.order not in {"open", way.record.attempt_no}:
        return state, refused(ProblemCode.POSTED_BY_OTHER_ATTEMPT)
    if state.order == "open" and state.settled_elsewhere:
        return state, refused(ProblemCode.SETTLED_ELSEWHERE)
    return replace(state, order=way.record.attempt_no), Posting("posting", "order", START)


def serve(state: State, index: int, call: Call) -> Iterator[tuple[State, Reply]]:
    """Let a call arrive, and give what may come of it."""
    way = state.ways[index]
    match call:
        case Call.POST:
            yield post(state, way)
        case Call.VOID if state.order in {"open", "void"}:
            yield replace(state, order="void"), Order("order", OrderState.VOIDED, FEN, START)
        case Call.VOID:
            yield state, refused(ProblemCode.ALREADY_POSTED)
        case Call.CREATE:
            for made in created(way):
                yield state.put(index, made), Open("code") if _shows(made) else told(made)
        case Call.CLOSE:
            way = closed(way)
            taken = way.record.mode is PaymentMode.SCANNED_CODE
            yield state.put(index, way), Open() if taken else told(way)
        case Call.REFUND | Call.QUERY_REFUND:
            way = _refunded(way) if call is Call.REFUND else way
            paid_out = way.record.refund_no in way.refunds
            yield state.put(index, way), Refunded(FEN) if paid_out else NotFound()
        case Call.QUERY:
            yield state, told(way)


def _refunded(way: Way) -> Way:
    if way.trade not in {Trade.PAID, Trade.REFUNDED}:
        return way
    return replace(way, trade=Trade.REFUNDED, refunds=way.refunds | {way.record.refund_no or ""})


def _shows(way: Way) -> bool:
    return way.record.mode is PaymentMode.SHOWN_CODE and way.trade in {Trade.CODE, Trade.OPEN}


def told(way: Way) -> Reply:
    """Say what a gateway says of a trade: Alipay calls one that was given back closed."""
    match way.trade:
        case Trade.OPEN:
            return Open()
        case Trade.PAID:
            return Paid(FEN, "trade", START)
        case Trade.GIVEN_BACK if way.record.rail is RailName.ALIPAY:
            return Closed()
        case Trade.CLOSED:
            return Closed()
        case Trade.GIVEN_BACK | Trade.REFUNDED:
            return Refunded(FEN)
        case Trade.NONE | Trade.CODE:
            return NotFound()


def refused(code: ProblemCode) -> Problem:
    """Refuse with a code."""
    return Problem(code, Bilingual("", ""))
