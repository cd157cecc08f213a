"""Alipay's bill of a day: where it lies, and how the zip of CSV files in GBK is read.

Sources: the page of data.dataservice.bill.downloadurl.query, and bills that merchants have published. Of
the two files in the zip, the one of single movements counts; its last lines tell how many there are. A
bill is read whole or not at all: a kind of movement that is not known makes it unreadable.
"""

import asyncio
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urlsplit

from kiosk.domain.money import parse_yuan
from kiosk.payments.bill import BillKind, BillRow, NotReady
from kiosk.payments.outcome import NotSent, Unknown
from kiosk.payments.rails.alipay_client import AlipayClient, Answer, read_moment

_MOST_ZIPPED = 16 << 20
_MOST_BYTES = 128 << 20
"""A line takes about 250 bytes: half a million movements on one day of one merchant."""
_KINDS = {"交易": BillKind.PAYMENT, "退款": BillKind.REFUND}
_TOTALS = {BillKind.PAYMENT: "#交易合计", BillKind.REFUND: "#退款合计"}
_SPOILT_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError)


async def fetch_bill(client: AlipayClient, day: date) -> tuple[BillRow, ...] | NotReady | NotSent | Unknown:
    """Ask for the address of a day's bill, which is good for 30 seconds, and fetch it from there."""
    wish = {"bill_type": "trade", "bill_date": day.isoformat()}
    match await client.ask("alipay.data.dataservice.bill.downloadurl.query", wish):
        case Answer(code="10000", bill_download_url=str(url)):
            return await _fetch(client, url)
        case Answer(refusal="BILL_NOT_EXIST"):
            return NotReady()
        case Answer() as answer:
            return Unknown(answer.words)
        case outcome:
            return outcome


async def _fetch(client: AlipayClient, url: str) -> tuple[BillRow, ...] | NotSent | Unknown:
    target = _target(url, client.settings.bill_origin)
    if target is None:
        return Unknown("the bill lies at a place that is not trusted")
    zipped = await client.fetch(target, _MOST_ZIPPED)
    if not isinstance(zipped, bytes):
        return zipped
    try:
        return await asyncio.to_thread(read_bill, zipped)  # a large one takes seconds
    except ValueError as error:
        return Unknown(f"the bill cannot be read: {error}")


def read_bill(zipped: bytes) -> tuple[BillRow, ...]:
    """Read the zip that Alipay hands out.

    Raises:
        ValueError: anything in it is not as documented; what, is said without quoting it.
    """
    lines = _unzipped(zipped).decode("gb18030").splitlines()
    start = next((place for place, line in enumerate(lines) if not line.startswith("#")), len(lines))
    end = next((place for place, line in enumerate(lines) if "业务明细列表结束" in line), -1)
    if not start < end:
        raise ValueError("it has no list of movements with an end")
    try:
        table = csv.DictReader(lines[start:end])
        rows = tuple(_row(fields) for fields in table)
    except (csv.Error, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"a line or a column is amiss ({type(error).__name__})") from error
    for kind, words in _TOTALS.items():
        if _total(lines[end:], words) != sum(row.kind is kind for row in rows):
            raise ValueError(f"its sum does not fit its lines of the kind {kind}")
    return rows


def _target(url: str, origin: str) -> str | None:
    """Give path and query of an address at the trusted host; its protocol is ours to choose."""
    try:
        parts, trusted = urlsplit(url), urlsplit(origin)
    except ValueError:
        return None
    good = parts.scheme in {"http", "https"} and parts.netloc == trusted.netloc and parts.path.startswith("/")
    return f"{parts.path}?{parts.query}" if good and url.isascii() and url.isprintable() else None


def _unzipped(zipped: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(zipped), metadata_encoding="gbk") as archive:
            names = [name for name in archive.namelist() if "业务明细" in name and "汇总" not in name]
            if len(names) != 1:
                raise ValueError("the zip does not hold one list of movements")
            if archive.getinfo(names[0]).compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise ValueError("the zip is packed in another way")
            with archive.open(names[0]) as file:
                content = file.read(_MOST_BYTES + 1)
    except _SPOILT_ZIP as error:
        raise ValueError(f"the zip is damaged ({type(error).__name__})") from error
    if len(content) > _MOST_BYTES:
        raise ValueError("it is too long")
    return content


def _row(fields: Mapping[str, str]) -> BillRow:
    texts = {name.strip(): text.strip() for name, text in fields.items()}
    kind, amount, at = _KINDS[texts["业务类型"]], texts["订单金额（元）"], read_moment(texts["完成时间"])
    back = kind is BillKind.REFUND
    fen = parse_yuan(amount.removeprefix("-") if back else amount)  # what goes back stands with a minus
    refund_no = texts["退款批次号/请求号"] if back else None
    numbers = (texts["商户订单号"], texts["支付宝交易号"], *([refund_no] if refund_no is not None else []))
    if fen is None or at is None or not all(numbers):
        raise ValueError("an amount, a time or a number is amiss")
    return BillRow(
        attempt_no=texts["商户订单号"],
        trade_no=texts["支付宝交易号"],
        kind=kind,
        fen=fen,
        refund_no=refund_no,
        at=at,
    )


def _total(lines: Iterable[str], words: str) -> int | None:
    for line in lines:
        if found := re.match(rf"{words}：([0-9]{{1,9}})笔", line):
            return int(found[1])
    return None
