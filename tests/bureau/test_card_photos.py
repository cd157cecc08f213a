"""Contract: whose photo is kept for the next card."""

import asyncio

from kiosk.domain.people import CardPhoto, EVoucherEvidence, Session
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.secret import Secret
from tests.bureau.counter import RESIDENT, Counter, code

CONSENT = "2026-11"
PHOTO = CardPhoto(b"a photo")


def keep(counter: Counter, session: Session, photo: CardPhoto = PHOTO) -> Problem | None:
    return asyncio.run(counter.bureau.keep_card_photo(session.session_id, photo, CONSENT))


def test_the_photo_of_who_has_proven_to_be_the_holder_waits_for_a_clerk(counter: Counter) -> None:
    assert keep(counter, asyncio.run(counter.log_in())) is None
    assert counter.clerk.card_photo(RESIDENT) == PHOTO


def test_a_new_photo_takes_the_place_of_the_one_before(counter: Counter) -> None:
    session, better = asyncio.run(counter.log_in()), CardPhoto(b"a better photo")
    keep(counter, session)
    assert keep(counter, session, better) is None
    assert counter.clerk.card_photo(RESIDENT) == better


def test_an_e_voucher_alone_hands_in_no_photo(counter: Counter) -> None:
    shown = EVoucherEvidence(Secret(counter.clerk.show_evoucher(RESIDENT, counter.clock.now())))
    session = asyncio.run(counter.bureau.open_session(shown))
    assert isinstance(session, Session)
    assert code(keep(counter, session)) is ProblemCode.ASSURANCE_TOO_LOW
    assert counter.clerk.card_photo(RESIDENT) is None


def test_nobody_hands_in_a_photo_after_the_session_has_ended(counter: Counter) -> None:
    session = asyncio.run(counter.log_in())
    asyncio.run(counter.bureau.close_session(session.session_id))
    assert code(keep(counter, session)) is ProblemCode.SESSION_ENDED


def test_a_photo_does_not_show_where_it_is_written_about() -> None:
    assert "a photo" not in repr(PHOTO)
