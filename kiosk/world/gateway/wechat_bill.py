"""WeChat Pay's trade bill: offered with its hash, then fetched from an address good for five minutes.

Sources: the pages on the trade bill (2025-01-10), its download (2024-12-25) and its format (2024-11-25).
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs

from kiosk.domain.clock import SHANGHAI, Clock
from kiosk.domain.ids import RandomBytes
from kiosk.domain.money import Fen, plain_yuan
from kiosk.domain.orders import RailName
from kiosk.world.gateway.keys import WechatMerchant
from kiosk.world.gateway.message import Request, Response
from kiosk.world.gateway.store import TradeStore
from kiosk.world.gateway.trades import Movement, TradeState
from kiosk.world.gateway.wechat_answer import Answer, error

FILE_PATH = "/v3/billdownload/file"
_GOOD_FOR = timedelta(minutes=5)
_KEPT = timedelta(days=92)
_MADE_AT_HOUR = 9
"""Of the next morning in Shanghai."""
_TIME = "%Y-%m-%d %H:%M:%S"
_COLUMNS = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
    "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,"
    "手续费,费率,订单金额,申请退款金额,费率备注"
)
_SUMS = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"


class WechatBills:
    """Offers bills, and hands out what it has offered."""

    def __init__(
        self, store: TradeStore, merchant: WechatMerchant, clock: Clock, random_bytes: RandomBytes
    ) -> None:
        self._store = store
        self._merchant = merchant
        self._clock = clock
        self._random_bytes = random_bytes
        self._offered: dict[str, tuple[bytes, datetime]] = {}
        """By token: the file, and until when it can be fetched."""

    def offer(self, request: Request) -> Answer:
        """Tell where a bill lies, and its hash."""
        wish = parse_qs(request.query)
        try:
            day = date.fromisoformat(wish.get("bill_date", [""])[0])
        except ValueError:
            return error(400, "PARAM_ERROR", "参数错误: bill_date")
        if wish.get("bill_type", ["ALL"]) != ["ALL"] or "tar_type" in wish:
            return error(400, "PARAM_ERROR", "模拟网关只提供未压缩的ALL账单")
        now = self._clock.now().astimezone(SHANGHAI)
        if not now.date() - _KEPT <= day < now.date():
            return error(400, "INVALID_REQUEST", "账单日期无效")
        if now.date() - day == timedelta(days=1) and now.hour < _MADE_AT_HOUR:
            return error(400, "STATEMENT_CREATING", "账单生成中")
        moves = self._store.movements(RailName.WECHAT, day)
        if not moves:
            return error(400, "NO_STATEMENT_EXIST", "账单文件不存在")
        content, token = self._write(moves), self._random_bytes(16).hex()
        self._offered[token] = (content, now + _GOOD_FOR)
        origin = f"http://{request.headers.get('host', 'localhost')}"
        return 200, {
            "hash_type": "SHA1",
            "hash_value": hashlib.sha1(content, usedforsecurity=False).hexdigest(),
            "download_url": f"{origin}{FILE_PATH}?token={token}",
        }

    def fetch(self, request: Request) -> Response | None:
        """Hand a bill out, unsigned as documented; None if there is none at this address any more."""
        token = parse_qs(request.query).get("token", [""])[0]
        content, until = self._offered.get(token, (b"", self._clock.now()))
        if not content or self._clock.now() > until:
            return None
        return Response(200, {"Content-Type": "text/plain; charset=utf-8"}, content)

    def _write(self, moves: Sequence[Movement]) -> bytes:
        rows = [self._row(move) for move in moves]
        paid = sum(move.trade.fen for move in moves if move.refund is None)
        back = sum(move.refund.fen for move in moves if move.refund is not None)
        sums = (str(len(rows)), _yuan(paid), _yuan(back), "0.00", "0.00000", _yuan(paid), _yuan(back))
        lines = [_COLUMNS, *map(_line, rows), _SUMS, _line(sums)]
        return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()

    def _row(self, move: Movement) -> tuple[str, ...]:
        trade, refund = move.trade, move.refund
        reversal = refund is not None and trade.state is TradeState.REVERSED
        paid, back = (trade.fen, 0) if refund is None else (0, refund.fen)
        return (
            move.at.astimezone(SHANGHAI).strftime(_TIME),
            self._merchant.app_id,
            self._merchant.merchant_id,
            "0",
            "",
            trade.trade_no,
            trade.attempt_no,
            "oSIMULATED0000000000000000000",
            "MICROPAY" if trade.charged_at else "NATIVE",
            "SUCCESS" if refund is None else "REVOKED" if reversal else "REFUND",
            "OTHERS",
            "CNY",
            _yuan(paid),
            "0.00",
            f"5{trade.trade_no[1:]}" if refund else "0",
            refund.refund_no if refund is not None and not reversal else "0",
            _yuan(back),
            "0.00",
            "ORIGINAL" if refund else "",
            "SUCCESS" if refund else "",
            trade.subject,
            "",
            "0.00000",
            "0.00%",
            _yuan(paid),
            _yuan(back),
            "",
        )


def _yuan(fen: int) -> str:
    return plain_yuan(Fen(fen))


def _line(fields: Iterable[str]) -> str:
    return ",".join(f"`{field}" for field in fields)
