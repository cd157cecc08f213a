"""Contract: logging in by the face instead of the PIN, and what is kept of it."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.people import CardEvidence, FaceMatch, IdentityCardEvidence, ReferencePhoto, Session
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
