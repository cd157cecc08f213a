"""What an SAM_A sends is taken apart or passed over, whatever it is."""

from datetime import date
from functools import reduce
from operator import xor
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.drivers.sam_commands import Request, split_card
from kiosk.devices.drivers.sam_frame import LONGEST, PREAMBLE, FrameParser, encode_frame
from kiosk.devices.drivers.sam_text import TEXT_LENGTH, MalformedTextError, parse_text
from kiosk.devices.simulators.identity_card import CardLayout, IdentityCard
from kiosk.devices.simulators.identity_reader import SimulatedIdentityReader
from tests.devices.identity_desks import CARDS, CITIZEN, FOREIGNER, FOREIGNER_2017, PERMIT

TODAY = date(2026, 11, 22)
GOOD = encode_frame(b"\x00\x00\x90")
CONTENTS = st.binary(min_size=2, max_size=60)


def contents(*portions: bytes) -> list[bytes]:
    parser = FrameParser()
    return [content for portion in portions for content in parser.feed(portion)]


@given(st.lists(CONTENTS, max_size=5), st.integers(1, 40))
def test_frames_are_found_in_any_portions(sent: list[bytes], size: int) -> None:
    line = b"".join(map(encode_frame, sent))
    assert contents(*(line[at : at + size] for at in range(0, len(line), size))) == sent


@given(st.lists(st.binary(max_size=30) | st.sampled_from([PREAMBLE, GOOD]), max_size=5))
def test_any_bytes_can_be_taken_apart_in_any_portions(portions: list[bytes]) -> None:
    assert contents(*portions) == contents(b"".join(portions))


@given(CONTENTS, st.data())
def test_a_spoilt_frame_is_none_and_the_next_one_is_found_at_once(
    content: bytes, data: st.DataObject
) -> None:
    good = encode_frame(content)
    at = data.draw(st.integers(1, len(good) - 1))
    spoilt = good[:at] + bytes((good[at] ^ data.draw(st.integers(1, 255)),)) + good[at + 1 :]
    assert content not in contents(spoilt)
    assert contents(spoilt + GOOD)[-1:] == [b"\x00\x00\x90"]


@given(st.binary(min_size=1, max_size=3))
def test_a_stray_byte_in_a_preamble_costs_nothing(stray: bytes) -> None:
    assert contents(GOOD[:1] + stray + GOOD[1:])[-1:] == [b"\x00\x00\x90"]


@pytest.mark.parametrize("length", ["FFFF", "0000", "0908"])
def test_a_length_that_promises_too_much_keeps_nobody_waiting(length: str) -> None:
    assert contents(PREAMBLE + bytes.fromhex(length), GOOD) == [b"\x00\x00\x90"]


def test_bytes_made_to_look_like_many_frames_take_hardly_longer_than_others() -> None:
    hostile = (PREAMBLE + (LONGEST - 10).to_bytes(2)) * 3000
    assert contents(hostile, bytes(LONGEST), GOOD) == [b"\x00\x00\x90"]
    assert seconds(hostile) < 5 * seconds(bytes(len(hostile)))


def seconds(data: bytes) -> float:
    began = thread_time()
    contents(data)
    return thread_time() - began


def test_the_longest_frame_of_a_card_is_found() -> None:
    content = bytes(range(256)) * 9 + bytes(LONGEST - 1 - 256 * 9)
    assert contents(encode_frame(content)) == [content]
    frame = encode_frame(content)
    assert reduce(xor, frame[5:]) == 0


@given(
    st.sampled_from(Request), st.binary(max_size=12) | st.binary(max_size=12).map(lambda tail: b"\0\0" + tail)
)
def test_any_content_is_a_reply_to_a_request_or_none(request_: Request, content: bytes) -> None:
    request_.parse(content)


def test_no_reply_fits_two_requests() -> None:
    for request_ in Request:
        for length in request_.value.lengths:
            content = bytes((0, 0, request_.value.good)) + bytes(length)
            assert [other for other in Request if other.parse(content)] == [request_]


@given(st.binary(max_size=20))
def test_a_card_is_parted_only_into_what_fills_it(data: bytes) -> None:
    assert split_card(data) is None


@given(st.binary(min_size=TEXT_LENGTH, max_size=TEXT_LENGTH) | st.binary(max_size=600))
def test_any_text_is_read_or_refused(text: bytes) -> None:
    with pytest.raises(MalformedTextError):
        parse_text(text, b"", TODAY)


@given(st.sampled_from(CARDS), st.integers(0, TEXT_LENGTH - 1), st.integers(1, 255))
def test_a_text_with_one_wrong_byte_never_gives_another_number(
    card: IdentityCard, at: int, flip: int
) -> None:
    text = bytearray(card.text)
    text[at] ^= flip
    told = ""
    try:
        evidence = parse_text(bytes(text), b"", TODAY)
    except MalformedTextError as error:
        told = str(error)
    else:
        old_card = card is FOREIGNER_2017  # its number has no check digit
        assert old_card or evidence.number.reveal() == card.number
    assert card.number not in told


@given(
    st.sampled_from(CARDS),
    st.text(st.characters(categories=["Lu", "Lo"]), min_size=1, max_size=7),
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=46),
)
def test_names_of_any_letters_are_read_as_they_stand(card: IdentityCard, name: str, latin: str) -> None:
    foreign = bool(card.latin_name)
    written = IdentityCard(card.layout, card.number, name, latin if foreign else "")
    names = [found.reveal() for found in parse_text(written.text, b"", TODAY).names]
    assert names == ([latin, name] if foreign else [name])


@pytest.mark.parametrize(
    ("layout", "number"),
    [
        (CardLayout.CITIZEN, PERMIT.number),
        (CardLayout.PERMIT, CITIZEN.number),
        (CardLayout.FOREIGNER_2023, CITIZEN.number),
        (CardLayout.CITIZEN, FOREIGNER.number),
        (CardLayout.FOREIGNER_2017, "K" + FOREIGNER_2017.number[:14]),
    ],
)
def test_a_number_that_does_not_belong_on_a_card_is_refused(layout: CardLayout, number: str) -> None:
    with pytest.raises(MalformedTextError):
        parse_text(IdentityCard(layout, number, "林", "LIN").text, b"", TODAY)


@pytest.mark.parametrize("day", ["20390229", "永久", "", "2039010"])
def test_a_last_day_that_is_no_date_is_refused(day: str) -> None:
    with pytest.raises(MalformedTextError, match="validity"):
        parse_text(IdentityCard(CardLayout.CITIZEN, CITIZEN.number, "林", valid_until=day).text, b"", TODAY)


@given(st.lists(st.binary(max_size=60) | st.binary(min_size=1, max_size=8).map(encode_frame), max_size=6))
def test_no_request_whatever_can_break_the_simulated_reader(requests: list[bytes]) -> None:
    reader = SimulatedIdentityReader()
    reader.put_on(CITIZEN)
    for request_ in requests:
        reader.receive(request_)
