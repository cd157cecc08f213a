"""What a kiosk finds around it when it is started again."""

from kiosk.flowtest.language import parse_act
from kiosk.flowtest.surroundings import Surroundings
from kiosk.flowtest.verbs import Vocabulary


def left_by(*lines: str) -> list[str]:
    vocabulary, surroundings = Vocabulary(frozenset({"c01_f23", "c11_m80"}), frozenset()), Surroundings()
    for line in lines:
        surroundings.note(parse_act(line, vocabulary), line)
    return list(surroundings)


def test_a_card_stays_in_until_it_is_pulled() -> None:
    assert left_by("insert_card: c01_f23") == ["insert_card: c01_f23"]
    assert left_by("insert_card: c01_f23", "pull_card") == []


def test_the_last_state_of_a_thing_counts() -> None:
    assert left_by("paper: out", "cover: open", "paper: loaded") == ["cover: open", "paper: loaded"]


def test_what_is_always_so_lasts_and_what_happens_once_does_not() -> None:
    always = "fault: {at: printer, kind: paper-jam, when: always}"
    assert left_by(always, "fault: {at: bureau, kind: drop-reply, when: once}") == [always]
    assert left_by(always, "fault: {at: printer, kind: paper-jam, when: never}") == []


def test_mending_undoes_all_that_was_wrong_with_that_thing_alone() -> None:
    lines = ("unplug: printer", "paper: out", "fault: {at: printer, kind: paper-jam, when: always}")
    assert left_by(*lines, "unplug: code_scanner", "mend: printer") == ["unplug: code_scanner"]
