"""Bank cards at the payment terminal: started once, and from then on only asked about.

What the terminal, or the line to it, leaves in doubt is `Unknown`; a sale is never started again to find out.
"""

from kiosk.devices.ports import (
    Fault,
    FaultCode,
    PaymentTerminal,
    PayScenario,
    TerminalTrade,
    TradeClosed,
    TradeNotFound,
    TradePending,
    TradeSucceeded,
    TradeVoided,
)
from kiosk.domain.clock import Clock
from kiosk.domain.money import Fen
from kiosk.domain.orders import PaymentMode, RailName
from kiosk.payments.outcome import (
    Closed,
    Mismatch,
    NotFound,
    NotSent,
    Open,
    Outcome,
    Paid,
    Refunded,
    Refunding,
    Unknown,
)
from kiosk.payments.ports import PaymentRequest

_ANSWER_S = 10.0
"""For the terminal's own answer."""
_BANK_S = 60.0
"""Where the terminal asks the bank first."""
_KIOSK_DIGITS = 6


class TerminalRail:
    """Money by bank card.

    Args:
        terminal: asks the citizen for the card, and keeps the truth about each number.
        clock: dates a payment of which the terminal does not say when it was made.
    """

    name = RailName.CARD

    def __init__(self, terminal: PaymentTerminal, clock: Clock) -> None:
        self._terminal = terminal
        self._clock = clock

    async def create(self, request: PaymentRequest) -> Outcome:
        """Hand the sale to the terminal."""
        if request.mode is not PaymentMode.TERMINAL:
            return NotSent(f"a card is not paid with by {request.mode}")
        started = await self._terminal.start_sale(
            request.attempt_no, request.fen, PayScenario.CARD, _ANSWER_S
        )
        return _fault(started) if isinstance(started, Fault) else Open()

    async def query(self, attempt_no: str, fen: Fen) -> Outcome:
        """Ask how the sale stands."""
        return self._sale(await self._terminal.ask(attempt_no, _ANSWER_S), fen)

    async def close(self, attempt_no: str, fen: Fen, mode: PaymentMode) -> Outcome:
        """Let the terminal end the sale, and tell how it then stands."""
        return self._sale(await self._terminal.close(attempt_no, _ANSWER_S), fen)

    async def refund(self, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
        """Refund the whole sale."""
        number = _short(refund_no)
        return _refund(await self._terminal.refund(attempt_no, number, fen, _BANK_S), fen)

    async def query_refund(self, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
        """Ask how a refund stands."""
        return _refund(await self._terminal.ask(_short(refund_no), _ANSWER_S), fen)

    def _sale(self, trade: TerminalTrade | Fault, fen: Fen) -> Outcome:
        outcome: Outcome
        match trade:
            case TradeSucceeded(fen=moved) if moved != fen:
                outcome = Mismatch(f"the terminal speaks of {moved} fen instead of {fen}")
            case TradeSucceeded(trans_no=trans_no, ended_at=ended_at):
                outcome = Paid(fen, trans_no, ended_at or self._clock.now())
            case TradePending():
                outcome = Open()
            case TradeClosed():
                outcome = Closed()
            case TradeVoided():
                outcome = Refunded(fen)
            case TradeNotFound():
                outcome = NotFound()
            case Fault():
                outcome = _fault(trade)
        return outcome


def _refund(trade: TerminalTrade | Fault, fen: Fen) -> Outcome:
    match trade:
        case TradeSucceeded(fen=moved):
            if moved == fen:
                return Refunded(fen)
            return Mismatch(f"the terminal speaks of a refund of {moved} fen instead of {fen}")
        case TradePending():
            return Refunding()
        case TradeNotFound():
            return NotFound()
        case TradeClosed() | TradeVoided():
            return Unknown("the terminal did not carry the refund out")
        case Fault():
            return _fault(trade)


def _fault(fault: Fault) -> NotSent | Unknown:
    words = f"{fault.code}: {fault.detail}"
    return NotSent(words) if fault.code is FaultCode.TERMINAL_NOT_CONNECTED else Unknown(words)


def _short(refund_no: str) -> str:
    """Leave the kiosk's own digits out: a terminal serves one kiosk, and takes 32 characters."""
    return refund_no[_KIOSK_DIGITS:]
