"""The sentences of the indicator board are found among anything, and never cost more than themselves."""

import string
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.drivers.board_sentence import (
    LAST_NUMBER,
    LONGEST_SENTENCE,
    Sentence,
    SentenceParser,
    encode_sentence,
)
from kiosk.devices.simulators.board import SimulatedIndicatorBoard
from kiosk.world.clock import VirtualClock
from tests.devices.board_desks import NOON

FIELDS = st.text([chr(code) for code in range(0x20, 0x7F) if chr(code) not in "$*,"], max_size=8)
SENTENCES = st.builds(
    Sentence,
    st.text(string.ascii_uppercase, min_size=2, max_size=8),
    st.integers(0, LAST_NUMBER),
    st.lists(FIELDS, max_size=5).map(tuple),
)


def sentences(*portions: bytes) -> list[Sentence]:
    parser = SentenceParser()
    return [sentence for portion in portions for sentence in parser.feed(portion)]


@given(st.lists(SENTENCES, max_size=5), st.integers(1, 40))
def test_sentences_are_found_in_any_portions(said: list[Sentence], size: int) -> None:
    line = b"".join(map(encode_sentence, said))
    assert sentences(*(line[at : at + size] for at in range(0, len(line), size))) == said


@given(st.binary(max_size=2000), SENTENCES)
def test_whatever_came_before_costs_no_sentence_after_it(noise: bytes, said: Sentence) -> None:
    assert sentences(noise, encode_sentence(said))[-1] == said


@given(SENTENCES, st.data())
def test_a_sentence_with_a_spoilt_byte_is_passed_over(said: Sentence, data: st.DataObject) -> None:
    line = bytearray(encode_sentence(said))
    at = data.draw(st.integers(0, len(line) - 1))
    line[at] ^= data.draw(st.integers(1, 255))
    assert sentences(bytes(line)) in ([], [said])


@given(SENTENCES, st.integers(1, 7), SENTENCES)
def test_a_sentence_cut_short_costs_only_itself(cut: Sentence, lost: int, said: Sentence) -> None:
    assert sentences(encode_sentence(cut)[:-lost], encode_sentence(said)) == [said]


@given(st.lists(st.binary(max_size=200), max_size=8))
def test_what_is_found_among_any_bytes_is_bounded_and_can_be_said_again(portions: list[bytes]) -> None:
    for sentence in sentences(*portions):
        assert len(encode_sentence(sentence)) <= LONGEST_SENTENCE


def test_a_sentence_that_never_ends_is_kept_no_longer_than_one_may_be() -> None:
    parser = SentenceParser()
    list(parser.feed(b"$STATE,1," + b"A" * 100_000))
    assert list(parser.feed(b"*0000\r\n")) == []
    assert list(parser.feed(encode_sentence(Sentence("OK", 1)))) == [Sentence("OK", 1)]


@pytest.mark.parametrize(
    "sentence",
    [
        Sentence("STATE", LAST_NUMBER + 1),
        Sentence("state", 1),
        Sentence("STATE", 1, ("a,b",)),
        Sentence("STATE", 1, ("a*b",)),
        Sentence("STATE", 1, ("a" * LONGEST_SENTENCE,)),
    ],
)
def test_what_no_board_could_read_is_not_written(sentence: Sentence) -> None:
    with pytest.raises(ValueError, match="not a sentence"):
        encode_sentence(sentence)


def test_the_example_of_the_protocols_page_is_right() -> None:
    assert encode_sentence(Sentence("STATE", 7, ("C", "N"))) == b"$STATE,7,C,N*A1CD\r\n"


@given(st.lists(SENTENCES.map(encode_sentence) | st.binary(max_size=100), max_size=8))
def test_nothing_whatever_can_break_the_simulated_board(portions: list[bytes]) -> None:
    board = SimulatedIndicatorBoard(VirtualClock(NOON))
    for portion in portions:
        board.receive(portion)


COMMANDS: list[tuple[Sentence, tuple[str, ...]]] = [
    (Sentence("DANCE", 9), ("WORD",)),
    (Sentence("STATE", 9, ("now",)), ("FIELD",)),
    (Sentence("HELLO", 9), ("FIELD",)),
    (Sentence("HELLO", 9, ("0",)), ("VERSION",)),
    (Sentence("LIGHT", 9, ("CSG", "CQY")), ("FIELD",)),
    (Sentence("LIGHT", 9, ("CS",)), ("FIELD",)),
    (Sentence("LIGHT", 9, ("XSG",)), ("FIELD",)),
]


@pytest.mark.parametrize(("command", "reason"), COMMANDS)
def test_a_board_says_why_it_refuses_a_command(command: Sentence, reason: tuple[str, ...]) -> None:
    assert _answers([Sentence("HELLO", 8, ("1",)), command])[-1] == Sentence("NO", 9, reason)


def test_a_board_that_was_not_greeted_wants_to_be() -> None:
    assert _answers([Sentence("STATE", 9)]) == [Sentence("NO", 9, ("HELLO",))]


def _answers(commands: list[Sentence]) -> list[Sentence]:
    heard = bytearray()
    answer: Callable[[bytes], None] = heard.extend
    board = SimulatedIndicatorBoard(VirtualClock(NOON))
    board.attach(answer)
    for command in commands:
        board.receive(encode_sentence(command))
    return sentences(bytes(heard))
