"""A scanner's typing is told from a person's by its speed."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.transports.keyboard_wedge import KeyboardWedge

CODE = "134650215877402318"
FAST, SLOW = 0.004, 0.09
"""Seconds between two keys: measured of scanners, and of people at their fastest."""
Keys = list[tuple[str, float]]


def typed(text: str, gap: float, start: float = 1.0) -> Keys:
    return [(key, start + gap * number) for number, key in enumerate(text)]


def press(keys: Keys) -> tuple[bytes, list[str]]:
    """Press keys, and give what came as a scanner's and which keys were left to the screen."""
    said = bytearray()
    wedge = KeyboardWedge()
    wedge.attach(said.extend)
    left = [key for key, at in keys if not wedge.press(key, at)]
    return bytes(said), left


def test_a_code_is_a_line_and_only_its_first_key_reaches_the_screen() -> None:
    assert press(typed(CODE + "\r", FAST)) == (CODE.encode() + b"\r", ["1"])


def test_a_code_may_end_in_a_tab() -> None:
    assert press(typed(CODE + "\t", FAST))[0] == CODE.encode() + b"\r"


def test_a_code_may_end_in_enter_and_a_line_feed_of_which_neither_reaches_the_screen() -> None:
    said, left = press(typed(CODE + "\r\n", FAST))
    assert said.split() == [CODE.encode()]
    assert left == ["1"]


def test_what_a_person_types_is_theirs() -> None:
    assert press(typed("258013\r", SLOW)) == (b"", list("258013\r"))


def test_two_keys_that_a_persons_fingers_rolled_over_are_no_code() -> None:
    said, _ = press([("a", 1.0), ("b", 1.01), ("\r", 1.2)])
    assert said == b""


def test_a_key_that_a_person_holds_down_for_long_ends_no_code() -> None:
    assert press(typed("\r\r\r\r\r\r\r\r", FAST)) == (b"", ["\r"] * 8)


def test_a_code_after_a_persons_key_is_whole() -> None:
    assert press([("x", 0.5), *typed(CODE + "\r", FAST)])[0] == CODE.encode() + b"\r"


def test_two_codes_in_a_row_are_two_lines() -> None:
    keys = typed(CODE + "\r", FAST) + typed(CODE + "\r", FAST, start=1.5)
    assert press(keys)[0] == (CODE.encode() + b"\r") * 2


def test_a_scanner_that_hesitates_is_still_read() -> None:
    keys = typed(CODE[:9], FAST) + typed(CODE[9:] + "\r", FAST, start=1.2)
    assert press(keys)[0] == CODE.encode() + b"\r"


def test_keys_that_write_nothing_are_nobodys() -> None:
    keys = typed(CODE + "\r", FAST)
    assert press([("", keys[0][1]), *keys])[0] == CODE.encode() + b"\r"


@given(st.lists(st.tuples(st.characters(), st.floats(0.036, 5)), max_size=60))
def test_nothing_that_is_typed_slowly_is_taken_from_a_person(strokes: list[tuple[str, float]]) -> None:
    keys = [(text, sum(gap for _, gap in strokes[: number + 1])) for number, (text, _) in enumerate(strokes)]
    assert press(keys) == (b"", [text for text, _ in keys])


@given(st.lists(st.tuples(st.text(max_size=2), st.floats(allow_nan=True)), max_size=60))
def test_any_keys_at_any_times_are_taken_or_left(strokes: Keys) -> None:
    said, left = press(strokes)
    assert len(said) <= 4 * sum(len(text) + 1 for text, _ in strokes)
    assert len(left) <= len(strokes)
