"""Alipay's bill: fetched from the one trusted place, and read whole or not at all."""

import asyncio
import io
import json
import zipfile
from datetime import date, datetime, timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import SHANGHAI
from kiosk.domain.money import Fen
from kiosk.payments.bill import BillKind, BillRow, BillSource, NotReady
from kiosk.payments.outcome import NotSent, Unknown
from kiosk.payments.rails.alipay import AlipayRail
from kiosk.payments.rails.alipay_bill import read_bill
from kiosk.world.gateway import Fault
from tests.payments.hall import ALIPAY, Hall
from tests.payments.test_rails import FEN, NUMBER, REFUND, create_and_pay
from tests.payments.test_replies import alipay_body

Result = tuple[BillRow, ...] | NotReady | NotSent | Unknown
METHOD = "alipay_data_dataservice_bill_downloadurl_query"
HEADER = (
    "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,"
    "订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,"
    "商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注"
)
NAME = "20880000000000000156_20261122_业务明细.csv"
DAY = date(2026, 11, 22)


def line(
    kind: str = "交易", amount: str = "400.05", at: str = "2026-11-22 09:30:00", refund: str = ""
) -> str:
    """Write a line as merchants have published them, tabs included."""
    front = f"2026112222001465870515233238\t,{NUMBER}\t,{kind}\t,社保 缴费,2026-11-22 09:29:58,{at}"
    front = f"{front},\t,\t,\t,\t,*民(182****01)\t,{amount},{amount}"
    return f"{front},0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,{refund}\t,0.00,0.00,"


def text(*lines: str, payments: int = 0, refunds: int = 0) -> str:
    head = ["#支付宝业务明细查询", "#账号：[20880000000000000156]", "#----业务明细列表----", HEADER]
    foot = [
        "#-----------------------------------------业务明细列表结束------------------------------------",
        f"#交易合计：{payments}笔，商家实收共0.06元，商家优惠共0.00元",
        f"#退款合计：{refunds}笔，商家实收退款共-0.04元，商家优惠退款共0.00元",
        "#导出时间：[2026年11月23日 05:46:49]",
    ]
    return "\n".join([*head, *lines, *foot])


def zipped(content: bytes, name: str = NAME, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def readable(content: bytes) -> bool:
    try:
        read_bill(content)
    except ValueError:
        return False
    return True


def bill_of(hall: Hall, day: date = DAY) -> Result:
    async def run() -> Result:
        async with hall.kiosk() as kiosk:
            rail = kiosk.rails[ALIPAY]
            assert isinstance(rail, AlipayRail)
            source: BillSource = rail
            return await source.bill(day)

    return asyncio.run(run())


def trade(hall: Hall) -> datetime:
    """Let a payment and its refund pass, then a night; tell when the money came."""

    async def run() -> datetime:
        async with hall.kiosk() as kiosk:
            came_at = hall.clock.now()
            await create_and_pay(hall, kiosk.rails[ALIPAY])
            await hall.clock.advance(60)
            await kiosk.rails[ALIPAY].refund(NUMBER, REFUND, FEN)
            await hall.clock.advance(86_400)
            return came_at

    return asyncio.run(run())


def test_the_bill_tells_what_came_and_what_went_back(hall: Hall) -> None:
    came_at = trade(hall)
    rows = bill_of(hall)
    assert isinstance(rows, tuple)
    paid, refunded = rows
    assert paid == BillRow(NUMBER, paid.trade_no, BillKind.PAYMENT, FEN, None, came_at)
    went_at = came_at + timedelta(seconds=60)
    assert refunded == BillRow(NUMBER, paid.trade_no, BillKind.REFUND, FEN, REFUND, went_at)


def test_there_is_no_bill_of_a_day_that_had_no_trade(hall: Hall) -> None:
    trade(hall)
    assert isinstance(bill_of(hall, DAY - timedelta(days=1)), NotReady)


@pytest.mark.parametrize("nth", [0, 1])
@pytest.mark.parametrize("fault", [Fault.DROP_REPLY, Fault.SERVER_ERROR, Fault.TRUNCATED_BODY])
def test_a_bill_that_is_lost_or_cut_short_is_unknown(hall: Hall, fault: Fault, nth: int) -> None:
    trade(hall)
    hall.gateway.faults.once(*[None] * nth, fault)
    assert isinstance(bill_of(hall), Unknown)


def test_a_bill_that_was_never_asked_for_is_not_sent(hall: Hall) -> None:
    trade(hall)
    hall.transport.set_reachable(False)
    assert isinstance(bill_of(hall), NotSent)


def served(hall: Hall, url: str, content: bytes) -> tuple[Result, list[str]]:
    """Let Alipay name this address, and serve the content wherever it is fetched."""
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            inner = json.dumps({"code": "10000", "bill_download_url": url})
            return httpx.Response(200, content=alipay_body(METHOD, inner))
        asked.append(str(request.url))
        return httpx.Response(200, content=content)

    hall.carry(httpx.MockTransport(answer))
    return bill_of(hall, DAY - timedelta(days=1)), asked


@pytest.mark.parametrize(
    "url",
    [
        "http://gateway.test.evil.example/x",
        "http://evil.example/gateway.test",
        "http://gateway.test:81/x",
        "http://gateway.test@evil.example/x",
        "file:///etc/passwd",
        "//gateway.test/x",
        "http://gateway.test",
        "http://gateway.test/x\r\nHost: evil.example",
        "http://[gateway.test/x",
        "",
    ],
)
def test_a_bill_is_fetched_from_the_trusted_place_only(hall: Hall, url: str) -> None:
    outcome, asked = served(hall, url, zipped(text().encode("gbk")))
    assert isinstance(outcome, Unknown)
    assert asked == []


def test_the_protocol_of_the_fetching_is_the_kiosk_s_own(hall: Hall) -> None:
    outcome, asked = served(hall, "https://gateway.test/x?y=1", zipped(text().encode("gbk")))
    assert outcome == ()
    assert asked == ["http://gateway.test/x?y=1"]


def test_a_bill_beyond_all_bounds_is_unknown(hall: Hall) -> None:
    for content in (bytes((16 << 20) + 1), zipped(bytes((128 << 20) + 1))):
        outcome, _ = served(hall, "http://gateway.test/x", content)
        assert isinstance(outcome, Unknown)
        assert "too long" in outcome.reason


def test_published_lines_are_read_to_the_fen() -> None:
    lines = [line(), line("退款", "-0.5", refund="R1"), line(amount="0.01")]
    rows = read_bill(zipped(text(*lines, payments=2, refunds=1).encode("gbk")))
    assert [(row.kind, row.fen, row.refund_no) for row in rows] == [
        (BillKind.PAYMENT, 40_005, None),
        (BillKind.REFUND, 50, "R1"),
        (BillKind.PAYMENT, 1, None),
    ]
    assert rows[0].at == datetime(2026, 11, 22, 9, 30, tzinfo=SHANGHAI)
    assert rows[0].trade_no == "2026112222001465870515233238"


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        text(line(), payments=0),
        text(line(), payments=2),
        text(payments=1),
        text(line(), payments=1, refunds=1),
        text(line("转账"), payments=1),
        text(line(amount="-400.05"), payments=1),
        text(line(amount="400.0500"), payments=1),
        text(line(amount="1,000.00"), payments=1),
        text(line(amount="４"), payments=1),
        text(line(at="yesterday"), payments=1),
        text(line("退款", "-0.5"), refunds=1),
        text(line() + ",one too many", payments=1),
        text("2026,too few", payments=1),
        text(line().replace(NUMBER, ""), payments=1),
        text(line(), payments=1).partition("#----------")[0],
        text(line(), payments=1).partition("#交易合计")[0],
        text(line(), payments=1).replace("业务类型", "类型"),
        text(line().replace("社保", '"社保'), payments=1),
    ],
)
def test_a_bill_that_is_not_as_documented_is_not_read_at_all(spoilt: str) -> None:
    assert len(read_bill(zipped(text(line(), payments=1).encode("gbk")))) == 1
    assert not readable(zipped(spoilt.encode("gbk")))


