"""The three-way match: every attempt gets one verdict, and no money falls between two."""

from datetime import datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import SHANGHAI
from kiosk.domain.money import Fen
from kiosk.domain.orders import LedgerEntry, PaymentMode, RailName
from kiosk.payments.bill import BillKind, BillRow
from kiosk.payments.reconciliation import SETTLED, Match, Verdict, match
from kiosk.payments.record import AttemptRecord, AttemptState

KIOSK = "999901"
NUMBER = f"{KIOSK}01JD0000000000000000000001"
FEN = Fen(40_000)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
PAID_STATES = {
    AttemptState.PAID,
    AttemptState.POST_INTENT,
    AttemptState.POSTED,
    AttemptState.VOID_INTENT,
    AttemptState.REFUND_INTENT,
    AttemptState.REFUNDED,
    AttemptState.QUARANTINED,
}


def paid_row(fen: int = FEN, number: str = NUMBER) -> tuple[RailName, BillRow]:
    return RailName.WECHAT, BillRow(number, "42", BillKind.PAYMENT, Fen(fen), None, NOON)


def refund_row(fen: int = FEN, number: str = NUMBER) -> tuple[RailName, BillRow]:
    return RailName.WECHAT, BillRow(number, "42", BillKind.REFUND, Fen(fen), f"{number}R1", NOON)


def posted(fen: int = FEN, number: str = NUMBER) -> LedgerEntry:
    return LedgerEntry("20261122000001", NOON, "order-1", number, RailName.WECHAT, "42", Fen(fen), NOON)


def attempt(state: AttemptState, fen: int = FEN, number: str = NUMBER) -> AttemptRecord:
    return AttemptRecord(
        attempt_no=number,
        order_id="order-1",
        rail=RailName.WECHAT,
        mode=PaymentMode.SHOWN_CODE,
        fen=Fen(fen),
        subject="premium",
        state=state,
        created_at=NOON,
        window_ends_at=NOON + timedelta(seconds=180),
        expires_at=NOON + timedelta(seconds=300),
        paid_fen=Fen(fen) if state in PAID_STATES else None,
    )


@pytest.mark.parametrize(
    ("bill", "ledger", "journal", "verdict"),
    [
        ([paid_row()], [posted()], AttemptState.POSTED, Verdict.MATCHED),
        ([paid_row(), refund_row()], [], AttemptState.REFUNDED, Verdict.GIVEN_BACK),
        ([paid_row(), refund_row()], [], AttemptState.CLOSED, Verdict.GIVEN_BACK),
        ([paid_row()], [], AttemptState.POST_INTENT, Verdict.IN_FLIGHT),
        ([paid_row()], [posted()], AttemptState.POST_INTENT, Verdict.IN_FLIGHT),
        ([paid_row(), refund_row()], [], AttemptState.REFUND_INTENT, Verdict.IN_FLIGHT),
        ([paid_row()], [], AttemptState.CLOSED, Verdict.LONG),
        ([paid_row()], [], None, Verdict.LONG),
        ([], [posted()], AttemptState.POSTED, Verdict.SHORT),
        ([], [posted()], None, Verdict.SHORT),
        ([paid_row(FEN + 1)], [posted()], AttemptState.POSTED, Verdict.AMOUNT_DIFFERS),
        ([paid_row()], [posted(FEN + 1)], AttemptState.POSTED, Verdict.AMOUNT_DIFFERS),
        ([paid_row(), paid_row()], [posted()], AttemptState.POSTED, Verdict.AMOUNT_DIFFERS),
        ([paid_row(), refund_row()], [posted()], AttemptState.POSTED, Verdict.REFUND_DIFFERS),
        ([paid_row(), refund_row(1)], [], AttemptState.REFUNDED, Verdict.REFUND_DIFFERS),
        ([paid_row()], [], AttemptState.REFUNDED, Verdict.REFUND_DIFFERS),
        ([], [], AttemptState.POSTED, Verdict.KIOSK_ONLY),
        ([paid_row()], [posted()], AttemptState.CLOSED, Verdict.JOURNAL_DIFFERS),
        ([paid_row()], [posted()], None, Verdict.JOURNAL_DIFFERS),
    ],
)
def test_each_story_of_an_attempt_has_its_verdict(
    bill: list[tuple[RailName, BillRow]],
    ledger: list[LedgerEntry],
    journal: AttemptState | None,
    verdict: Verdict,
) -> None:
    (found,) = match(KIOSK, bill, ledger, [attempt(journal)] if journal else [])
    assert found.verdict is verdict


def test_a_trade_of_another_kiosk_is_told_apart_and_nobodys_trouble() -> None:
    (found,) = match(KIOSK, [paid_row(number="999902" + NUMBER[6:])], [], [])
    assert found.verdict is Verdict.OTHER_KIOSK
    assert found.verdict in SETTLED


def test_an_attempt_that_took_no_money_is_in_no_match() -> None:
    assert match(KIOSK, [], [], [attempt(AttemptState.CLOSED)]) == ()


AMOUNTS = st.integers(1, 3)
STORIES = st.tuples(
    st.sampled_from([KIOSK, "999902"]),
    st.lists(AMOUNTS, max_size=2),
    st.lists(AMOUNTS, max_size=2),
    st.none() | AMOUNTS,
    st.none() | st.tuples(st.sampled_from(sorted(AttemptState)), AMOUNTS),
)


@given(st.lists(STORIES, max_size=6))
def test_the_verdicts_are_total_and_the_money_of_each_book_adds_up(
    stories: list[tuple[str, list[int], list[int], int | None, tuple[AttemptState, int] | None]],
) -> None:
    bills, ledger, attempts = list[tuple[RailName, BillRow]](), list[LedgerEntry](), list[AttemptRecord]()
    for index, (kiosk, payments, refunds, entry, record) in enumerate(stories):
        number = f"{kiosk}{index:026}"
        bills += [paid_row(fen, number) for fen in payments] + [refund_row(fen, number) for fen in refunds]
        ledger += [posted(entry, number)] if entry else []
        attempts += [attempt(record[0], record[1], number)] if record else []
    matches = match(KIOSK, bills, ledger, attempts)
    assert len({found.attempt_no for found in matches}) == len(matches)
    assert _sum(matches, "gateway_fen") == sum(r.fen for _, r in bills if r.kind is BillKind.PAYMENT)
    assert _sum(matches, "ledger_fen") == sum(entry.paid_fen for entry in ledger)
    assert _sum(matches, "journal_fen") == sum(record.paid_fen or 0 for record in attempts)
    for found in matches:
        if found.verdict is Verdict.MATCHED:
            assert found.gateway_fen == found.ledger_fen == found.journal_fen
            assert found.refunded_fen == 0
        if found.verdict is Verdict.GIVEN_BACK:
            assert found.gateway_fen == found.refunded_fen
            assert found.ledger_fen is None


def test_every_verdict_can_be_reached() -> None:
    reached = set[Verdict]()
    for payments, refunds, entry, state, kiosk in product(
        ([], [1], [2]), ([], [1]), (None, 1), (None, *AttemptState), (KIOSK, "999902")
    ):
        number = kiosk + NUMBER[6:]
        found = match(
            KIOSK,
            [paid_row(fen, number) for fen in payments] + [refund_row(fen, number) for fen in refunds],
            [posted(entry, number)] if entry else [],
            [attempt(state, 1, number)] if state else [],
        )
        reached |= {each.verdict for each in found}
    assert reached == set(Verdict)


def _sum(matches: tuple[Match, ...], book: str) -> int:
    return sum(getattr(found, book) or 0 for found in matches)
