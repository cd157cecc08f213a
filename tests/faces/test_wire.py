"""What goes between the kiosk and the process that looks at faces, and what does not."""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.faces import Degradation, FacesUnavailable, Instruction, NotVerified, Progress, Reason, Verified
from kiosk.faces.answers import ReferenceProblem
from kiosk.faces.wire import (
    LENGTHS,
    LONGEST,
    Answer,
    Begun,
    Ready,
    WireError,
    measure,
    pack,
    pack_answer,
    read_answer,
    read_head,
    read_message,
)

DEGRADED = frozenset({Degradation.NO_DLIB})
ANSWERS: list[Answer] = [
    Ready(DEGRADED),
    FacesUnavailable("the models are missing"),
    Begun(),
    ReferenceProblem.NO_FACE,
    Progress(Instruction.TURN_LEFT, 0.5),
    Verified(0.31, "rendered-citizens", DEGRADED),
    NotVerified(Reason.DIFFERENT_PERSON, 0.02, "rendered-citizens", DEGRADED),
    NotVerified(Reason.NO_FACE),
]


@pytest.mark.parametrize("answer", ANSWERS, ids=str)
def test_an_answer_arrives_as_it_was_sent(answer: Answer) -> None:
    message = read_message(io.BytesIO(pack_answer(7, answer)))
    assert message is not None
    head, body = message
    assert head["to"] == 7
    assert read_answer(head, body) == answer


def test_a_message_carries_its_bytes_whole() -> None:
    message = read_message(io.BytesIO(pack({"do": "feed"}, b"\x00\xff" * 1000)))
    assert message == ({"do": "feed"}, b"\x00\xff" * 1000)


def test_the_end_of_the_line_is_no_message() -> None:
    assert read_message(io.BytesIO(b"")) is None
    assert read_message(io.BytesIO(b"\x00\x00")) is None


@given(st.binary(max_size=200))
def test_bytes_that_are_no_message_are_refused(data: bytes) -> None:
    with suppress(WireError):
        message = read_message(io.BytesIO(data))
        if message:
            read_answer(*message)


@given(st.text(max_size=60))
def test_a_head_is_an_object_or_nothing(text: str) -> None:
    with suppress(WireError):
        assert isinstance(read_head(text.encode()), dict)


@given(st.sampled_from(["Verified", "Progress", "Begun", "Nothing", ""]), st.binary(max_size=80))
def test_an_answer_that_was_not_agreed_is_refused(kind: str, body: bytes) -> None:
    with suppress(WireError):
        read_answer({"is": kind}, body)


def test_no_message_is_longer_than_agreed() -> None:
    with pytest.raises(WireError, match="too long"):
        measure(LENGTHS.pack(LONGEST, 1))
