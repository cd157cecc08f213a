"""Contract: logging in by the face instead of the PIN, and what is kept of it."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.people import (
    CardEvidence,
    EVoucherActivation,
    EVoucherEvidence,
    FaceMatch,
    IdentityCardEvidence,
    ReferencePhoto,
    Session,
    SessionEvidence,
)
from kiosk.domain.problems import ProblemCode
from kiosk.domain.secret import Secret
from tests.bureau.counter import CITIZENS, RESIDENT, Counter, code, evidence
from tests.bureau.test_sessions import IDENTITY_CARD

MATCH = FaceMatch("rendered-citizens")
CARD = replace(evidence(CITIZENS[RESIDENT]), pin_verified=False)
PHOTO = b"a photo"


@pytest.fixture(params=[CARD, IDENTITY_CARD], ids=["card", "identity-card"])
def named(request: pytest.FixtureRequest) -> CardEvidence | IdentityCardEvidence:
    """Say by which card somebody names themselves."""
    by: CardEvidence | IdentityCardEvidence = request.param
    return by


@pytest.fixture
def with_photo(counter: Counter, tmp_path: Path) -> Counter:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / f"{RESIDENT}.jpg").write_bytes(PHOTO)
    (folder / "nobody.jpg").write_bytes(b"of a stranger")
    counter.clerk.take_up_photos(folder)
    return counter


def test_a_recognised_face_proves_as_much_as_the_pin(
    counter: Counter, named: CardEvidence | IdentityCardEvidence
) -> None:
    session = asyncio.run(counter.bureau.open_session(replace(named, face=MATCH)))
    assert isinstance(session, Session)
    assert (session.person, session.assurance) == (RESIDENT, 3)


def test_neither_face_nor_pin_is_not_enough_for_a_card(counter: Counter) -> None:
    assert code(asyncio.run(counter.bureau.open_session(CARD))) is ProblemCode.AUTH_FAILED


def test_a_photo_is_handed_out_for_a_card(
    with_photo: Counter, named: CardEvidence | IdentityCardEvidence
) -> None:
    photo = asyncio.run(with_photo.bureau.reference_photo(named, "2026-11"))
    assert photo == ReferencePhoto(PHOTO)
    assert "photo" not in repr(photo).removeprefix("ReferencePhoto")


def test_who_has_no_photo_is_told_so(counter: Counter) -> None:
    assert code(asyncio.run(counter.bureau.reference_photo(CARD, "2026-11"))) is ProblemCode.NOT_FOUND


def test_a_photo_is_refused_for_what_a_login_is_refused_for(with_photo: Counter) -> None:
    wrong = replace(CARD, name=Secret("林小雨"))
    assert code(asyncio.run(with_photo.bureau.reference_photo(wrong, "2026-11"))) is ProblemCode.AUTH_FAILED
    lost = evidence(CITIZENS["c12_f76"])
    assert code(asyncio.run(with_photo.bureau.reference_photo(lost, "2026-11"))) is ProblemCode.CARD_LOST


def by_evoucher(counter: Counter) -> Session:
    """Log the resident in by the code on their phone."""
    shown = EVoucherEvidence(Secret(counter.clerk.show_evoucher(RESIDENT, counter.clock.now())))
    session = asyncio.run(counter.bureau.open_session(shown))
    assert isinstance(session, Session)
    return session


def test_a_recognised_face_raises_the_session_of_an_e_voucher_long_after_its_code_has_lapsed(
    with_photo: Counter,
) -> None:
    session = by_evoucher(with_photo)
    asyncio.run(with_photo.clock.advance(600))
    evidence = SessionEvidence(session.session_id)
    assert asyncio.run(with_photo.bureau.reference_photo(evidence, "2026-11")) == ReferencePhoto(PHOTO)
    raised = asyncio.run(with_photo.bureau.open_session(replace(evidence, face=MATCH)))
    assert isinstance(raised, Session)
    assert (raised.session_id, raised.person, raised.assurance) == (session.session_id, RESIDENT, 3)
    activation = asyncio.run(with_photo.bureau.activate_evoucher(session.session_id, "2026-11"))
    assert isinstance(activation, EVoucherActivation)


def test_proving_a_session_again_because_the_answer_was_lost_gives_the_same(counter: Counter) -> None:
    proof = SessionEvidence(by_evoucher(counter).session_id, MATCH)
    first, second = (asyncio.run(counter.bureau.open_session(proof)) for _ in range(2))
    assert first == second


def test_a_session_raises_itself_by_nothing_but_a_face(counter: Counter) -> None:
    session = by_evoucher(counter)
    raised = asyncio.run(counter.bureau.open_session(SessionEvidence(session.session_id)))
    assert code(raised) is ProblemCode.AUTH_FAILED
    activation = asyncio.run(counter.bureau.activate_evoucher(session.session_id, "2026-11"))
    assert code(activation) is ProblemCode.ASSURANCE_TOO_LOW


def test_a_session_that_has_ended_gets_no_photo_and_proves_nothing(with_photo: Counter) -> None:
    session = by_evoucher(with_photo)
    asyncio.run(with_photo.bureau.close_session(session.session_id))
    proof = SessionEvidence(session.session_id, MATCH)
    assert code(asyncio.run(with_photo.bureau.reference_photo(proof, "2026-11"))) is ProblemCode.SESSION_ENDED
    assert code(asyncio.run(with_photo.bureau.open_session(proof))) is ProblemCode.SESSION_ENDED
