"""The whole way on the rendered citizens: the right person passes, a picture of them does not.

A few of the twelve stand for all here; `tools/bench faces` takes everybody.
"""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from kiosk.faces import Action, Instruction, NotVerified, Progress, Reason, Verified
from kiosk.faces.engine import FaceEngine
from kiosk.faces.picture import Picture
from kiosk.faces.verification import Verification
from tests.faces.citizens import FPS, Citizen, clip, id_photo, run
from tests.faces.engines import attempt, engine, rendered, rules
from tests.faces.recordings import DRAWS, passes, plan_of, recording, seen

SOMEBODY = "c05_f45"


def seed_for(first: Action) -> int:
    return next(seed for seed in range(1000) if plan_of(seed).actions[0] is first)


@pytest.mark.parametrize("citizen", ["c02_m26", "c11_m80"])
def test_who_is_genuine_passes_within_three_attempts(citizen: str) -> None:
    answers = (run(attempt(id_photo(citizen), seed), Citizen(citizen)) for seed in range(3))
    assert any(isinstance(answer, Verified) for answer in answers)


@pytest.mark.parametrize(
    "actions",
    [
        (Action.TURN_RIGHT, Action.BLINK_TWICE),
        (Action.CLOSE_EYES, Action.TURN_LEFT),
        (Action.OPEN_MOUTH, Action.SHAKE_HEAD),
    ],
)
def test_every_movement_can_be_made(actions: tuple[Action, Action]) -> None:
    seed = next(seed for seed in range(10_000) if plan_of(seed).actions == actions)
    answer = run(attempt(id_photo(SOMEBODY), seed), Citizen(SOMEBODY))
    assert isinstance(answer, Verified)
    assert answer.calibration == "rendered-citizens"


def test_somebody_else_is_a_different_person() -> None:
    # The two who look most alike.
    answer = run(attempt(id_photo("c02_m26"), 1), Citizen("c03_m31"))
    assert isinstance(answer, NotVerified)
    assert answer.reason is Reason.DIFFERENT_PERSON


@pytest.mark.parametrize("citizen", ["c02_m26", "c08_f52"])
def test_a_printed_photo_fails_and_is_told_why(citizen: str) -> None:
    answer = run(attempt(id_photo(citizen), 1), clip(citizen, "attack_print"))
    assert isinstance(answer, NotVerified)
    assert answer.reason in {Reason.NO_MOVEMENT, Reason.NOT_STILL, Reason.FLAT_FACE}
    sights = seen(citizen, "attack_print")
    assert not any(passes(sights, seed) for seed in range(DRAWS))


@pytest.mark.parametrize("citizen", ["c02_m26", "c08_f52"])
def test_a_tablet_that_loops_a_turn_fails(citizen: str) -> None:
    answer = run(attempt(id_photo(citizen), 1), clip(citizen, "attack_screen"))
    assert isinstance(answer, NotVerified)


@pytest.mark.parametrize("seed", range(6))
def test_a_recording_of_a_visit_that_passed_is_lucky_in_five_of_a_hundred_at_most(seed: int) -> None:
    recorded = recording(SOMEBODY, seed)
    assert sum(passes(recorded, draw) for draw in range(1000, 1000 + DRAWS)) <= 5


class WrongWay(Citizen):
    """Turns to the other side."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name, {Instruction.TURN_LEFT: ("turn_right",), Instruction.TURN_RIGHT: ("turn_left",)}
        )


def test_the_wrong_direction_is_named() -> None:
    answer = run(attempt(id_photo(SOMEBODY), seed_for(Action.TURN_LEFT)), WrongWay(SOMEBODY))
    assert isinstance(answer, NotVerified)
    assert answer.reason is Reason.WRONG_MOVEMENT


@pytest.mark.parametrize("method", ["describe", "describe_quickly"])
def test_a_slow_kiosk_that_describes_a_face_for_seconds_has_not_lost_it(
    monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    describe, verification, late = getattr(FaceEngine, method), attempt(id_photo(SOMEBODY), 1), []

    def slowly(*given: object) -> object:
        late.append(2.0)
        return describe(*given)

    class Late:
        def feed(self, picture: Picture | None, seconds: float) -> Progress | Verified | NotVerified:
            return verification.feed(picture, seconds + sum(late))

    monkeypatch.setattr(FaceEngine, method, slowly)
    assert isinstance(run(Late(), Citizen(SOMEBODY)), Verified)
    assert late


def test_who_hesitates_in_elder_mode_still_passes() -> None:
    class Slow(Citizen):
        reaction = 6 * FPS

    verification = attempt(id_photo(SOMEBODY), seed_for(Action.TURN_LEFT), elder=True)
    assert isinstance(run(verification, Slow(SOMEBODY)), Verified)


def test_another_face_after_the_movements_is_noticed() -> None:
    class Swapped(Citizen):
        """Hands over once nothing more is asked, in one place."""

        def frame(self, told: Instruction) -> Picture:
            if verification.share > 0.7:
                return other.frame(told)
            return super().frame(told)

    other = Citizen("c02_m26")
    verification = Watched(attempt(id_photo("c02_m26"), 1))
    answer = run(verification, Swapped("c03_m31"))
    assert isinstance(answer, NotVerified)
    assert answer.reason in {Reason.FACE_CHANGED, Reason.FACE_LOST}


class Watched:
    """A verification whose progress others can see."""

    def __init__(self, verification: Verification) -> None:
        self._verification = verification
        self.share = 0.0

    def feed(self, picture: Picture | None, seconds: float) -> Progress | Verified | NotVerified:
        answer = self._verification.feed(picture, seconds)
        if isinstance(answer, Progress):
            assert answer.share >= self.share
            self.share = answer.share
        return answer


def test_nothing_of_a_face_is_held_after_the_answer() -> None:
    known = engine().read_reference(id_photo(SOMEBODY))
    assert not isinstance(known, str)
    quick = replace(rules(), liveness=replace(rules().liveness, challenges=0))
    verification = Verification(engine(), known, quick, rendered(), Random(1))
    held: list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]] = []
    citizen = Citizen(SOMEBODY)
    for number in range(3 * FPS):
        answer = verification.feed(citizen.frame(Instruction.LOOK_HERE), number / FPS)
        best = verification._best  # noqa: SLF001 what it holds is what is asked
        if best and best.frame:
            held.append(best.frame.picture)
        if not isinstance(answer, Progress):
            assert isinstance(answer, Verified)
            assert verification.feed(None, 99.0) is answer
            break
    assert held
    assert not any(picture.any() for picture in held)
