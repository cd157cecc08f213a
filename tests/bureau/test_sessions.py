"""Contract: who may log in, and for how long."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kiosk.domain.people import IdentityCardEvidence, Session
from kiosk.domain.problems import ProblemCode
from kiosk.domain.secret import Secret
from tests.bureau.counter import BASIC, CITIZENS, RESIDENT, SESSION_SECONDS, Counter, code, evidence

CARD = evidence(CITIZENS[RESIDENT])
IDENTITY_CARD = IdentityCardEvidence(
    Secret(CITIZENS[RESIDENT].identity_number), (Secret(CITIZENS[RESIDENT].name),), None, b""
)


def test_a_card_with_its_pin_logs_its_holder_in(counter: Counter) -> None:
    session = asyncio.run(counter.log_in())
    assert session.person == RESIDENT
    assert session.assurance == 3
    assert str(session.name) == "林**"
    assert session.identity_number.reveal() == CITIZENS[RESIDENT].identity_number


@pytest.mark.parametrize(
    "wrong",
    [
        replace(CARD, pin_verified=False),
        replace(CARD, name=Secret("林小雨")),
        replace(CARD, card_number=Secret("A00000000")),
        replace(CARD, social_security_number=Secret("11010519491231002X")),
        replace(CARD, identification_code=Secret("0" * 32)),
    ],
    ids=["no PIN", "name", "card number", "identity number", "chip"],
)
def test_a_card_that_differs_from_the_register_logs_nobody_in(counter: Counter, wrong: object) -> None:
    assert isinstance(wrong, type(CARD))
    assert code(asyncio.run(counter.bureau.open_session(wrong))) is ProblemCode.AUTH_FAILED


@pytest.mark.parametrize(
    ("citizen", "problem"),
    [("c10_m67", ProblemCode.CARD_EXPIRED), ("c12_f76", ProblemCode.CARD_LOST)],
)
def test_a_card_out_of_use_is_refused(counter: Counter, citizen: str, problem: ProblemCode) -> None:
    assert code(asyncio.run(counter.bureau.open_session(evidence(CITIZENS[citizen])))) is problem


def test_an_identity_card_logs_its_holder_in_without_a_pin_and_with_less_assurance(counter: Counter) -> None:
    session = asyncio.run(counter.bureau.open_session(IDENTITY_CARD))
    assert isinstance(session, Session)
    assert (session.person, session.assurance) == (RESIDENT, 2)
    assert session.card_number.reveal() == CITIZENS[RESIDENT].card.number


def test_a_foreigner_is_known_by_any_of_the_names_on_the_card(counter: Counter) -> None:
    foreigner = CITIZENS["c06_m41"]
    names = (Secret("朴俊浩"), Secret(foreigner.name))
    evidence = replace(IDENTITY_CARD, number=Secret(foreigner.identity_number), names=names)
    session = asyncio.run(counter.bureau.open_session(evidence))
    assert isinstance(session, Session)
    assert session.person == "c06_m41"


@pytest.mark.parametrize("citizen", ["c10_m67", "c12_f76"])
def test_an_identity_card_serves_where_the_other_card_is_expired_or_lost(
    counter: Counter, citizen: str
) -> None:
    holder = CITIZENS[citizen]
    evidence = replace(IDENTITY_CARD, number=Secret(holder.identity_number), names=(Secret(holder.name),))
    assert isinstance(asyncio.run(counter.bureau.open_session(evidence)), Session)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"number": Secret("11010519491231002X")}, ProblemCode.PERSON_UNKNOWN),
        ({"names": (Secret("林小雨"),)}, ProblemCode.AUTH_FAILED),
        ({"valid_until": date(2025, 1, 1)}, ProblemCode.IDENTITY_CARD_EXPIRED),
    ],
)
def test_an_identity_card_that_differs_from_the_register_logs_nobody_in(
    counter: Counter, wrong: dict[str, Any], problem: ProblemCode
) -> None:
    evidence = replace(IDENTITY_CARD, **wrong)
    assert code(asyncio.run(counter.bureau.open_session(evidence))) is problem


def test_an_identity_card_is_good_on_its_last_day(counter: Counter) -> None:
    evidence = replace(IDENTITY_CARD, valid_until=counter.clock.now().date())
    assert isinstance(asyncio.run(counter.bureau.open_session(evidence)), Session)


def test_a_card_is_good_on_its_last_day(counter: Counter) -> None:
    async def visit() -> None:
        days = (CITIZENS[RESIDENT].card.expires - counter.clock.now().date()).days
        await counter.clock.advance(days * 86_400)
        await counter.log_in()
        await counter.clock.advance(86_400)
        assert code(await counter.bureau.open_session(CARD)) is ProblemCode.CARD_EXPIRED

    asyncio.run(visit())


def test_a_session_ends_by_itself(counter: Counter) -> None:
    async def visit() -> None:
        session = await counter.log_in()
        wish = await counter.wish(session, BASIC)
        await counter.clock.advance(SESSION_SECONDS)
        assert code(await counter.bureau.bills(session.session_id, RESIDENT)) is ProblemCode.SESSION_ENDED
        assert code(await counter.bureau.create_order(wish)) is ProblemCode.SESSION_ENDED

    asyncio.run(visit())


def test_a_session_can_be_ended_twice_without_harm(counter: Counter) -> None:
    async def visit() -> None:
        session = await counter.log_in()
        for _ in range(2):
            assert await counter.bureau.close_session(session.session_id) is None
        assert code(await counter.bureau.bills(session.session_id, RESIDENT)) is ProblemCode.SESSION_ENDED

    asyncio.run(visit())


def test_nobody_sees_or_pays_the_bills_of_another(counter: Counter) -> None:
    async def visit() -> None:
        session = await counter.log_in("c05_f45")
        assert code(await counter.bureau.bills(session.session_id, RESIDENT)) is ProblemCode.NOT_FOUND
        wish = await counter.wish(await counter.log_in(), BASIC)
        wish = replace(wish, session_id=session.session_id)
        assert code(await counter.bureau.create_order(wish)) is ProblemCode.NOT_FOUND

    asyncio.run(visit())


def test_the_bureau_tells_the_time(counter: Counter) -> None:
    assert asyncio.run(counter.bureau.now()) == counter.clock.now()
