"""What code scanners send is taken apart, told to be no text, or passed over, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.drivers.scanner_lines import (
    LONGEST_GAP,
    LONGEST_LINE,
    CommandAccepted,
    ScannerLines,
    ScannerWord,
)
from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.devices.ports import Fault, FaultCode, ScannedCode
from kiosk.devices.simulators.scanner import SimulatedScanner
from kiosk.domain.secret import Secret

TEXTS = st.text(min_size=1, max_size=30).filter(str.isprintable)
ANSWER = b"\x02\x010000#SCNTRG1\x06;\x03"


def words(*portions: bytes) -> list[ScannerWord]:
    lines = ScannerLines()
    return [word for portion in portions for word in lines.feed(portion, 0)]


def scanned(text: str) -> ScannedCode:
    return ScannedCode(Secret(text))


@given(st.lists(TEXTS, max_size=5), st.integers(1, 40), st.sampled_from([b"\r", b"\n", b"\r\n"]))
def test_codes_are_found_in_any_portions(texts: list[str], size: int, end: bytes) -> None:
    line = b"".join(text.encode() + end for text in texts)
    assert words(*(line[at : at + size] for at in range(0, len(line), size))) == [
        scanned(text) for text in texts
    ]


@given(st.lists(st.binary(max_size=30), max_size=5))
def test_any_bytes_can_be_taken_apart_in_any_portions(portions: list[bytes]) -> None:
    assert words(*portions) == words(b"".join(portions))


@given(st.binary(max_size=2000), TEXTS)
def test_whatever_came_before_costs_no_code_after_it(noise: bytes, text: str) -> None:
    assert words(noise + b"\r", text.encode() + b"\r")[-1] == scanned(text)


@given(st.binary(max_size=2000))
def test_what_is_given_is_text_of_one_line_and_bounded(data: bytes) -> None:
    for word in words(data):
        if isinstance(word, ScannedCode):
            assert word.text.reveal().isprintable()
            assert 0 < len(word.text.reveal()) <= LONGEST_LINE
        elif isinstance(word, Fault):
            assert word.code is FaultCode.CODE_UNREADABLE


def test_a_line_that_never_ends_is_told_once_and_kept_no_longer() -> None:
    lines = ScannerLines()
    told = [word for _ in range(100) for word in lines.feed(b"9" * 100, 0)]
    assert [type(word) for word in told] == [Fault]
    assert not lines.unfinished
    assert list(lines.feed(b"9\r12\r", 0)) == [scanned("12")]


def test_a_line_that_stops_in_the_middle_is_no_part_of_the_next() -> None:
    lines = ScannerLines()
    assert list(lines.feed(b"1346", 0)) == []
    assert lines.unfinished
    assert list(lines.feed(b"28\r", LONGEST_GAP * 2)) == [scanned("28")]


def test_the_rest_of_a_line_that_is_forgotten_is_no_code() -> None:
    lines = ScannerLines()
    list(lines.feed(b"1346", 0))
    lines.forget()
    assert list(lines.feed(b"5021\r28\r", 0.1)) == [scanned("28")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (ANSWER, [CommandAccepted()]),
        (ANSWER + b"28\r", [CommandAccepted(), scanned("28")]),
        (ANSWER.replace(b"\x06", b"\x15"), []),
        (ANSWER.replace(b"\x06", b"\x05"), []),
        (b"\r\n\r\n", []),
    ],
)
def test_an_answer_to_a_command_is_no_code(data: bytes, expected: list[ScannerWord]) -> None:
    assert words(data) == expected


@pytest.mark.parametrize("data", [b"\x00\x01\r", b"13465\x00\r", b"\xff\xfe\xfd\r", b"\x1b[A\r"])
def test_what_is_no_text_is_unreadable(data: bytes) -> None:
    (word,) = words(data)
    assert isinstance(word, Fault)
    assert word.code is FaultCode.CODE_UNREADABLE


def test_a_faults_words_for_the_technician_carry_nothing_of_the_code() -> None:
    (word,) = words(b"13465\x0021587\r")
    assert isinstance(word, Fault)
    assert "13465" not in word.detail


@given(st.sampled_from(TriggerModel), st.lists(st.binary(max_size=60) | st.just(b"\x16T\r"), max_size=6))
def test_no_command_whatever_can_break_the_simulated_scanner(
    model: TriggerModel, portions: list[bytes]
) -> None:
    scanner = SimulatedScanner(model)
    for portion in portions:
        scanner.hold("28")
        scanner.receive(portion)
