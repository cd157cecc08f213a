"""Contract: who may activate an e-voucher, and what its codes are good for."""

import asyncio

import pytest

from kiosk.bureau.embedded import EmbeddedBureau
from kiosk.domain.people import EVoucherActivation, EVoucherEvidence, Session
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


def bind(counter: Counter, activation: EVoucherActivation) -> str | None:
    """Let a phone scan the code on the screen."""
    return counter.clerk.bind_evoucher(activation.binding_code.reveal(), counter.clock.now())


def activate(counter: Counter) -> EVoucherActivation:
    session = asyncio.run(counter.log_in())
    activation = asyncio.run(counter.bureau.activate_evoucher(session.session_id, "2026-11"))
    assert isinstance(activation, EVoucherActivation)
    return activation


def test_who_has_proven_to_be_the_holder_activates_an_e_voucher_and_ties_it_to_one_phone(
    counter: Counter,
) -> None:
    activation = activate(counter)
    assert bind(counter, activation) == RESIDENT
    assert bind(counter, activation) is None


def test_activating_again_ends_the_code_before(counter: Counter) -> None:
    first, second = activate(counter), activate(counter)
    assert bind(counter, first) is None
    assert bind(counter, second) == RESIDENT


def test_a_binding_code_lapses(counter: Counter) -> None:
    activation = activate(counter)
    asyncio.run(counter.clock.advance(300))
    assert bind(counter, activation) is None


def test_an_e_voucher_alone_activates_none(counter: Counter) -> None:
    session = log_in(counter, show(counter))
    assert isinstance(session, Session)
    refused = asyncio.run(counter.bureau.activate_evoucher(session.session_id, "2026-11"))
    assert code(refused) is ProblemCode.ASSURANCE_TOO_LOW


def test_nobody_activates_after_the_session_has_ended(counter: Counter) -> None:
    session = asyncio.run(counter.log_in())
    asyncio.run(counter.bureau.close_session(session.session_id))
    refused = asyncio.run(counter.bureau.activate_evoucher(session.session_id, "2026-11"))
    assert code(refused) is ProblemCode.SESSION_ENDED
