"""Contract: an e-voucher's code is good for one login within a minute."""

import asyncio

import pytest

from kiosk.bureau.embedded import EmbeddedBureau
from kiosk.domain.people import EVoucherEvidence, Session
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.secret import Secret
from tests.bureau.counter import RESIDENT, Counter, code


def show(counter: Counter) -> EVoucherEvidence:
    """Let the resident's phone show a code."""
    return EVoucherEvidence(Secret(counter.clerk.show_evoucher(RESIDENT, counter.clock.now())))


def log_in(counter: Counter, evidence: EVoucherEvidence) -> Session | Problem:
    return asyncio.run(counter.bureau.open_session(evidence))


def test_an_e_voucher_logs_its_holder_in_with_the_assurance_of_no_pin(counter: Counter) -> None:
    session = log_in(counter, show(counter))
    assert isinstance(session, Session)
    assert (session.person, session.assurance) == (RESIDENT, 2)


def test_a_code_is_good_once(counter: Counter) -> None:
    shown = show(counter)
    log_in(counter, shown)
    assert code(log_in(counter, shown)) is ProblemCode.EVOUCHER_REFUSED


@pytest.mark.parametrize(("age", "good"), [(59, True), (60, False)])
def test_a_code_is_good_for_a_minute(counter: Counter, age: int, *, good: bool) -> None:
    shown = show(counter)
    asyncio.run(counter.clock.advance(age))
    assert isinstance(log_in(counter, shown), Session) is good


def test_who_reads_the_store_cannot_log_in(counter: Counter) -> None:
    shown = show(counter)
    assert isinstance(counter.bureau, EmbeddedBureau)
    row = counter.bureau.store.row("select * from evoucher_codes")
    assert row is not None
    assert shown.code.reveal() not in map(str, row.values())
