"""A payment terminal that exists only as messages: ECR Hub requests in, answers out.

What it knows of trades stands in the acquirer's book; its screen shows one sale at a time.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import RLock
from typing import Any

from kiosk.devices.simulators.faults import Faults
from kiosk.devices.simulators.terminal_book import AcquirerBook, BookedStatus
from kiosk.domain.clock import Clock
from kiosk.domain.money import Fen, plain_yuan

_SALE, _REFUND = "1", "3"
_FINAL_DECLINES = frozenset({"102", "106", "110", "111", "112", "115"})
_CARD = "622848******1234"


class TerminalFault(StrEnum):
    """What can be wrong with it; each request is an occasion."""

    HANG = "hang"
    """It hears nothing and says nothing."""
    MUTE = "mute"
    """It does what it is asked and answers nothing."""
    REPEAT_ANSWERS = "repeat-answers"
    """It says everything twice."""
    WRONG_AMOUNT = "wrong-amount"
    """It tells a fen more than it moved."""
    LOSE_ACKS = "lose-acks"
    """On a serial line: it acknowledges nothing."""
    NOISE = "noise"
    """On a serial line: other bytes stand between its frames, and every third frame is spoilt."""


@dataclass(frozen=True, slots=True)
class WaitingSale:
    """A sale that its screen asks a card or a code for."""

    order_no: str
    fen: Fen
    pay_scenario: str
    request: dict[str, Any]


class SimulatedTerminal:
    """Serves one kiosk. Every method suits any thread; the last ones are what people do with it."""

    def __init__(self, clock: Clock, book: AcquirerBook | None = None) -> None:
        self.book = book or AcquirerBook()
        self.faults = Faults[TerminalFault]()
        self.events: list[str] = []
        """What a terminal would have passed over in silence."""
        self.lock = RLock()
        self._clock = clock
        self._say: Callable[[bytes], None] = lambda _: None
        self._pull_line: Callable[[], None] = lambda: None
        self._mend_line: Callable[[], None] = lambda: None
        self._plugged = True
        self._sale: WaitingSale | None = None
        self._heard: set[str] = set()

    @property
    def waiting(self) -> WaitingSale | None:
        """The sale on its screen."""
        with self.lock:
            return self._sale

    @property
    def deaf(self) -> bool:
        """Whether what is sent to it now is lost."""
        return not self._plugged or TerminalFault.HANG in self.faults

    def connect(
        self,
        say: Callable[[bytes], None],
        pull_line: Callable[[], None],
        mend_line: Callable[[], None] = lambda: None,
    ) -> None:
        """Let it say its messages there from now on, and tell there when its cable is pulled and put in."""
        self._say, self._pull_line, self._mend_line = say, pull_line, mend_line

    def hear(self, message: bytes) -> None:
        """Take a request; one that comes again is heard once."""
        with self.lock:
            self.faults.begin()
            if self.deaf:
                return
            try:
                request = json.loads(message)
                request_id, topic = request["request_id"], request["topic"]
                data = request["biz_data"]
                order_no = str(data["merchant_order_no"])
                repeated = request_id in self._heard
            except (ValueError, TypeError, KeyError, RecursionError):
                self.events.append(f"no request: {message[:40]!r}")
                return
            if repeated:
                return
            self._heard.add(request_id)
            match topic, data.get("trans_type"):
                case _ if not _is_number(order_no):
                    self._tell(request, "202")
                case "ecrhub.pay.order", "1":
                    self._begin_sale(request, order_no)
                case "ecrhub.pay.order", "3":
                    self._refund(request, order_no)
                case "ecrhub.pay.query", _:
                    self._tell(request, "000" if self.book.trade(order_no) else "104")
                case "ecrhub.pay.close", _:
                    self._close(request, order_no)
                case _:
                    self.events.append(f"unknown request {topic}")
                    self._tell(request, "202")

    def present_card(self, card_no: str = _CARD) -> None:
        """Pay with a card or a phone: the acquirer books it, and the terminal answers."""
        with self.lock:
            if sale := self._take_sale():
                self.book.approve(sale.order_no, card_no, self._clock.now())
                self._tell(sale.request, "000")

    def press_cancel(self) -> None:
        """Press the red button."""
        self.decline("102")

    def decline(self, code: str) -> None:
        """End the sale with a code; one that is no decline leaves it open at the acquirer."""
        with self.lock:
            if sale := self._take_sale():
                if code in _FINAL_DECLINES:
                    self.book.cancel(sale.order_no)
                self._tell(sale.request, code)

    def approve_late(self, order_no: str) -> None:
        """Let the acquirer book a sale whose fate is open, without a word to anybody."""
        with self.lock:
            self.book.approve(order_no, _CARD, self._clock.now())

    def cancel_late(self, order_no: str) -> None:
        """Let the acquirer drop a sale whose fate is open, without a word to anybody."""
        with self.lock:
            self.book.cancel(order_no)

    def reverse_unfinished(self) -> None:
        """Begin as after a power cut: what was on its screen, or open at the acquirer, takes no money."""
        with self.lock:
            for trade in self.book.trades():
                self.book.cancel(trade.order_no)  # leaves alone what has ended

    def unplug(self) -> None:
        """Pull its cable to the kiosk; it goes on with the sale on its screen."""
        with self.lock:
            self._plugged = False
            self._pull_line()

    def plug_in(self) -> None:
        """Put the cable in again."""
        with self.lock:
            self._plugged = True
            self._mend_line()

    def _take_sale(self) -> WaitingSale | None:
        sale, self._sale = self._sale, None
        return sale

    def _begin_sale(self, request: dict[str, Any], order_no: str) -> None:
        data = request["biz_data"]
        fen = _fen(data.get("order_amount"))
        if fen is None:
            self._tell(request, "202")
        elif self.book.trade(order_no):
            self._tell(request, "113")
        elif self._sale:
            self._tell(request, "115")
        else:
            self.book.enter(order_no, fen)
            self._sale = WaitingSale(order_no, fen, data.get("pay_scenario", ""), request)

    def _refund(self, request: dict[str, Any], refund_no: str) -> None:
        data = request["biz_data"]
        fen, order_no = _fen(data.get("order_amount")), str(data.get("orig_merchant_order_no"))
        if fen is None or not _is_number(order_no):
            self._tell(request, "202")
        elif self.book.trade(refund_no):
            self._tell(request, "113")
        elif self.book.refund(order_no, refund_no, fen, self._clock.now()):
            self._tell(request, "000")
        else:
            self._tell(request, "115" if self.book.trade(order_no) else "104")

    def _close(self, request: dict[str, Any], order_no: str) -> None:
        if self._sale and self._sale.order_no == order_no:
            self._tell(request, "000")
            self.press_cancel()
            return
        trade = self.book.trade(order_no)
        if trade is None:
            self._tell(request, "104")
        else:
            self._tell(request, "000" if trade.status is BookedStatus.CLOSED else "201")

    def _tell(self, request: dict[str, Any], code: str) -> None:
        order_no = str(request["biz_data"]["merchant_order_no"])
        answer = {
            "app_id": request.get("app_id"),
            "biz_data": self._facts(order_no),
            "response_code": code,
            "response_msg": "",
            "request_id": request["request_id"],
            "topic": request["topic"],
        }
        if TerminalFault.MUTE in self.faults or self.deaf:
            return
        for _ in range(1 + (TerminalFault.REPEAT_ANSWERS in self.faults)):
            self._say(json.dumps(answer, separators=(",", ":")).encode())

    def _facts(self, order_no: str) -> dict[str, str]:
        trade = self.book.trade(order_no) if _is_number(order_no) else None
        facts = {"merchant_order_no": order_no}
        if trade:
            fen = Fen(trade.fen + (TerminalFault.WRONG_AMOUNT in self.faults))
            facts |= {
                "order_amount": plain_yuan(fen),
                "trans_status": trade.status,
                "price_currency": "CNY",
                "trans_no": f"5021{trade.number:018d}",
                "trans_type": _REFUND if trade.original_no else _SALE,
            }
            if trade.card_no and trade.ended_at:
                facts |= {
                    "card_no": trade.card_no,
                    "ref_no": f"{trade.number:012d}",
                    "trans_end_time": trade.ended_at,
                }
        return facts


def _is_number(order_no: str) -> bool:
    return re.fullmatch("[0-9A-Za-z_-]{1,32}", order_no) is not None


def _fen(amount: object) -> Fen | None:
    match = re.fullmatch(r"([0-9]{1,9})\.([0-9]{2})", str(amount))
    return Fen(int(match[1] + match[2])) or None if match else None
