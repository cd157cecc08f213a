"""Where a person reaches the gateways: the page at `/`, and the forms upon it."""

from urllib.parse import parse_qs

from kiosk.devices.simulators.terminal_book import AcquirerBook
from kiosk.domain.clock import Clock
from kiosk.domain.orders import RailName
from kiosk.world.gateway.message import Request, Response
from kiosk.world.gateway.page import ShownCode, page
from kiosk.world.gateway.payment_codes import PayerHabit, PaymentCodes
from kiosk.world.gateway.store import TradeStore
from kiosk.world.gateway.wallet import WalletDesk

_LATEST = 12


class PageDoor:
    """Draws the page and does what its buttons say."""

    def __init__(
        self,
        store: TradeStore,
        desk: WalletDesk,
        codes: PaymentCodes,
        clock: Clock,
        book: AcquirerBook | None,
    ) -> None:
        self._store = store
        self._desk = desk
        self._codes = codes
        self._clock = clock
        self._book = book

    def handle(self, request: Request) -> Response:
        """Answer a browser."""
        match request.method:
            case "GET":
                text = self._draw(parse_qs(request.query).get("code", [""])[0])
                return Response(200, {"Content-Type": "text/html; charset=utf-8"}, text.encode())
            case "POST":
                form = parse_qs(request.body.decode(errors="replace"))
                return Response(303, {"Location": self._obey({name: said[0] for name, said in form.items()})})
            case _:
                return Response(404)

    def _draw(self, code: str) -> str:
        waiting = [trade for trade in self._store.unpaid() if self._clock.now() <= trade.payable_until]
        known = self._store.payment_code(code)
        shown = None if known is None else ShownCode(code, self._desk.look(known.rail, code))
        sales = self._book.trades()[: -_LATEST - 1 : -1] if self._book else []
        return page(waiting, self._store.ended(_LATEST), sales, shown)

    def _obey(self, form: dict[str, str]) -> str:
        """Do what a button says, and give the page to show then; what no button says is left undone."""
        trade = self._store.trade_by_code(form.get("code", ""))
        match form.get("act", "pay"):
            case "show" if form.get("wallet") in {RailName.WECHAT, RailName.ALIPAY}:
                habit = form.get("habit", "")
                known = PayerHabit(habit) if habit in set(PayerHabit) else PayerHabit.CONFIRM
                return f"/?code={self._codes.show(RailName(form['wallet']), known)}"
            case "pay" if trade:
                self._desk.pay(trade.rail, trade.code)
            case "confirm" if trade:
                self._desk.confirm(trade.rail, trade.code)
            case "refuse" if trade:
                self._desk.refuse(trade.rail, trade.code)
        return "/"
