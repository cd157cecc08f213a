"""Parsers of what devices send hold against any bytes."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.drivers.escpos_replies import (
    AutomaticStatus,
    RealTimeStatus,
    Reply,
    ReplyParser,
    Transmitted,
)
from kiosk.devices.drivers.escpos_status import decode_status
from kiosk.devices.drivers.paper_layout import columns, text_width, wrap
from kiosk.devices.drivers.records import (
    NAME,
    MalformedRecordError,
    decode_alphanumeric,
    decode_name,
    parse_record,
)
from kiosk.devices.ports import DeviceState, FaultCode, PaperState
from kiosk.devices.simulators.printer import SimulatedPrinter

PARTS = bytes.fromhex(
    "1B40 FE 1D61FF FE 1D6100 FE 1D7201 FE 100401 FE 100502 FE 1C26 FE 1C2E FE 0A FE 41 FE C9E7 FE C9 FE "
    "9534B235 FE FFFF FE 1B6101 FE 1B64FF FE 1D2177 FE 1D5600 FE 1D564203 FE 1D763000010002008001 FE "
    "1D763000480000 FE 1D286B0300314310 FE 1D286B050031503061 FE 1D286B0300315130 FE 1D286B0000 FE 1004 FE "
    "10 FE 1B FE 1D FE 7F"
).split(b"\xfe")


def replies(*portions: bytes) -> list[Reply]:
    parser = ReplyParser()
    return [reply for portion in portions for reply in parser.feed(portion)]


@pytest.mark.parametrize(
    ("answers", "device", "paper", "fault"),
    [
        ("12 12 12 12", DeviceState.ONLINE, PaperState.FULL, None),
        ("12 12 12 1E", DeviceState.ONLINE, PaperState.LOW, None),
        ("1A 32 12 7E", DeviceState.USER_ERROR, PaperState.OUT, FaultCode.PAPER_OUT),
        ("1A 16 12 12", DeviceState.USER_ERROR, PaperState.FULL, FaultCode.COVER_OPEN),
        ("1A 12 12 12", DeviceState.HARDWARE_ERROR, PaperState.FULL, FaultCode.PRINTER_ERROR),
        ("1A 52 1A 12", DeviceState.HARDWARE_ERROR, PaperState.FULL, FaultCode.CUTTER_ERROR),
        ("1A 52 16 12", DeviceState.HARDWARE_ERROR, PaperState.JAMMED, FaultCode.PAPER_JAM),
        ("1A 52 32 12", DeviceState.HARDWARE_ERROR, PaperState.FULL, FaultCode.PRINTER_ERROR),
        ("1A 52 52 12", DeviceState.BUSY, PaperState.FULL, None),
        ("16 12 12 12", DeviceState.ONLINE, PaperState.FULL, None),
    ],
)
def test_the_four_status_bytes_mean(
    answers: str, device: DeviceState, paper: PaperState, fault: FaultCode | None
) -> None:
    first, second, third, fourth = bytes.fromhex(answers)
    status = decode_status((first, second, third, fourth))
    assert (status.device, status.paper, status.fault) == (device, paper, fault)


def test_three_kinds_of_answers_on_one_line_are_told_apart() -> None:
    assert replies(bytes.fromhex("12 18000F00 00 1A 03")) == [
        RealTimeStatus(0x12),
        AutomaticStatus(bytes.fromhex("18000F00")),
        Transmitted(0x00),
        RealTimeStatus(0x1A),
        Transmitted(0x03),
    ]


def test_an_automatic_status_may_come_in_pieces_and_is_never_a_fence() -> None:
    assert replies(b"\x10", b"\x00", b"\x00\x00") == [AutomaticStatus(b"\x10\x00\x00\x00")]


@given(st.lists(st.binary(max_size=20), max_size=5))
def test_any_answers_of_a_printer_can_be_taken_apart_in_any_portions(portions: list[bytes]) -> None:
    assert replies(*portions) == replies(b"".join(portions))


@given(st.tuples(*[st.integers(0, 255)] * 4))
def test_any_four_status_bytes_mean_something(answers: tuple[int, int, int, int]) -> None:
    assert decode_status(answers).device in DeviceState


@given(st.binary(max_size=40))
def test_any_record_is_read_or_refused(data: bytes) -> None:
    try:
        value = parse_record(NAME, data)
    except MalformedRecordError:
        return
    assert data == b"\x09\x1e" + value


@given(st.binary(min_size=1, max_size=30))
def test_any_name_or_number_is_read_or_refused(value: bytes) -> None:
    for decode in (decode_name, decode_alphanumeric):
        with suppress(MalformedRecordError):
            assert not any(unicodedata.category(char) in ("Cc", "Cn", "Cs") for char in decode(value))


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_no_bytes_whatever_can_break_the_simulated_printer(portions: list[bytes]) -> None:
    printer = SimulatedPrinter()
    for portion in portions:
        printer.receive(portion)


@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_no_commands_whatever_can_break_the_simulated_printer(parts: list[bytes]) -> None:
    whole, split = SimulatedPrinter(), SimulatedPrinter()
    whole.receive(b"".join(parts))
    for value in b"".join(parts):
        split.receive(bytes((value,)))
    assert [paper.lines for paper in whole.printed] == [paper.lines for paper in split.printed]
    assert whole.events == split.events


@given(st.text(max_size=120), st.integers(2, 48))
def test_a_wrapped_text_fits_and_loses_only_blanks(text: str, cells: int) -> None:
    lines = list(wrap(text, cells))
    assert all(text_width(line) <= cells for line in lines)
    ink = [char for line in lines for char in line if char != " "]
    assert ink == [char for line in wrap(text, 10_000) for char in line if char != " "]


@given(st.text(max_size=40), st.text(max_size=40))
def test_columns_end_at_the_right_edge(left: str, right: str) -> None:
    *_, last = columns(left, right, 48)
    assert text_width(last) == 48


def test_the_simulated_printer_tells_its_status_at_once_when_it_is_to_tell_it_by_itself() -> None:
    said = bytearray()
    printer = SimulatedPrinter()
    printer.attach(said.extend)
    printer.receive(b"\x1da\xff")
    assert replies(bytes(said)) == [AutomaticStatus(b"\x10\x00\x00\x00")]


def test_the_simulated_printer_sets_text_where_it_is_told_to() -> None:
    printer = SimulatedPrinter()
    printer.receive("金额".encode("gbk") + b"\x1b$\x68\x01\x1b\\\x0c\x00380.00\n\x1dV\x00")
    assert printer.printed[0].lines == ("金额" + " " * 27 + "380.00",)
