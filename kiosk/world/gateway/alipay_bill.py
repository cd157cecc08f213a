"""Alipay's bill of a day: a zip of two CSV files in GBK at an address that is good for 30 seconds.

Sources: the page of data.dataservice.bill.downloadurl.query, and bills that merchants have published.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs

from pydantic import BaseModel, Field

from kiosk.domain.clock import SHANGHAI, Clock
from kiosk.domain.ids import RandomBytes
from kiosk.domain.money import plain_yuan
from kiosk.domain.orders import RailName
from kiosk.world.gateway.alipay_answer import Answer, business_failure, success, write_moment
from kiosk.world.gateway.message import Request, Response
from kiosk.world.gateway.store import TradeStore
from kiosk.world.gateway.trades import Movement

PATH = "/downloadBillFile.resource"
_GOOD_FOR = timedelta(seconds=30)
_ACCOUNT = "20880000000000000156"
_HEADER = (
    "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,"
    "订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,"
    "商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注"
)
_COLUMNS = _HEADER.split(",")


class _Wish(BaseModel):
    bill_type: str = Field(pattern=r"^trade$")
    bill_date: date


class AlipayBills:
    """Gives addresses, and the bills that lie there."""

    def __init__(self, store: TradeStore, clock: Clock, random_bytes: RandomBytes) -> None:
        self._store = store
        self._clock = clock
        self._random_bytes = random_bytes
        self._addresses: dict[str, tuple[date, datetime]] = {}
        """By the number of the file: whose day it is, and until when it can be fetched."""

    def address(self, content: str, origin: str) -> Answer:
        """Tell where a bill lies.

        Raises:
            ValidationError: the wish is against the documentation.
        """
        wish, now = _Wish.model_validate_json(content), self._clock.now()
        if wish.bill_date >= now.astimezone(SHANGHAI).date():
            return business_failure("isv.invalid-arguments", "入参不合法")
        if not self._store.movements(RailName.ALIPAY, wish.bill_date):
            return business_failure("isp.bill_not_exist", "账单不存在")
        file_id = self._random_bytes(16).hex()
        self._addresses[file_id] = (wish.bill_date, now + _GOOD_FOR)
        query = f"bizType=trade&fileType=csv.zip&bizDates={wish.bill_date:%Y%m%d}&fileId={file_id}"
        return success(bill_download_url=f"{origin}{PATH}?{query}")

    def fetch(self, request: Request) -> Response:
        """Hand out what lies at an address."""
        file_id = parse_qs(request.query).get("fileId", [""])[0]
        day, until = self._addresses.get(file_id, (None, self._clock.now()))
        if request.method != "GET" or day is None or self._clock.now() > until:
            return Response(404)
        content = bill(day, self._store.movements(RailName.ALIPAY, day))
        return Response(200, {"Content-Type": "application/zip"}, content)


def bill(day: date, movements: Sequence[Movement]) -> bytes:
    """Write the zip: the list of movements, and the sum of all shops."""
    name = f"{_ACCOUNT}_{day:%Y%m%d}_业务明细"
    came = [move for move in movements if move.refund is None]
    went = [move for move in movements if move.refund is not None]
    first, last = (f"[{moment:%Y年%m月%d日} 00:00:00]" for moment in (day, day + timedelta(days=1)))
    head = [
        "#支付宝业务明细查询",
        f"#账号：[{_ACCOUNT}]",
        f"#起始日期：{first}   终止日期：{last}",
        f"#{'-' * 41}业务明细列表{'-' * 40}",
    ]
    foot = [
        f"#{'-' * 41}业务明细列表结束{'-' * 36}",
        f"#交易合计：{len(came)}笔，商家实收共{_sum(came)}元，商家优惠共0.00元",
        f"#退款合计：{len(went)}笔，商家实收退款共-{_sum(went)}元，商家优惠退款共0.00元",
    ]
    lines = [*head, *_table([_COLUMNS, *map(_row, movements)]), *foot]
    summary = ["#支付宝业务汇总查询", f"#账号：[{_ACCOUNT}]"]
    return _zip({f"{name}.csv": lines, f"{name}(汇总).csv": summary})


def _row(move: Movement) -> list[str]:
    refund, trade = move.refund, move.trade
    amount = plain_yuan(trade.fen) if refund is None else f"-{plain_yuan(refund.fen)}"
    values = {
        "支付宝交易号": f"{trade.trade_no}\t",
        "商户订单号": f"{trade.attempt_no}\t",
        "业务类型": "交易\t" if refund is None else "退款\t",
        "商品名称": trade.subject,
        "创建时间": write_moment(trade.paid_at or move.at),
        "完成时间": write_moment(move.at),
        "对方账户": "*民(159****00)\t",
        "订单金额（元）": amount,
        "商家实收（元）": amount,
        "退款批次号/请求号": "\t" if refund is None else f"{refund.refund_no}\t",
    }
    return [values.get(name, "0.00" if name.endswith("（元）") else "") for name in _COLUMNS]


def _table(rows: Iterable[Sequence[str]]) -> list[str]:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().split("\r\n")[:-1]


def _sum(movements: Iterable[Movement]) -> str:
    fen = sum((move.trade if move.refund is None else move.refund).fen for move in movements)
    return f"{fen // 100}.{fen % 100:02}"


def _zip(files: dict[str, list[str]]) -> bytes:
    """Write a zip whose names are in GBK without saying so, as Alipay's are; zipfile would write UTF-8."""
    content, names = io.BytesIO(), {}
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, lines) in enumerate(files.items(), start=1):
            raw = name.encode("gbk")
            placeholder = bytes([number]) * len(raw)
            names[placeholder] = raw
            text = "".join(f"{line}\r\n" for line in lines)
            archive.writestr(placeholder.decode("ascii"), text.encode("gb18030"))
    zipped = content.getvalue()
    for placeholder, raw in names.items():
        zipped = zipped.replace(placeholder, raw)
    return zipped
