"""The side of the gateways that phones talk to: scanning a code, paying it, answering for a shown one."""

from dataclasses import replace

from kiosk.domain.clock import Clock
from kiosk.domain.orders import RailName
from kiosk.world.gateway.payment_codes import CODE_LIFETIME
from kiosk.world.gateway.phone import PhoneScreen, PhoneState
from kiosk.world.gateway.store import TradeStore
from kiosk.world.gateway.trades import Trade, TradeState

MERCHANT = "城乡居民社会保险服务大厅"
"""Whom the phone says the money goes to."""


class WalletDesk:
    """Serves the wallets of both rails."""

    def __init__(self, store: TradeStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def scan(self, wallet: RailName, code: str) -> PhoneScreen:
        """Show what the code is for; at Alipay the trade comes into being here."""
        trade = self._store.trade_by_code(code)
        if trade is None or trade.charged_at is not None:
            return PhoneScreen(state=PhoneState.UNREADABLE)
        if trade.rail is not wallet:
            return PhoneScreen(state=PhoneState.WRONG_WALLET)
        state = self._state(trade)
        if state is PhoneState.PAYABLE and trade.state is TradeState.CODE:
            until = trade.payable_until
            if trade.pay_within is not None:
                until = min(until, self._clock.now() + trade.pay_within)
            self._store.save(replace(trade, state=TradeState.OPEN, payable_until=until))
        return PhoneScreen(state=state, merchant=MERCHANT, subject=trade.subject, fen=trade.fen)

    def pay(self, wallet: RailName, code: str) -> PhoneScreen:
        """Scan and pay, once: a second time the phone says that it is paid already."""
        screen = self.scan(wallet, code)
        trade = self._store.trade_by_code(code)
        if trade is None or screen.state is not PhoneState.PAYABLE:
            return screen
        self._store.save(replace(trade, state=TradeState.PAID, paid_at=self._clock.now()))
        return screen.model_copy(update={"state": PhoneState.PAID})

    def look(self, wallet: RailName, code: str) -> PhoneScreen:
        """Show what has become of a payment code that the phone shows."""
        trade, shown = self._store.trade_by_code(code), self._store.payment_code(code)
        if shown is None or shown.rail is not wallet:
            return PhoneScreen(state=PhoneState.UNREADABLE)
        if trade is None:
            over = self._clock.now() > shown.shown_at + CODE_LIFETIME
            return PhoneScreen(state=PhoneState.EXPIRED if over else PhoneState.SHOWING)
        late = trade.state is TradeState.PAYING and self._clock.now() > trade.payable_until
        state = PhoneState.EXPIRED if late else _SHOWN_STATES[trade.state]
        return PhoneScreen(state=state, merchant=MERCHANT, subject=trade.subject, fen=trade.fen)

    def confirm(self, wallet: RailName, code: str) -> PhoneScreen:
        """Enter the password, where the phone asks for it."""
        return self._answer(wallet, code, TradeState.PAID)

    def refuse(self, wallet: RailName, code: str) -> PhoneScreen:
        """Say no, where the phone asks for the password."""
        return self._answer(wallet, code, TradeState.REFUSED)

    def _answer(self, wallet: RailName, code: str, state: TradeState) -> PhoneScreen:
        trade = self._store.trade_by_code(code)
        if trade is not None and self.look(wallet, code).state is PhoneState.ASKING:
            paid_at = self._clock.now() if state is TradeState.PAID else None
            self._store.save(replace(trade, state=state, paid_at=paid_at))
        return self.look(wallet, code)

    def _state(self, trade: Trade) -> PhoneState:
        if trade.state is TradeState.PAID:
            return PhoneState.ALREADY_PAID
        if trade.state in {TradeState.CLOSED, TradeState.REVERSED}:
            return PhoneState.CLOSED
        return PhoneState.EXPIRED if self._clock.now() > trade.payable_until else PhoneState.PAYABLE


_SHOWN_STATES = {
    TradeState.PAYING: PhoneState.ASKING,
    TradeState.REFUSED: PhoneState.REFUSED,
    TradeState.PAID: PhoneState.PAID,
    TradeState.CLOSED: PhoneState.CLOSED,
    TradeState.REVERSED: PhoneState.REVERSED,
}