@pytest.mark.parametrize("name", ["other.csv", "20880000000000000156_20261122_业务明细(汇总).csv"])
def test_another_file_is_not_taken_for_the_list(name: str) -> None:
    with pytest.raises(ValueError, match="one list"):
        read_bill(zipped(text().encode("gbk"), name))


@pytest.mark.parametrize("packed", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_packed_as_alipay_never_does_is_refused(packed: int) -> None:
    with pytest.raises(ValueError, match="another way"):
        read_bill(zipped(text().encode("gbk"), packed=packed))


GOOD = zipped(text(line(), line("退款", "-0.5", refund="R1"), payments=1, refunds=1).encode("gbk"))


@given(st.binary() | st.binary(max_size=60).map(lambda tail: b"PK\x05\x06" + tail))
def test_any_bytes_for_a_zip_are_refused(content: bytes) -> None:
    assert not readable(content)


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_zip_with_other_bytes_in_it_is_read_right_or_refused(changes: list[tuple[int, int]]) -> None:
    spoilt = bytearray(GOOD)
    for place, value in changes:
        spoilt[place] = value
    if readable(bytes(spoilt)):
        assert read_bill(bytes(spoilt)) == read_bill(GOOD)


@given(st.binary() | st.text().map(lambda words: words.encode("gb18030", "replace")))
def test_any_bytes_for_a_list_are_refused(content: bytes) -> None:
    assert not readable(zipped(content))


@given(st.lists(st.text(), max_size=3), st.integers(0, 9), st.integers(0, 9))
def test_any_lines_in_a_list_never_make_money(lines: list[str], payments: int, refunds: int) -> None:
    content = text(*lines, payments=payments, refunds=refunds).encode("gb18030", "replace")
    if readable(zipped(content)):
        assert read_bill(zipped(content)) == ()


@given(st.integers(1, 99_999_999_999), st.sampled_from(["交易", "退款"]))
def test_every_amount_is_read_to_the_fen(fen: int, kind: str) -> None:
    back = kind == "退款"
    amount = f"{'-' * back}{fen // 100}.{fen % 100:02}"
    content = text(line(kind, amount, refund="R1" * back), payments=1 - back, refunds=int(back))
    (row,) = read_bill(zipped(content.encode("gbk")))
    assert row.fen == Fen(fen)
