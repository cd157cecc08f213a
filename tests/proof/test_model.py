"""Every order of faults, crashes and people: no promise about money breaks, and all money settles."""

import pytest

from kiosk.proof.model import Model
from kiosk.proof.mutants import MUTANTS, counterexample


def test_no_promise_about_money_breaks_in_any_reachable_state_and_each_of_them_settles() -> None:
    states, broken = Model().explore()
    assert broken is None, str(broken)
    assert states > 10_000


@pytest.mark.parametrize("name", MUTANTS)
def test_each_seeded_bug_is_caught_and_told_as_a_story(name: str) -> None:
    caught = counterexample(name)
    assert caught is not None
    print(f"{name}\n-> {caught}")  # noqa: T201 with -s, a reader sees how the money would be lost
    assert caught.steps[0].startswith("pay by")
