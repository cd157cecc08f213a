"""Payment codes: what a phone shows, a merchant's scanner reads and the gateway takes money for.

Sources: WeChat Pay's page on code payment (18 digits that begin with 10 to 15, good for one minute and
for one payment) and Alipay's on `alipay.trade.pay` (16 to 24 digits that begin with 25 to 30).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.domain.clock import Clock
from kiosk.domain.ids import RandomBytes
from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.world.gateway.store import PaymentCode, TradeStore
from kiosk.world.gateway.trades import Refund, Trade, TradeState

CODE_LIFETIME = timedelta(minutes=1)
"""How long a phone's code can be charged."""
_PREFIXES = {RailName.WECHAT: "13", RailName.ALIPAY: "28"}


class PayerHabit(StrEnum):
    """What the phone does when it is asked for money."""

    CONFIRM = "confirm"
    """It pays at once."""
    PASSWORD = "password"  # noqa: S105 - what is asked for, not a password
    """It asks the citizen for the password, and pays once that is entered."""
    REFUSE = "refuse"
    """The citizen says no."""


_FIRST_STATES = {
    PayerHabit.CONFIRM: TradeState.PAID,
    PayerHabit.PASSWORD: TradeState.PAYING,
    PayerHabit.REFUSE: TradeState.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Charge:
    """What a merchant asks for a code."""

    rail: RailName
    code: str
    attempt_no: str
    fen: Fen
    subject: str
    payable_until: datetime
    """The last moment at which the citizen can enter the password."""


class PaymentCodes:
    """Hands codes to phones, takes money for them, and gives it back when the merchant cancels.

    Whoever calls `charge` has looked for an earlier trade of the same number.
    """

    def __init__(self, store: TradeStore, clock: Clock, random_bytes: RandomBytes) -> None:
        self._store = store
        self._clock = clock
        self._random_bytes = random_bytes

    def show(self, wallet: RailName, habit: PayerHabit) -> str:
        """Let a phone show a new code of 18 digits.

        Raises:
            ValueError: the rail has no wallet.
        """
        if wallet not in _PREFIXES:
            message = f"{wallet} has no wallet that shows codes"
            raise ValueError(message)
        number = int.from_bytes(self._random_bytes(8)) % 10**16
        code = f"{_PREFIXES[wallet]}{number:016}"
        self._store.add_payment_code(PaymentCode(code, wallet, habit, self._clock.now()))
        return code

    def charge(self, charge: Charge) -> Trade | None:
        """Make the trade in the state that the phone's habit leads to.

        None: the code was never shown, is of the other wallet, is used, or is too old.
        """
        now, shown = self._clock.now(), self._store.payment_code(charge.code)
        if shown is None or shown.rail is not charge.rail or now > shown.shown_at + CODE_LIFETIME:
            return None
        if self._store.trade_by_code(charge.code) is not None:
            return None
        state = _FIRST_STATES[PayerHabit(shown.habit)]
        trade = Trade(
            rail=charge.rail,
            attempt_no=charge.attempt_no,
            trade_no="",
            code=charge.code,
            fen=charge.fen,
            subject=charge.subject,
            state=state,
            payable_until=charge.payable_until,
            paid_at=now if state is TradeState.PAID else None,
            charged_at=now,
        )
        return self._store.add_charge(trade)

    def reverse(self, trade: Trade) -> None:
        """Take a trade back: nobody can pay it any more, and what was paid is refunded at once."""
        refund = Refund(
            trade.rail, f"reversal-{trade.attempt_no}", trade.attempt_no, trade.fen, self._clock.now()
        )
        if trade.paid_at is not None and trade.refunded_fen == 0:
            self._store.add_refund(refund)
        self._store.save(replace(trade, state=TradeState.REVERSED))
