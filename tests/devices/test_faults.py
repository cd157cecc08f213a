"""When the faults of something simulated happen."""

import pytest

from kiosk.devices.simulators.faults import ALWAYS, After, AtRandom, Faults, Times, When


def occasions(faults: Faults[str], count: int) -> str:
    """Say of each of so many occasions whether it was a bad one."""
    seen = ""
    for _ in range(count):
        faults.begin()
        seen += "x" if "hang" in faults else "."
        faults.end()
    return seen


@pytest.mark.parametrize(
    ("when", "seen"),
    [
        (Times(), "x....."),
        (Times(3), "xxx..."),
        (Times(0), "......"),
        (After(2), "..x..."),
        (ALWAYS, "xxxxxx"),
    ],
)
def test_a_fault_happens_when_it_was_planned(when: When, seen: str) -> None:
    faults = Faults[str]()
    faults.add("hang", when)
    assert occasions(faults, 6) == seen


def test_a_seed_repeats_what_happens_at_random() -> None:
    runs = []
    for seed in (7, 7, 8):
        faults = Faults[str]()
        faults.add("hang", AtRandom(30, seed))
        runs.append(occasions(faults, 400))
    assert runs[0] == runs[1] != runs[2]
    assert 80 < runs[0].count("x") < 160


def test_what_is_always_so_is_so_between_occasions_too() -> None:
    faults = Faults[str]()
    faults.add("hang")
    assert "hang" in faults
    faults.add("hang", Times())
    faults.end()
    assert "hang" not in faults


def test_what_has_happened_is_planned_no_more() -> None:
    faults = Faults[str]()
    faults.add("hang", Times())
    faults.add("noise", After(1))
    faults.begin()
    assert faults.planned == {"noise": After(0)}


def test_what_is_mended_happens_no_more() -> None:
    faults = Faults[str]()
    faults.add("hang")
    faults.discard("hang")
    assert "hang" not in faults
    faults.add("hang", Times(2))
    faults.clear()
    assert occasions(faults, 3) == "..."


def test_faults_of_one_occasion_come_as_they_were_planned() -> None:
    faults = Faults[str]()
    for kind in "hang", "noise", "mute", "spoil":
        faults.add(kind, Times())
    faults.begin()
    assert list(faults) == ["hang", "noise", "mute", "spoil"]
