"""What ECR Hub devices send is taken apart or passed over, whatever it is."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.drivers.ecr_hub_frame import HANDSHAKE, Frame, FrameParser, FrameType, encode_frame
from kiosk.devices.drivers.ecr_hub_messages import BizData, Response, ResponseCode, parse_response
from kiosk.devices.drivers.ecr_hub_trades import trade_of_order, trade_of_query
from kiosk.devices.ports import CloseReason, TradeClosed, TradeNotFound, TradeSucceeded, TradeVoided
from kiosk.devices.simulators.terminal import SimulatedTerminal
from kiosk.devices.simulators.terminal_line import TerminalOnWire
from kiosk.domain.money import Fen, parse_yuan, plain_yuan
from kiosk.world.clock import VirtualClock

FRAMES = st.builds(
    Frame,
    st.sampled_from(FrameType),
    st.integers(0, 255),
    st.integers(0, 255),
    st.text(max_size=40).map(str.encode),
)
CODES = [*ResponseCode, "0", "777", ""]
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "merchant_order_no": st.sampled_from(["K1", "K2", ""]),
        "trans_status": st.sampled_from(["0", "1", "2", "3", "9", "7", "", 2]),
        "order_amount": st.sampled_from(["380.00", "380", "-1", "1e3", "0.1.2", "", "٣٨٠"]),
        "trans_no": st.sampled_from(["5021", "", 5021]),
        "card_no": st.sampled_from(["6228481234567890123", "622848******1234", ""]),
        "trans_end_time": st.text(max_size=20),
    },
)


def frames(*portions: bytes) -> list[Frame]:
    parser = FrameParser()
    return [frame for portion in portions for frame in parser.feed(portion)]


@given(st.lists(FRAMES, max_size=5), st.integers(1, 40))
def test_frames_are_found_in_any_portions(sent: list[Frame], size: int) -> None:
    line = b"".join(map(encode_frame, sent))
    assert frames(*(line[at : at + size] for at in range(0, len(line), size))) == sent


@given(st.lists(st.binary(max_size=30), max_size=5))
def test_any_bytes_can_be_taken_apart_in_any_portions(portions: list[bytes]) -> None:
    assert frames(*portions) == frames(b"".join(portions))


@given(FRAMES, st.data())
def test_a_spoilt_frame_is_none_and_the_next_one_is_found_at_once(frame: Frame, data: st.DataObject) -> None:
    good = encode_frame(frame)
    at = data.draw(st.integers(0, len(good) - 1))
    spoilt = good[:at] + bytes((good[at] ^ data.draw(st.integers(1, 255)),)) + good[at + 1 :]
    assert frames(spoilt + encode_frame(HANDSHAKE))[-1] == HANDSHAKE
    assert frame not in frames(spoilt)


def test_a_length_that_promises_too_much_keeps_nobody_waiting() -> None:
    assert frames(bytes.fromhex("55AA0000010400"), encode_frame(HANDSHAKE)) == [HANDSHAKE]


def test_bytes_made_to_look_like_many_frames_take_hardly_longer_than_others() -> None:
    hostile = bytes.fromhex("55AACC33") * 2000
    assert frames(hostile, encode_frame(HANDSHAKE)) == [HANDSHAKE]
    assert seconds(hostile) < 5 * seconds(bytes(len(hostile)))


def seconds(data: bytes) -> float:
    began = thread_time()
    frames(data)
    return thread_time() - began


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "ignore")))
def test_any_message_is_an_answer_or_none(message: bytes) -> None:
    parse_response(message)


@given(st.sampled_from(CODES), FIELDS)
def test_money_is_believed_only_when_code_state_number_and_amount_say_so(
    code: str, fields: dict[str, object]
) -> None:
    response = parse_response(
        json.dumps({"request_id": "R", "response_code": code, "biz_data": fields}).encode()
    )
    assert response is not None
    for trade in (trade_of_order(response, "K1"), trade_of_query(response, "K1")):
        if isinstance(trade, TradeSucceeded):
            assert (code in {"000", "0"}, fields["merchant_order_no"]) == (True, "K1")
            assert (str(fields["trans_status"]), trade.fen) == ("2", 38_000)
            assert str(fields["trans_no"]) == trade.trans_no
        if isinstance(trade, TradeClosed):
            assert str(fields.get("trans_status", "1")) == "1"
        if isinstance(trade, TradeClosed | TradeVoided):
            assert code in {"000", "0", "102", "106", "110", "111", "112", "115"}


@pytest.mark.parametrize("code", CODES)
def test_the_bare_code_of_a_sales_answer_decides_only_if_it_is_a_decline(code: str) -> None:
    declines = {
        "102": CloseReason.CANCELLED,
        "110": CloseReason.CANCELLED,
        "106": CloseReason.DECLINED,
        "115": CloseReason.DECLINED,
        "111": CloseReason.TIMED_OUT,
        "112": CloseReason.TIMED_OUT,
    }
    answer = Response(request_id="R", response_code=code)
    assert trade_of_order(answer, "K1") == (TradeClosed(declines[code]) if code in declines else None)
    assert trade_of_query(answer, "K1") == (TradeNotFound() if code == "104" else None)


def test_a_success_is_believed_only_whole_and_under_the_right_number() -> None:
    whole = {"merchant_order_no": "K1", "trans_status": "2", "order_amount": "1.00", "trans_no": "5"}
    answer = Response(request_id="R", response_code="000", biz_data=BizData(**whole))
    assert trade_of_query(answer, "K1") == trade_of_order(answer, "K1") == TradeSucceeded(Fen(100), "5")
    assert trade_of_query(answer, "K2") is trade_of_order(answer, "K2") is None
    for name in whole:
        part = BizData(**{other: value for other, value in whole.items() if other != name})
        answer = Response(request_id="R", response_code="000", biz_data=part)
        assert trade_of_query(answer, "K1") is trade_of_order(answer, "K1") is None


@pytest.mark.parametrize("nothing", ["", ',"biz_data":""', ',"biz_data":null', ',"biz_data":[]'])
def test_a_cancelled_sale_of_which_nothing_is_told_is_cancelled(nothing: str) -> None:
    answer = parse_response(f'{{"request_id":"1","response_code":"110"{nothing}}}'.encode())
    assert answer is not None
    assert trade_of_order(answer, "K1") == TradeClosed(CloseReason.CANCELLED)
    assert trade_of_query(answer, "K1") is None


@pytest.mark.parametrize("message", ["Transaction timeout", "[[K031]Host Timed out]", "交易超时"])
def test_a_failure_that_is_said_to_be_a_timeout_decides_nothing(message: str) -> None:
    answer = Response(request_id="1", response_code="106", response_msg=message)
    assert trade_of_order(answer, "K1") is None
    refused = Response(request_id="1", response_code="106", response_msg="Insufficient funds")
    assert trade_of_order(refused, "K1") == TradeClosed(CloseReason.DECLINED)


def test_an_amount_that_is_a_number_of_json_is_no_answer() -> None:
    assert (
        parse_response(b'{"request_id":"R","response_code":"000","biz_data":{"order_amount":380.00}}') is None
    )


def test_a_card_number_that_the_terminal_forgot_to_mask_is_masked() -> None:
    response = parse_response(
        b'{"request_id":"R","response_code":"000","biz_data":{"merchant_order_no":"K1","trans_status":"2",'
        b'"order_amount":"1.00","trans_no":"5","card_no":"6228481234567890123"}}'
    )
    assert response is not None
    trade = trade_of_query(response, "K1")
    assert isinstance(trade, TradeSucceeded)
    assert trade.card_no == "622848*********0123"


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("2026-11-22 04:00:00", datetime(2026, 11, 22, 4, tzinfo=UTC)),
        ("9999-12-31 23:59:59", None),
        ("", None),
        (None, None),
    ],
)
def test_the_end_of_a_trade_is_told_in_universal_time(told: str | None, meant: datetime | None) -> None:
    assert BizData(trans_end_time=told).ended_at == meant


@given(st.integers(0, 99_999_999_999))
def test_an_amount_is_read_as_it_was_written(fen: int) -> None:
    assert parse_yuan(plain_yuan(Fen(fen))) == fen


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{1,10}\.[0-9]{0,3}", fullmatch=True))
def test_any_amount_is_read_whole_or_not_at_all(text: str) -> None:
    fen = parse_yuan(text)
    assert fen is None or Decimal(text) * 100 == fen


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)
REQUESTS = st.fixed_dictionaries(
    {
        "request_id": st.text(max_size=3) | JSON,
        "topic": st.sampled_from(["ecrhub.pay.order", "ecrhub.pay.query", "ecrhub.pay.close"]) | JSON,
        "biz_data": st.fixed_dictionaries(
            {
                "merchant_order_no": st.sampled_from(["K1", "K2"]) | JSON,
                "trans_type": st.sampled_from(["1", "3"]) | JSON,
                "order_amount": st.sampled_from(["380.00", "0.00"]) | JSON,
                "orig_merchant_order_no": st.sampled_from(["K1"]) | JSON,
            }
        )
        | JSON,
    }
)


@given(
    st.lists(REQUESTS.map(lambda request: json.dumps(request).encode()) | st.binary(max_size=60), max_size=6)
)
def test_no_request_whatever_can_break_the_simulated_terminal(messages: list[bytes]) -> None:
    terminal = SimulatedTerminal(VirtualClock(datetime(2026, 11, 22, tzinfo=UTC)))
    wire = TerminalOnWire(terminal)
    wire.attach(lambda _: None)
    wire.receive(encode_frame(HANDSHAKE))
    for number, message in enumerate(messages, 1):
        wire.receive(encode_frame(Frame(id=number, data=message)))
        terminal.present_card()
    wire.receive(b"".join(messages))
