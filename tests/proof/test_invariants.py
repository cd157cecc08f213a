"""Each invariant between the three books can break, and is then named."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.money import Fen
from kiosk.domain.orders import OrderLine, PaymentMode, RailName
from kiosk.payments.order_record import OrderRecord, OrderStage
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.proof.books import Books, BureauOrder, Event, Print, Trade
from kiosk.proof.crash_kiosk import START
from kiosk.proof.crash_visits import CITIZENS
from kiosk.proof.invariants import broken, unsettled
from kiosk.proof.personal_data import personal_data
from kiosk.world.citizens import load_citizens

NUMBER, FEN = "100001A", Fen(40_000)
ATTEMPT = AttemptRecord(
    attempt_no=NUMBER,
    order_id="order",
    rail=RailName.WECHAT,
    mode=PaymentMode.SHOWN_CODE,
    fen=FEN,
    subject="social insurance",
    state=AttemptState.POSTED,
    created_at=START,
    window_ends_at=START + timedelta(seconds=180),
    expires_at=START + timedelta(seconds=300),
    trade_no="trade",
    paid_fen=FEN,
    paid_at=START,
    posting_no="posting",
)
ORDER = OrderRecord(
    "order", OrderStage.POSTED, "person", "person", (OrderLine("bill", 1),), FEN, START, None, None
)
TRADE = Trade(NUMBER, FEN, FEN, ())
POSTED = BureauOrder(
    "order", FEN, FEN, (), voided=False, posting_no="posting", attempt_no=NUMBER, posted_fen=FEN
)
VOIDED = replace(POSTED, voided=True, posting_no=None, attempt_no=None, posted_fen=0)
PAID = Books(
    trades=(TRADE,),
    bureau=(POSTED,),
    orders=(ORDER,),
    attempts=(ATTEMPT,),
    history=(Event("attempts:A", "paid"), Event("attempts:A", "posted")),
    prints=(Print("posting", 1),),
    papers=("posting",),
)
CLOSED = replace(ATTEMPT, state=AttemptState.CLOSED)
REFUND = (f"{NUMBER}R1", FEN)


def test_nothing_is_wrong_with_a_payment_that_went_well() -> None:
    assert [*broken(PAID), *unsettled(PAID)] == []


@pytest.mark.parametrize(
    ("books", "said"),
    [
        (replace(PAID, trades=(replace(TRADE, refunds=(REFUND,)),)), "I1: "),
        (replace(PAID, trades=(replace(TRADE, refunds=(REFUND,)),)), "I2: "),
        (replace(PAID, trades=(replace(TRADE, paid_fen=0),)), "I3: "),
        (replace(PAID, trades=()), "I3: "),
        (replace(PAID, attempts=(replace(ATTEMPT, state=AttemptState.POST_INTENT),)), "I4: "),
        (replace(PAID, papers=("posting", "posting")), "I4: "),
        (replace(PAID, bureau=(VOIDED,)), "the bureau has no posting"),
        (replace(PAID, bureau=(replace(POSTED, locks=("bill",)), replace(VOIDED, locks=("bill",)))), "I6: "),
        (replace(PAID, trades=(replace(TRADE, refunds=(REFUND, (f"{NUMBER}R2", 1))),)), "I7: "),
        (replace(PAID, trades=(replace(TRADE, refunds=(("other", FEN),)),)), "I7: "),
        (replace(PAID, history=(*PAID.history, Event("attempts:A", "closed"))), "I8: "),
        (replace(PAID, bureau=(replace(POSTED, lines_fen=1),)), "I9: "),
        (replace(PAID, attempts=(replace(ATTEMPT, fen=Fen(1)),)), "I9: "),
        (replace(PAID, trades=(replace(TRADE, fen=40_000.0),)), "I12: "),  # type: ignore[arg-type]
        (replace(PAID, attempts=()), "of which the journal knows nothing"),
        (replace(PAID, attempts=(CLOSED,)), "told as closed"),
        (replace(PAID, attempts=(replace(ATTEMPT, state=AttemptState.REFUNDED),)), "told as refunded"),
    ],
)
def test_a_broken_invariant_is_named(books: Books, said: str) -> None:
    assert any(line.startswith(said) or said in line for line in broken(books))


def test_two_payments_of_one_order_are_named() -> None:
    other = replace(ATTEMPT, attempt_no="100001B", state=AttemptState.PAID, posting_no=None)
    twice = replace(PAID, trades=(TRADE, replace(TRADE, attempt_no="100001B")), attempts=(ATTEMPT, other))
    assert any(line.startswith("I5: ") for line in broken(twice))


@pytest.mark.parametrize(
    ("books", "said"),
    [
        (replace(PAID, bureau=(VOIDED,)), "I1: "),
        (replace(PAID, attempts=(replace(ATTEMPT, state=AttemptState.PAID),)), "I10: 100001A"),
        (replace(PAID, orders=(replace(ORDER, stage=OrderStage.OPEN),)), "I10: order"),
        (replace(PAID, bureau=(replace(VOIDED, voided=False, locks=("bill",)),)), "I6: "),
    ],
)
def test_what_stays_open_is_named(books: Books, said: str) -> None:
    assert any(line.startswith(said) for line in unsettled(books))


def test_money_that_a_person_must_look_at_is_not_called_lost() -> None:
    aside = replace(ATTEMPT, state=AttemptState.QUARANTINED, posting_no=None)
    books = replace(PAID, bureau=(VOIDED,), attempts=(aside,), prints=(), papers=())
    assert not any(line.startswith("I1: ") for line in unsettled(books))


@pytest.mark.parametrize("encoding", ["utf-8", "unicode_escape"])
def test_personal_data_in_a_file_is_named(tmp_path: Path, encoding: str) -> None:
    citizens = load_citizens(CITIZENS)
    log = tmp_path / "kiosk.log"
    log.write_bytes(b"\x00 nothing of " + citizens[0].id.encode())
    assert list(personal_data([log], citizens)) == []
    log.write_bytes(b"\x00 paid by " + citizens[0].name.encode(encoding))
    assert list(personal_data([log], citizens)) == [f"I11: kiosk.log holds the name of {citizens[0].id}"]
    log.write_bytes(citizens[1].identity_number.encode())
    assert list(personal_data([log], citizens)) == [
        f"I11: kiosk.log holds the identity number of {citizens[1].id}"
    ]
