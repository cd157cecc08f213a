"""The gesture that opens the service menu."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.flows.actions import Action, Hold, Release, Tap
from kiosk.flows.gesture import GAP_SECONDS, HOLD_SECONDS, LEFT, RIGHT, ServiceGesture

WHOLE: list[tuple[Action, float]] = [
    (Hold(LEFT.id), 0.0),
    (Release(LEFT.id), HOLD_SECONDS),
    (Hold(RIGHT.id), HOLD_SECONDS + 1),
    (Release(RIGHT.id), 2 * HOLD_SECONDS + 1),
]


def completed(story: list[tuple[Action, float]]) -> bool:
    gesture = ServiceGesture()
    return [gesture.completed_by(action, at) for action, at in story][-1]


def test_a_long_hold_on_the_left_and_one_on_the_right_open_it() -> None:
    assert completed(WHOLE)


@pytest.mark.parametrize("missing", range(3))
def test_no_part_of_it_is_enough(missing: int) -> None:
    assert not completed(WHOLE[:missing] + WHOLE[missing + 1 :])


@pytest.mark.parametrize(
    ("number", "at"), [(1, HOLD_SECONDS - 0.1), (2, HOLD_SECONDS + GAP_SECONDS + 0.1), (3, HOLD_SECONDS + 2)]
)
def test_a_finger_that_is_too_quick_or_too_late_opens_nothing(number: int, at: float) -> None:
    action, in_time = WHOLE[number]
    later = [(action, time + at - in_time) for action, time in WHOLE[number + 1 :]]
    assert not completed([*WHOLE[:number], (action, at), *later])


def test_a_tap_in_between_begins_it_anew() -> None:
    assert not completed([*WHOLE[:2], (Tap("elder"), HOLD_SECONDS + 0.5), *WHOLE[2:]])


CORNERS = st.sampled_from([LEFT.id, RIGHT.id])
TOUCHES = st.one_of(st.builds(Tap, CORNERS), st.builds(Hold, CORNERS), st.builds(Release, CORNERS))


@given(st.lists(st.tuples(TOUCHES, st.floats(0, HOLD_SECONDS, exclude_max=True)), max_size=40))
def test_fingers_that_never_rest_for_long_never_open_it(touches: list[tuple[Action, float]]) -> None:
    gesture, now = ServiceGesture(), 0.0
    for action, pause in touches:
        now += pause
        assert not gesture.completed_by(action, now)
