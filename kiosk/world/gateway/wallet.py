"""The side of the gateways that phones talk to: scanning makes Alipay's trades, paying takes money."""

from dataclasses import replace

from kiosk.domain.clock import Clock
from kiosk.domain.orders import RailName
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
        if trade is None:
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

    def _state(self, trade: Trade) -> PhoneState:
        if trade.state is TradeState.PAID:
            return PhoneState.ALREADY_PAID
        if trade.state is TradeState.CLOSED:
            return PhoneState.CLOSED
        return PhoneState.EXPIRED if self._clock.now() > trade.payable_until else PhoneState.PAYABLE
