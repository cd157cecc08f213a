"""A movement counts if it is the one that was asked for, far enough, after it was asked for."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.faces.answers import Action
from kiosk.faces.calibration import MovementThresholds
from kiosk.faces.landmarks import Landmarks
from kiosk.faces.movements import Judgement, Shift, is_at_rest, is_movement, is_sheet, judge, shift

THRESHOLDS = MovementThresholds(
    turn=0.2,
    closed_eyes=0.7,
    open_mouth=0.3,
    same_face_cosine_at_least=0.3,
    same_face_distance_at_most=0.55,
)
FPS = 15
LATE = [0.0] * 9
"""More than the reaction time, at rest."""
CLOSED, OPEN = [0.4] * 3, [1.0] * 4


def turns(*amounts: float) -> list[Shift]:
    return [Shift(at / FPS, amount, 1.0, 1.0, 0.0) for at, amount in enumerate(amounts)]


def eyes(*amounts: float) -> list[Shift]:
    return [Shift(at / FPS, 0.0, 1.0, amount, 0.0) for at, amount in enumerate(amounts)]


def mouth(*amounts: float) -> list[Shift]:
    return [Shift(at / FPS, 0.0, 1.0, 1.0, amount) for at, amount in enumerate(amounts)]


def verdict(action: Action, shifts: Sequence[Shift]) -> Judgement | None:
    return judge(action, 0.0, shifts, 0.4, THRESHOLDS)


LEFT, RIGHT = [0.25] * 3, [-0.25] * 3
MADE = {
    "a turn to the left": (Action.TURN_LEFT, turns(*LATE, *LEFT)),
    "a turn to the right": (Action.TURN_RIGHT, turns(*LATE, *RIGHT)),
    "a shake that begins at the left": (Action.SHAKE_HEAD, turns(*LATE, *LEFT, 0, *RIGHT[:2])),
    "a shake that begins at the right": (Action.SHAKE_HEAD, turns(*LATE, *RIGHT, 0, *LEFT[:2])),
    "two blinks": (Action.BLINK_TWICE, eyes(*OPEN * 2, *CLOSED, *OPEN, *CLOSED, 1.0)),
    "closed eyes": (Action.CLOSE_EYES, eyes(*OPEN * 2, *[0.4] * 16)),
    "an open mouth": (Action.OPEN_MOUTH, mouth(*LATE, *[0.4] * 4)),
}
NOT_YET = {
    "nothing": (Action.TURN_LEFT, turns(*LATE)),
    "no pictures": (Action.BLINK_TWICE, []),
    "a turn that is too small": (Action.TURN_LEFT, turns(*LATE, *[0.19] * 20)),
    "a turn of two pictures": (Action.TURN_LEFT, turns(*LATE, *LEFT[:2], 0)),
    "half a shake": (Action.SHAKE_HEAD, turns(*LATE, *LEFT)),
    "two turns far apart": (Action.SHAKE_HEAD, turns(*LATE, *LEFT, *[0] * 45, *RIGHT)),
    "one blink": (Action.BLINK_TWICE, eyes(*OPEN * 2, *CLOSED, *OPEN * 5)),
    "a second blink that goes on": (Action.BLINK_TWICE, eyes(*OPEN * 2, *CLOSED, *OPEN, *CLOSED)),
    "two blinks far apart": (Action.BLINK_TWICE, eyes(*OPEN * 2, *CLOSED, *OPEN * 12, *CLOSED, *OPEN)),
    "a blink at once": (Action.BLINK_TWICE, eyes(*CLOSED, *OPEN, *OPEN, *CLOSED, *OPEN)),
    "a blink for closed eyes": (Action.CLOSE_EYES, eyes(*OPEN * 2, *CLOSED, *OPEN)),
    "a word": (Action.OPEN_MOUTH, mouth(*LATE, *[0.4] * 3, 0)),
}
WRONG = {
    "right for left": (Action.TURN_LEFT, turns(*LATE, *RIGHT)),
    "left for right": (Action.TURN_RIGHT, turns(*LATE, *LEFT)),
    "a turn for a blink": (Action.BLINK_TWICE, turns(*LATE, *RIGHT)),
    "a turn for a mouth": (Action.OPEN_MOUTH, turns(*LATE, *LEFT)),
    "a mouth for a shake": (Action.SHAKE_HEAD, mouth(*LATE, *[0.4] * 4)),
    "a mouth for closed eyes": (Action.CLOSE_EYES, mouth(*LATE, *[0.4] * 4)),
}
TOO_EARLY = {
    "a turn": (Action.TURN_LEFT, turns(0, 0, *LEFT)),
    "a shake": (Action.SHAKE_HEAD, turns(*LEFT, 0, *RIGHT)),
    "a mouth": (Action.OPEN_MOUTH, mouth(0, *[0.4] * 4)),
}


@pytest.mark.parametrize(("action", "shifts"), MADE.values(), ids=MADE)
def test_the_movement_that_was_asked_for_counts(action: Action, shifts: list[Shift]) -> None:
    assert verdict(action, shifts) is Judgement.MADE
    assert verdict(action, shifts[:-1]) is None


@pytest.mark.parametrize(("action", "shifts"), NOT_YET.values(), ids=NOT_YET)
def test_what_is_too_little_may_still_become_it(action: Action, shifts: list[Shift]) -> None:
    assert verdict(action, shifts) is None


@pytest.mark.parametrize(("action", "shifts"), WRONG.values(), ids=WRONG)
def test_another_movement_is_wrong(action: Action, shifts: list[Shift]) -> None:
    assert verdict(action, shifts) is Judgement.WRONG


@pytest.mark.parametrize(("action", "shifts"), TOO_EARLY.values(), ids=TOO_EARLY)
def test_nobody_answers_before_they_can_have_heard(action: Action, shifts: list[Shift]) -> None:
    assert verdict(action, shifts) is Judgement.TOO_EARLY


@given(st.sampled_from(Action), st.lists(st.floats(-0.15, 0.15), max_size=80))
def test_small_sways_are_never_a_movement(action: Action, sways: list[float]) -> None:
    shifts = turns(*sways)
    assert verdict(action, shifts) is None
    assert not is_movement(shifts, THRESHOLDS)


REST = Landmarks(0.05, 0, 60, 1.1, 0.3, 0.02)


def test_a_face_at_rest_differs_from_itself_by_nothing() -> None:
    same = shift(1.0, REST, REST)
    assert same == Shift(1.0, 0.0, 1.0, 1.0, 0.0)
    assert is_at_rest(same, THRESHOLDS)


def test_narrow_eyes_blink_by_their_own_measure() -> None:
    narrow = Landmarks(0, 0, 60, 1.1, 0.17, 0.0)
    open_still = Landmarks(0, 0, 60, 1.1, 0.16, 0.0)
    closed = Landmarks(0, 0, 60, 1.1, 0.09, 0.0)
    assert shift(0, open_still, narrow).eyes > THRESHOLDS.closed_eyes
    assert shift(0, closed, narrow).eyes < THRESHOLDS.closed_eyes


def test_a_sheet_tilted_by_45_degrees_does_not_blink() -> None:
    tilted = Landmarks(0.05, 0, 60, 1.1 * 0.71, 0.3 * 0.71, 0.02)
    assert shift(0, tilted, REST).eyes > THRESHOLDS.closed_eyes


def test_a_face_that_narrows_while_the_nose_stays_is_a_sheet() -> None:
    sheet = [Shift(at / FPS, 0.05, 1.2, 1.0, 0.0) for at in range(3)]
    head = [Shift(at / FPS, 0.30, 1.2, 1.0, 0.0) for at in range(9)]
    assert is_sheet(sheet)
    assert not is_sheet(head)
    assert not is_sheet(sheet[:2])


def test_without_the_mesh_eyes_and_mouth_never_move() -> None:
    five_points = Landmarks(0.0, 0, 60, 1.1)
    assert shift(0, five_points, five_points) == Shift(0, 0.0, 1.0, 1.0, 0.0)
