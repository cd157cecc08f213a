"""WeChat Pay's trade bill: asked for, downloaded, checked against its signed hash, read.

Sources: the pages on the trade bill (2025-01-10), its download (2024-12-25, whose reply is not signed)
and its format (2024-11-25): commas between the fields, a backtick before each, yuan with two decimals.
"""

import hashlib
import re
from datetime import date, datetime
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, ValidationError

from kiosk.domain.clock import SHANGHAI
from kiosk.domain.money import Fen
from kiosk.payments.bill import BillKind, BillRow, NotReady
from kiosk.payments.outcome import NotSent, Unknown
from kiosk.payments.rails.exchange import HttpReply
from kiosk.payments.rails.wechat_client import WeChatClient

_MOST_BYTES = 1 << 26
_FILES = "/v3/billdownload/file"
_MISSING = re.compile(rb'"code"\s*:\s*"NO_STATEMENT_EXIST"')
_BEING_MADE = re.compile(rb'"code"\s*:\s*"STATEMENT_CREATING"')
_COLUMNS = ("交易时间", "微信订单号", "商户订单号", "交易状态", "商户退款单号", "订单金额", "申请退款金额")
_TOTALS = "总交易单数"
_KINDS = {"SUCCESS": BillKind.PAYMENT, "REFUND": BillKind.REFUND, "REVOKED": BillKind.REFUND}
"""REVOKED is a payment that the merchant's cancelling gave back."""


class _Offer(BaseModel):
    hash_type: Literal["SHA1"]
    hash_value: str = Field(pattern=r"^[0-9a-fA-F]{40}$")
    download_url: str = Field(max_length=2048)


async def fetch_bill(client: WeChatClient, day: date) -> tuple[BillRow, ...] | NotReady | NotSent | Unknown:
    """Fetch all payments, refunds and reversals of a day, or nothing of it."""
    reply = await client.ask("GET", f"/v3/bill/tradebill?bill_date={day.isoformat()}&bill_type=ALL")
    match reply:
        case HttpReply(status=200, body=body):
            return await _download(client, body)
        case HttpReply(status=400, body=body) if _MISSING.search(body):
            return NotReady()
        case HttpReply(status=400, body=body) if _BEING_MADE.search(body):
            return Unknown("the bill is still being made")
        case HttpReply(status=status):
            return Unknown(f"HTTP {status} instead of the bill")
        case outcome:
            return outcome


async def _download(client: WeChatClient, body: bytes) -> tuple[BillRow, ...] | NotSent | Unknown:
    try:
        offer = _Offer.model_validate_json(body)
        file = await client.download(_target(offer.download_url), _MOST_BYTES)
        if not isinstance(file, HttpReply):
            return file
        digest = hashlib.sha1(file.body, usedforsecurity=False).hexdigest()
        if file.status != 200 or digest != offer.hash_value.lower():
            return Unknown(f"HTTP {file.status}, the bill is not the one that was offered")
        return read_bill(file.body)
    except ValueError as error:  # a ValidationError is one, and would quote what came
        reason = "its offer is not as documented" if isinstance(error, ValidationError) else str(error)
        return Unknown(f"the bill cannot be read: {reason}")


def _target(url: str) -> str:
    """Give path and query alone: a signed request goes to the known domains and nowhere else."""
    parts = urlsplit(url.strip())
    if parts.path != _FILES or not re.fullmatch(r"[0-9A-Za-z%&=+/_.~-]*", parts.query):
        raise ValueError("it lies at a place that is not documented")
    return f"{parts.path}?{parts.query}"


def read_bill(content: bytes) -> tuple[BillRow, ...]:
    """Read a bill of the kind ALL.

    Raises:
        ValueError: anything in it is not as documented; what, is said without quoting it.
    """
    lines = content.decode("utf-8-sig").splitlines()
    end = next((index for index, line in enumerate(lines) if line.startswith(_TOTALS)), None)
    if end is None:
        raise ValueError("it has no sums at its end")
    header = lines[0].split(",")
    if not set(_COLUMNS) <= set(header):
        raise ValueError("a column is missing")
    places = [header.index(column) for column in _COLUMNS]
    return tuple(_row(_fields(line, len(header)), places) for line in lines[1:end])


def _fields(line: str, count: int) -> list[str]:
    """Part a line at its commas; one in the name of goods stands before no backtick."""
    fields = line.removeprefix("`").split(",`")
    if not line.startswith("`") or len(fields) != count:
        raise ValueError("a line has another number of fields than the first")
    return fields


def _row(fields: list[str], places: list[int]) -> BillRow:
    at, trade_no, attempt_no, state, refund_no, paid, refunded = (fields[place] for place in places)
    kind = _KINDS.get(state)
    if kind is None or not attempt_no or not trade_no:
        raise ValueError("a line is of an unknown kind or without its numbers")
    return BillRow(
        attempt_no=attempt_no,
        trade_no=trade_no,
        kind=kind,
        fen=_fen(paid if kind is BillKind.PAYMENT else refunded),
        refund_no=refund_no if state == "REFUND" else None,
        at=_moment(at),
    )


def _fen(yuan: str) -> Fen:
    parts = re.fullmatch(r"([0-9]{1,9})\.([0-9]{2})", yuan)
    if parts is None or (fen := int(parts[1] + parts[2])) == 0:
        raise ValueError("an amount is amiss")
    return Fen(fen)


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=SHANGHAI)
    except ValueError:
        raise ValueError("a time is amiss") from None
