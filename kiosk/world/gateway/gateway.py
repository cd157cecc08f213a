"""Both gateways, the phones and the page behind one pure function from request to response."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from kiosk.devices.simulators.terminal_book import AcquirerBook
from kiosk.domain.clock import Clock
from kiosk.domain.ids import RandomBytes
from kiosk.domain.orders import RailName
from kiosk.world.gateway.alipay import PATHS as ALIPAY_PATHS
from kiosk.world.gateway.alipay import AlipayApi
from kiosk.world.gateway.faults import Fault, GatewayFaults
from kiosk.world.gateway.faulty_line import FaultyLine
from kiosk.world.gateway.keys import GatewayKeys
from kiosk.world.gateway.late_clock import LateClock
from kiosk.world.gateway.message import Request, Response
from kiosk.world.gateway.page_door import PageDoor
from kiosk.world.gateway.payment_codes import PayerHabit, PaymentCodes
from kiosk.world.gateway.phone import PhoneScreen
from kiosk.world.gateway.phone_door import PhoneDoor
from kiosk.world.gateway.store import TradeStore
from kiosk.world.gateway.trades import LedgerRow
from kiosk.world.gateway.wallet import WalletDesk
from kiosk.world.gateway.wechat import WechatApi


class SimulatedGateway:
    """WeChat Pay at `/v3/...`, Alipay at `/gateway.do`, phones at `/phone/...`, the page at `/`.

    Any thread may call it; calls take turns. Its clock's `now` is the only one of the clock's
    methods that it uses.
    """

    def __init__(
        self,
        path: Path | Literal[":memory:"],
        keys: GatewayKeys,
        clock: Clock,
        random_bytes: RandomBytes,
        book: AcquirerBook | None = None,
    ) -> None:
        """Open the file of trades, which outlives a kill; the acquirer's book is only listed on the page.

        Raises:
            sqlite3.Error: the file cannot be opened or is not a database.
        """
        self.faults = GatewayFaults()
        self._lock = threading.Lock()
        time = LateClock(clock)
        self._store = TradeStore(str(path))
        self._codes = PaymentCodes(self._store, time, random_bytes)
        self._wechat = WechatApi(self._store, keys, time, self._codes, random_bytes)
        self._alipay = AlipayApi(self._store, keys, time, self._codes, random_bytes)
        self._desk = WalletDesk(self._store, time)
        self._phones = PhoneDoor(self._desk, self._codes)
        self._line = FaultyLine(self._serve, self.faults, self._store, self._desk, time)
        self._page = PageDoor(self._store, self._desk, self._codes, time, book)

    def close(self) -> None:
        """Close the file of trades."""
        with self._lock:
            self._store.close()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Take a turn, once everything has happened whose time has come."""
        with self._lock:
            self._line.catch_up()
            yield

    def scan(self, wallet: RailName, code: str) -> PhoneScreen:
        """Scan a code with a phone, whatever the network does."""
        with self._turn():
            return self._desk.scan(wallet, code)

    def pay(self, wallet: RailName, code: str) -> PhoneScreen:
        """Scan and pay with a phone, whatever the network does."""
        with self._turn():
            return self._desk.pay(wallet, code)

    def show_code(self, wallet: RailName, habit: PayerHabit = PayerHabit.CONFIRM) -> str:
        """Let a phone show a payment code, and say what it does when it is asked for money.

        Raises:
            ValueError: the rail has no wallet.
        """
        with self._turn():
            return self._codes.show(wallet, habit)

    def look(self, wallet: RailName, code: str) -> PhoneScreen:
        """Look at a phone that shows a payment code."""
        with self._turn():
            return self._desk.look(wallet, code)

    def confirm(self, wallet: RailName, code: str) -> PhoneScreen:
        """Enter the password on a phone whose code was charged."""
        with self._turn():
            return self._desk.confirm(wallet, code)

    def refuse(self, wallet: RailName, code: str) -> PhoneScreen:
        """Say no on a phone whose code was charged."""
        with self._turn():
            return self._desk.refuse(wallet, code)

    def ledger(self) -> list[LedgerRow]:
        """List every attempt that took money, with what went back."""
        with self._turn():
            return self._store.ledger()

    def handle(self, request: Request) -> Response:
        """Answer any request whatever; never raises."""
        if not request.target.isascii():
            return Response(400)
        with self._turn():
            if request.path.startswith("/phone/"):
                return self._phones.handle(request)
            if request.path == "/":
                return self._page.handle(request)
            return self._line.carry(request)

    def _serve(self, request: Request, fault: Fault | None) -> Response:
        api = self._alipay if request.path in ALIPAY_PATHS else self._wechat
        return api.handle(request, fault)
