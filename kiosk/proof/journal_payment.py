"""What a payment writes into the journal, commit by commit."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from kiosk.domain.clock import Clock
from kiosk.domain.money import Fen
from kiosk.domain.orders import Order, OrderLine, OrderRequest, OrderState, PaymentMode, RailName
from kiosk.payments.journal import Journal
from kiosk.payments.order_record import OrderStage
from kiosk.payments.record import AttemptRecord, AttemptState

_FEN = Fen(40_000)
_WAY = (AttemptState.OPEN, AttemptState.PAID, AttemptState.POST_INTENT, AttemptState.POSTED)
Entry = tuple[str, str]
"""What an event is about, such as `attempts:100001...`, and the state entered."""


def commits_of_payment(journal: Journal, clock: Clock, number: int) -> Iterator[tuple[Entry, ...]]:
    """Write a payment that goes well, and after each commit give the events that it has written."""
    order_id, attempt_no, posting_no = f"order-{number}", f"100001{number:026}", f"posting-{number}"
    order, attempt, print_ = f"orders:{order_id}", f"attempts:{attempt_no}", f"prints:{posting_no}/1"
    lines = (OrderLine(f"bill-{number}", 1),)
    journal.order_started(OrderRequest(order_id, "session", "person", "person", lines, _FEN))
    yield ((order, OrderStage.NEW),)
    journal.order_opened(Order(order_id, OrderState.OPEN, _FEN, clock.now() + timedelta(seconds=900)))
    yield ((order, OrderStage.OPEN),)
    record = AttemptRecord(
        attempt_no=attempt_no,
        order_id=order_id,
        rail=RailName.WECHAT,
        mode=PaymentMode.SHOWN_CODE,
        fen=_FEN,
        subject="social insurance",
        state=AttemptState.PAY_INTENT,
        created_at=clock.now(),
        window_ends_at=clock.now() + timedelta(seconds=180),
        expires_at=clock.now() + timedelta(seconds=300),
    )
    journal.attempt_started(record)
    yield ((attempt, record.state),)
    for state in _WAY:
        changed = replace(record, state=state)
        if state is AttemptState.PAID:
            changed = replace(changed, paid_fen=_FEN, trade_no=f"trade-{number}", paid_at=clock.now())
        if state is AttemptState.POSTED:
            changed = replace(changed, posting_no=posting_no)
        journal.attempt_changed(record, changed, OrderStage.POSTED if changed.final else None)
        yield ((attempt, state), *(((order, OrderStage.POSTED),) if changed.final else ()))
        record = changed
    count = journal.print_started(posting_no)
    yield ((print_, "started"),)
    journal.print_ended(posting_no, count, printed=True)
    yield ((print_, "printed"),)
