"""Both gateways, the phones and the page behind one pure function from request to response."""

import threading
from dataclasses import replace
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs

from kiosk.domain.clock import Clock
from kiosk.domain.ids import RandomBytes
from kiosk.domain.orders import RailName
from kiosk.world.gateway.alipay import PATHS as ALIPAY_PATHS
from kiosk.world.gateway.alipay import AlipayApi
from kiosk.world.gateway.faults import Fault, GatewayFaults
from kiosk.world.gateway.keys import GatewayKeys
from kiosk.world.gateway.message import Delivery, Request, Response
from kiosk.world.gateway.page import page
from kiosk.world.gateway.payment_codes import PayerHabit, PaymentCodes
from kiosk.world.gateway.phone import PhoneScreen
from kiosk.world.gateway.phone_door import PhoneDoor
from kiosk.world.gateway.store import TradeStore
from kiosk.world.gateway.trades import LedgerRow
from kiosk.world.gateway.wallet import WalletDesk
from kiosk.world.gateway.wechat import WechatApi

_LOST = Response(0, delivery=Delivery.CLOSE)
_SILENT = Response(0, delivery=Delivery.HANG)
_BROKEN = Response(502, {"Content-Type": "text/html"}, b"<html><h1>502 Bad Gateway</h1></html>")


class SimulatedGateway:
    """WeChat Pay at `/v3/...`, Alipay at `/gateway.do`, phones at `/phone/...`, the page at `/`.

    Any thread may call it; calls take turns. Its clock's `now` is the only one of the clock's
    methods that it uses.
    """

    def __init__(
        self, path: Path | Literal[":memory:"], keys: GatewayKeys, clock: Clock, random_bytes: RandomBytes
    ) -> None:
        """Open the file of trades, which outlives a kill.

        Raises:
            sqlite3.Error: the file cannot be opened or is not a database.
        """
        self.faults = GatewayFaults()
        self._lock = threading.Lock()
        self._store = TradeStore(str(path))
        self._codes = PaymentCodes(self._store, clock, random_bytes)
        self._wechat = WechatApi(self._store, keys, clock, random_bytes)
        self._alipay = AlipayApi(self._store, keys, clock, self._codes, random_bytes)
        self._desk = WalletDesk(self._store, clock)
        self._phones = PhoneDoor(self._desk, self._codes)
        self._clock = clock

    def close(self) -> None:
        """Close the file of trades."""
        with self._lock:
            self._store.close()

    def scan(self, wallet: RailName, code: str) -> PhoneScreen:
        """Scan a code with a phone, whatever the network does."""
        with self._lock:
            return self._desk.scan(wallet, code)

    def pay(self, wallet: RailName, code: str) -> PhoneScreen:
        """Scan and pay with a phone, whatever the network does."""
        with self._lock:
            return self._desk.pay(wallet, code)

    def show_code(self, wallet: RailName, habit: PayerHabit = PayerHabit.CONFIRM) -> str:
        """Let a phone show a payment code, and say what it does when it is asked for money.

        Raises:
            ValueError: the rail has no wallet.
        """
        with self._lock:
            return self._codes.show(wallet, habit)

    def look(self, wallet: RailName, code: str) -> PhoneScreen:
        """Look at a phone that shows a payment code."""
        with self._lock:
            return self._desk.look(wallet, code)

    def confirm(self, wallet: RailName, code: str) -> PhoneScreen:
        """Enter the password on a phone whose code was charged."""
        with self._lock:
            return self._desk.confirm(wallet, code)

    def refuse(self, wallet: RailName, code: str) -> PhoneScreen:
        """Say no on a phone whose code was charged."""
        with self._lock:
            return self._desk.refuse(wallet, code)

    def ledger(self) -> list[LedgerRow]:
        """List every attempt that took money, with what went back."""
        with self._lock:
            return self._store.ledger()

    def handle(self, request: Request) -> Response:
        """Answer any request whatever; never raises."""
        if not request.target.isascii():
            return Response(400)
        with self._lock:
            if request.path.startswith("/phone/"):
                return self._phones.handle(request)
            if request.path == "/":
                return self._serve_page(request)
            fault = self.faults.take()
            if fault is Fault.DROP_REQUEST:
                return _LOST
            api = self._alipay if request.path in ALIPAY_PATHS else self._wechat
            response = api.handle(request, fault)
        return _deliver(response, fault)

    def _serve_page(self, request: Request) -> Response:
        match request.method:
            case "GET":
                payable = [t for t in self._store.unpaid() if self._clock.now() <= t.payable_until]
                return Response(200, {"Content-Type": "text/html; charset=utf-8"}, page(payable).encode())
            case "POST":
                code = parse_qs(request.body.decode(errors="replace")).get("code", [""])[0]
                if trade := self._store.trade_by_code(code):
                    self._desk.pay(trade.rail, code)
                return Response(303, {"Location": "/"})
            case _:
                return Response(404)


def _deliver(response: Response, fault: Fault | None) -> Response:
    match fault:
        case Fault.DROP_REPLY:
            return _LOST
        case Fault.HANG:
            return _SILENT
        case Fault.SERVER_ERROR:
            return _BROKEN
        case Fault.TRUNCATED_BODY:
            return replace(response, body=response.body[: len(response.body) // 2])
        case _:
            return response
