"""Alipay's open platform at its one door: what is signed by the merchant is obeyed, every answer signed.

Sources: `opendocs.alipay.com` on signing, and the platform's common result codes.
"""

import json
from collections.abc import Callable
from urllib.parse import parse_qsl

from pydantic import ValidationError

from kiosk.domain.clock import Clock
from kiosk.domain.ids import RandomBytes
from kiosk.domain.money import Fen, plain_yuan
from kiosk.world.gateway.alipay_answer import Answer, business_failure, failure, read_fen, read_moment
from kiosk.world.gateway.alipay_bill import PATH as BILL_PATH
from kiosk.world.gateway.alipay_bill import AlipayBills
from kiosk.world.gateway.alipay_trades import AlipayTrades
from kiosk.world.gateway.faults import Fault
from kiosk.world.gateway.keys import GatewayKeys
from kiosk.world.gateway.message import Request, Response
from kiosk.world.gateway.payment_codes import PaymentCodes
from kiosk.world.gateway.signatures import is_signed, sign
from kiosk.world.gateway.store import TradeStore

PATHS = frozenset({"/gateway.do", BILL_PATH})
"""Where Alipay is reached, and where its bills lie."""
_REQUIRED = ("method", "sign", "sign_type", "timestamp", "version", "charset", "biz_content")
_AMOUNTS = ("total_amount", "buyer_pay_amount", "receipt_amount", "refund_fee", "refund_amount")
_BILL = "alipay.data.dataservice.bill.downloadurl.query"
_OTHER_NUMBER = "99999900000000000000000000000000"


class AlipayApi:
    """Verifies, obeys, answers and signs."""

    def __init__(
        self,
        store: TradeStore,
        keys: GatewayKeys,
        clock: Clock,
        codes: PaymentCodes,
        random_bytes: RandomBytes,
    ) -> None:
        self._keys = keys
        self._merchant = keys.merchant.alipay
        self._bills = AlipayBills(store, clock, random_bytes)
        trades = AlipayTrades(store, clock, codes)
        self._methods: dict[str, Callable[[str], Answer]] = {
            "alipay.trade.precreate": trades.precreate,
            "alipay.trade.pay": trades.pay,
            "alipay.trade.query": trades.query,
            "alipay.trade.close": trades.close,
            "alipay.trade.cancel": trades.cancel,
            "alipay.trade.refund": trades.refund,
            "alipay.trade.fastpay.refund.query": trades.query_refund,
        }

    def handle(self, request: Request, fault: Fault | None) -> Response:
        """Answer any request; of the faults, those that concern amount and signature show here."""
        if request.path == BILL_PATH:
            return self._bills.fetch(request)
        query, body = request.query, request.body.decode(errors="replace")
        fields = dict(parse_qsl(f"{query}&{body}", keep_blank_values=True))
        method = fields.get("method", "")
        if fields.get("app_id") != self._merchant.app_id:
            # The platform cannot know whose keys to use, so this reply carries no signature.
            return _response({"error_response": failure("40002", "isv.invalid-app-id", "无效的AppID参数")})
        origin = f"http://{request.headers.get('host', 'localhost')}"
        answer = self._refusal(fields) or self._obey(fields, origin)
        if fault is Fault.WRONG_AMOUNT:
            answer |= {
                name: plain_yuan(Fen(read_fen(answer[name]) + 1)) for name in _AMOUNTS if name in answer
            }
        if fault is Fault.WRONG_NUMBER and "out_trade_no" in answer:
            answer["out_trade_no"] = _OTHER_NUMBER
        name = method.replace(".", "_") if method in {*self._methods, _BILL} else "error"
        return self._sealed(f"{name}_response", answer, fault)

    def _sealed(self, name: str, answer: Answer, fault: Fault | None) -> Response:
        """Sign the very text of the inner object, in which the platform escapes slashes."""
        inner = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).replace("/", "\\/")
        if fault is Fault.UNSIGNED:
            return _response(f'{{"{name}":{inner}}}')
        message = "forged" if fault is Fault.BAD_SIGNATURE else inner
        signature = sign(self._keys.alipay_private_key, message.encode())
        return _response(f'{{"{name}":{inner},"sign":"{signature}"}}')

    def _refusal(self, fields: dict[str, str]) -> Answer | None:
        """Refuse what no business rule should see."""
        if missing := next((name for name in _REQUIRED if not fields.get(name)), None):
            return failure("40001", f"isv.missing-{missing.replace('_', '-')}", f"缺少{missing}参数")
        if fields["method"] not in {*self._methods, _BILL}:
            return failure("40002", "isv.invalid-method", "不存在的方法名")
        if fields["sign_type"] != "RSA2":
            return failure("40002", "isv.invalid-signature-type", "无效的签名类型")
        if read_moment(fields["timestamp"]) is None:
            return failure("40002", "isv.invalid-timestamp", "非法的时间戳参数")
        message = "&".join(
            f"{name}={value}" for name, value in sorted(fields.items()) if value and name != "sign"
        )
        if not is_signed(self._merchant.private_key.public_key(), fields["sign"], message.encode()):
            return failure("40002", "isv.invalid-signature", "验签出错，请检查签名")
        return None

    def _obey(self, fields: dict[str, str], origin: str) -> Answer:
        try:
            if fields["method"] == _BILL:
                return self._bills.address(fields["biz_content"], origin)
            return self._methods[fields["method"]](fields["biz_content"])
        except ValidationError:
            return business_failure("ACQ.INVALID_PARAMETER", "参数无效")


def _response(content: str | dict[str, Answer]) -> Response:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return Response(200, {"Content-Type": "text/html;charset=utf-8"}, text.encode())
