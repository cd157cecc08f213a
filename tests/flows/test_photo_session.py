"""What is said to somebody of whom a photo for a card is taken, and when it is taken."""

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.people import CardPhoto
from kiosk.faces import IdPhotoProblem
from kiosk.flows.face_services import FaceServices
from kiosk.flows.payment.card_photo_words import INSTRUCTIONS, KEEP_STILL
from kiosk.flows.payment.photo_session import PhotoSession

FRAME = 1 / 15
"""Seconds from one to the next."""
GOOD = CardPhoto(b"a photo")
LEGIBLE = 0.8
NO_FACES = cast("FaceServices", None)


def session() -> PhotoSession:
    return PhotoSession(NO_FACES, 0.0)


def test_every_problem_has_its_own_words() -> None:
    assert set(INSTRUCTIONS) == set(IdPhotoProblem)
    assert len({title for title, _ in INSTRUCTIONS.values()} | {KEEP_STILL[0]}) == len(IdPhotoProblem) + 1


@pytest.mark.parametrize("problem", IdPhotoProblem)
def test_what_is_to_be_mended_is_said_once_the_words_before_could_be_read(problem: IdPhotoProblem) -> None:
    one = session()
    before = one.view.title
    one.take(problem, LEGIBLE / 2)
    assert one.view.title == before
    one.take(problem, LEGIBLE)
    assert (one.view.title, one.view.sentence) == INSTRUCTIONS[problem]


def test_the_photo_is_taken_once_the_rules_have_held_for_as_long_as_it_takes_to_read_keep_still() -> None:
    one = session()
    number, photo = 0, None
    while photo is None:
        number += 1
        photo = one.take(GOOD, LEGIBLE + number * FRAME)
        assert (one.view.title, one.view.sentence) == KEEP_STILL
    assert photo is GOOD
    assert 1.0 < number * FRAME < 2.0


def test_a_moment_in_which_a_rule_is_broken_puts_it_off() -> None:
    one = session()
    one.take(GOOD, 1.0)
    assert one.take(GOOD, 2.0) is None
    assert one.take(IdPhotoProblem.EYES_CLOSED, 2.1) is None
    assert one.take(GOOD, 5.0) is None
    assert one.take(GOOD, 5.1) is None
    assert one.view.share < 1


@given(st.lists(st.sampled_from([GOOD, *IdPhotoProblem]), max_size=60))
def test_a_photo_follows_three_good_frames_in_a_row_and_never_fewer(
    answers: list[CardPhoto | IdPhotoProblem],
) -> None:
    one = session()
    for number, answer in enumerate(answers):
        if one.take(answer, number * 1.0):
            assert answers[max(0, number - 2) : number + 1] == [GOOD] * 3
            return
        assert 0 <= one.view.share < 1
