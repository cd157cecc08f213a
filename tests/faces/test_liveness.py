"""The course of liveness by numbers alone: rest, a movement, rest, a movement, done; or a named reason."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import repeat
from random import Random, SystemRandom

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.faces.answers import Action, Instruction, Reason
from kiosk.faces.continuity import Observation, Sight
from kiosk.faces.face import Box, Face, FivePoints
from kiosk.faces.landmarks import Landmarks
from kiosk.faces.liveness import Liveness, Plan, Step, draw_plan
from tests.faces.engines import rendered, rules

FPS = 15
BOX = Box(200, 100, 130, 180)
POINTS = FivePoints(*[(0.0, 0.0)] * 5)
REST = Landmarks(0.0, 0, 60, 1.1, 0.30, 0.02)
ACTS = {
    Instruction.TURN_LEFT: replace(REST, turn=0.4),
    Instruction.TURN_RIGHT: replace(REST, turn=-0.4),
    Instruction.OPEN_MOUTH: replace(REST, mouth_openness=0.5),
}
TWO_TURNS = Plan((Action.TURN_LEFT, Action.TURN_RIGHT), (0.5, 0.5))
Sights = Iterator[Sight | Reason]


def look(landmarks: Landmarks = REST, box: Box = BOX, problem: Reason | None = None) -> Sight:
    return Sight(Face(box, POINTS, 0.9), landmarks, problem, 1.0)


class Course:
    """Liveness, and somebody before it."""

    def __init__(self, plan: Plan = TWO_TURNS, pace: float = 1.0) -> None:
        self.liveness = Liveness(plan, rules().liveness, rendered().movement, pace)
        self.seconds = 0.0

    def see(self, sights: Iterable[Sight | Reason], seconds: float = 60.0) -> Step | Reason:
        """Show one after another until it ends, or the seconds are over."""
        step: Step | Reason = Step.NOTHING
        for _, sight in zip(range(round(seconds * FPS)), sights, strict=False):
            step = self.liveness.observe(Observation(self.seconds, sight))
            self.seconds += 1 / FPS
            if isinstance(step, Reason) or step is Step.DONE:
                break
        return step

    def until_asked(self) -> None:
        while self.liveness.asked is None:
            assert self.see([look()]) in (Step.NOTHING, Step.RESTED)

    def obey(self, reaction: float = 0.6) -> Sights:
        """Stand still, and after each instruction do what it says."""
        asked, since = None, 0.0
        while True:
            if self.liveness.asked != asked:
                asked, since = self.liveness.asked, self.seconds
            moves = asked is not None and self.seconds - since >= reaction
            yield look(ACTS[asked]) if asked and moves else look()


def test_who_does_what_is_asked_is_alive() -> None:
    course = Course()
    assert course.see(course.obey()) is Step.DONE
    assert course.liveness.made == 2


def test_without_challenges_a_good_picture_is_enough() -> None:
    assert Course(Plan((), ())).see([look()]) is Step.DONE


def test_nothing_is_asked_before_a_second_of_rest_and_a_random_one_more() -> None:
    course = Course()
    course.until_asked()
    assert course.seconds > 1.0 + 0.5


def test_a_movement_that_is_not_made_ends_it() -> None:
    course = Course()
    course.until_asked()
    assert course.see(repeat(look())) is Reason.NO_MOVEMENT
    assert course.seconds == pytest.approx(1.5 + 5.0, abs=0.4)


def test_elder_mode_gives_twice_the_time() -> None:
    course = Course(pace=2.0)
    course.until_asked()
    asked = course.seconds
    assert course.see(repeat(look())) is Reason.NO_MOVEMENT
    assert course.seconds - asked == pytest.approx(10.0, abs=0.2)


def test_the_wrong_direction_ends_it() -> None:
    course = Course()
    course.until_asked()
    course.see(repeat(look()), 0.5)
    assert course.see(repeat(look(ACTS[Instruction.TURN_RIGHT]))) is Reason.WRONG_MOVEMENT


def test_a_movement_at_once_was_no_answer() -> None:
    course = Course()
    course.until_asked()
    assert course.see(repeat(look(ACTS[Instruction.TURN_LEFT]))) is Reason.TOO_EARLY


def test_a_movement_that_nobody_asked_for_was_no_answer() -> None:
    course = Course(replace(TWO_TURNS, rests=(3.0, 3.0)))
    assert course.see(repeat(look()), 1.5) is Step.NOTHING
    assert course.see(repeat(look(ACTS[Instruction.TURN_LEFT]))) is Reason.TOO_EARLY


def test_who_does_not_turn_back_is_not_asked_again() -> None:
    course = Course()
    course.until_asked()
    course.see(repeat(look()), 0.5)
    assert course.see(repeat(look(ACTS[Instruction.TURN_LEFT]))) is Reason.NOT_STILL


def test_a_face_that_never_rests_is_named_so() -> None:
    swaying = (look(replace(REST, turn=0.13 * (-1) ** (number // 4))) for number in range(10_000))
    assert Course().see(swaying) is Reason.NOT_STILL


@pytest.mark.parametrize("problem", [Reason.TOO_FAR, Reason.FACE_COVERED, Reason.BLURRED])
def test_the_most_frequent_trouble_is_the_reason_when_time_is_up(problem: Reason) -> None:
    course = Course()
    course.see(repeat(Reason.NO_FACE), 3.0)
    assert course.see(repeat(look(problem=problem))) is problem
    assert course.seconds == pytest.approx(15.0, abs=0.2)


@pytest.mark.parametrize(
    ("seen", "reason"), [(Reason.NO_FACE, Reason.FACE_LOST), (Reason.SEVERAL_FACES,) * 2]
)
def test_the_face_may_be_out_of_sight_for_half_a_second(seen: Reason, reason: Reason) -> None:
    course = Course()
    course.until_asked()
    assert course.see(repeat(seen), 0.4) is Step.NOTHING
    assert course.see([look()]) is Step.NOTHING
    assert course.see(repeat(seen)) is reason


def test_a_gap_between_two_pictures_loses_the_face() -> None:
    course = Course()
    course.until_asked()
    course.seconds += 0.6
    assert course.see([look()]) is Reason.FACE_LOST


def test_the_time_in_which_nobody_looked_counts_for_one_picture_only() -> None:
    course = Course()
    course.until_asked()
    course.liveness.continuity.look_away()
    course.seconds += 5
    assert course.see(repeat(Reason.NO_FACE), 0.4) is Step.NOTHING
    assert course.see(repeat(Reason.NO_FACE)) is Reason.FACE_LOST


def test_a_face_that_jumps_is_another_one() -> None:
    course = Course()
    course.until_asked()
    assert course.see([look(box=replace(BOX, left=330))]) is Reason.FACE_CHANGED


def test_a_sheet_of_paper_that_is_turned_is_flat() -> None:
    course = Course()
    course.until_asked()
    assert course.see(repeat(look(replace(REST, turn=0.05, eye_mouth_ratio=1.3)))) is Reason.FLAT_FACE


@given(seed=st.integers(), eyes_and_mouth=st.booleans())
def test_a_plan_never_asks_twice_for_the_same(seed: int, *, eyes_and_mouth: bool) -> None:
    plan = draw_plan(Random(seed), rules().liveness, eyes_and_mouth=eyes_and_mouth)
    assert len(set(plan.actions)) == len(plan.actions) == 2
    limits = rules().liveness
    assert all(limits.hold_seconds_at_least <= rest <= limits.hold_seconds_at_most for rest in plan.rests)


def test_without_the_mesh_only_the_head_is_asked_for() -> None:
    plans = [draw_plan(SystemRandom(), rules().liveness, eyes_and_mouth=False) for _ in range(50)]
    asked = {action for plan in plans for action in plan.actions}
    assert asked <= {Action.TURN_LEFT, Action.TURN_RIGHT, Action.SHAKE_HEAD}


@given(
    st.integers(0, 99),
    st.lists(
        st.one_of(
            st.sampled_from([Reason.NO_FACE, Reason.SEVERAL_FACES]),
            st.builds(
                look,
                st.builds(
                    Landmarks,
                    st.floats(-1, 1),
                    st.just(0.0),
                    st.just(60.0),
                    st.floats(0.5, 2),
                    st.none() | st.floats(0, 1),
                    st.none() | st.floats(0, 1),
                ),
            ),
        ),
        max_size=200,
    ),
)
def test_whatever_is_seen_gives_a_step_or_a_reason(seed: int, sights: list[Sight | Reason]) -> None:
    course = Course(draw_plan(Random(seed), rules().liveness, eyes_and_mouth=True))
    assert isinstance(course.see(sights), Step | Reason)
