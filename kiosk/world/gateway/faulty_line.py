"""The line between a merchant and the gateways, on which a call can meet a fault."""

import heapq
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count
from urllib.parse import unquote_plus

from kiosk.domain.orders import RailName
from kiosk.world.gateway.faults import Fault, GatewayFaults
from kiosk.world.gateway.late_clock import LateClock
from kiosk.world.gateway.message import Delivery, Request, Response
from kiosk.world.gateway.store import TradeStore
from kiosk.world.gateway.trades import Trade
from kiosk.world.gateway.wallet import WalletDesk

Serve = Callable[[Request, Fault | None], Response]

_LOST = Response(0, delivery=Delivery.CLOSE)
_SILENT = Response(0, delivery=Delivery.HANG)
_BROKEN = Response(502, {"Content-Type": "text/html"}, b"<html><h1>502 Bad Gateway</h1></html>")


class FaultyLine:
    """Carries calls to whoever serves them, and does to them what the script of faults says."""

    def __init__(
        self, serve: Serve, faults: GatewayFaults, store: TradeStore, desk: WalletDesk, clock: LateClock
    ) -> None:
        self._serve = serve
        self._faults = faults
        self._store = store
        self._desk = desk
        self._clock = clock
        self._late: list[tuple[datetime, int, Callable[[], object]]] = []
        """What is still to happen, and when."""
        self._order = count()
        self._overtaken: list[Request] = []
        """Requests that arrive after the next one."""

    def carry(self, request: Request) -> Response:
        """Carry a call, and what it overtook."""
        fault, overtaken = self._faults.take(), self._overtaken
        if fault is not Fault.REORDERED:
            self._overtaken = []
        response = self._carry(request, fault)
        if fault is not Fault.REORDERED:
            for earlier in overtaken:
                self._serve(earlier, None)
        return response

    def catch_up(self) -> None:
        """Let everything happen whose time has come, each at its own moment."""
        while self._late and self._late[0][0] <= self._clock.now():
            moment, _, happen = heapq.heappop(self._late)
            with self._clock.at(moment):
                happen()

    def _carry(self, request: Request, fault: Fault | None) -> Response:
        match fault:
            case Fault.DROP_REQUEST:
                return _LOST
            case Fault.REORDERED:
                self._overtaken.append(request)
                return _LOST
            case Fault.DELAYED:
                self._later(self._clock.now() + self._faults.take_delay(), lambda: self._serve(request, None))
                return _SILENT
            case Fault.DUPLICATED:
                self._serve(request, None)
            case Fault.PAID_MEANWHILE:
                if trade := self._named(request):
                    self._pay(trade.rail, trade.code)
        response = self._serve(request, fault)
        if fault is Fault.LATE_PAYMENT and (trade := self._named(request)):
            rail, code = trade.rail, trade.code
            self._later(trade.payable_until, lambda: self._pay(rail, code))
        return _deliver(response, fault)

    def _later(self, moment: datetime, happen: Callable[[], object]) -> None:
        heapq.heappush(self._late, (moment, next(self._order), happen))

    def _named(self, request: Request) -> Trade | None:
        """Find the trade that a call names and that can still be paid."""
        text = unquote_plus(f"{request.target} {request.body.decode(errors='replace')}")
        return next((trade for trade in self._store.unpaid() if trade.attempt_no in text), None)

    def _pay(self, wallet: RailName, code: str) -> None:
        self._desk.pay(wallet, code)
        self._desk.confirm(wallet, code)


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
