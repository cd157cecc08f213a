"""What a citizen is told of an attempt's money: short, and never more than is known."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.orders import PaymentMode
from kiosk.domain.words import Text
from kiosk.flows.payment.wording import amount, grouped
from kiosk.flows.views import Button, Reference, StatusView, Tone
from kiosk.payments.record import AttemptRecord, AttemptState


class Fate(StrEnum):
    """What became of the money, as far as anybody knows. The values are parts of text ids."""

    CHECKING = "checking"
    """Nobody knows."""
    CLOSING = "closing"
    """It was cancelled, but money may still come."""
    CLOSED = "closed"
    """No money came, and none can come."""
    REGISTERING = "registering"
    """The money is here, and the bureau has not entered it yet."""
    REGISTERED = "registered"
    UNDECIDED = "undecided"
    """It shall go back, but the bureau may have entered it before."""
    REFUNDING = "refunding"
    REFUNDED = "refunded"
    QUARANTINED = "quarantined"
    """A person must look at it."""


_FATES = {
    AttemptState.PAY_INTENT: Fate.CHECKING,
    AttemptState.OPEN: Fate.CHECKING,
    AttemptState.CLOSE_INTENT: Fate.CLOSING,
    AttemptState.CANCEL_INTENT: Fate.CLOSING,
    AttemptState.CLOSED: Fate.CLOSED,
    AttemptState.PAID: Fate.REGISTERING,
    AttemptState.POST_INTENT: Fate.REGISTERING,
    AttemptState.POSTED: Fate.REGISTERED,
    AttemptState.VOID_INTENT: Fate.UNDECIDED,
    AttemptState.REFUND_INTENT: Fate.REFUNDING,
    AttemptState.REFUNDED: Fate.REFUNDED,
    AttemptState.QUARANTINED: Fate.QUARANTINED,
}


def fate(record: AttemptRecord) -> Fate:
    """Tell what became of an attempt whose citizen waits for no code and no terminal."""
    return _FATES[record.state]


@dataclass(frozen=True, slots=True)
class _Look:
    """How a fate looks, and what the citizen can do about it at the kiosk."""

    tone: Tone
    picture: str
    main: Button | None = None
    others: tuple[Button, ...] = ()


_END = Button("end", Text("leave-now"))
_DONE = Button("main", Text("done"))
_AGAIN = Button("main", Text("choose-method-again"))
_CANCEL = Button("cancel", Text("pay-cancel"))

_LOOKS = {
    Fate.CHECKING: _Look(Tone.UNKNOWN, "unknown", others=(_CANCEL, _END)),
    Fate.CLOSING: _Look(Tone.UNKNOWN, "waiting", others=(_END,)),
    Fate.CLOSED: _Look(Tone.CARE, "care", _AGAIN, (_END,)),
    Fate.REGISTERING: _Look(Tone.WAITING, "waiting", others=(_END,)),
    Fate.REGISTERED: _Look(Tone.DONE, "done"),
    Fate.UNDECIDED: _Look(Tone.WAITING, "waiting", others=(_END,)),
    Fate.REFUNDING: _Look(Tone.CARE, "care", _DONE),
    Fate.REFUNDED: _Look(Tone.DONE, "done", _DONE),
    Fate.QUARANTINED: _Look(Tone.ERROR, "error", _DONE),
}


def status(record: AttemptRecord, hotline: str) -> StatusView:
    """Say what happened, whether money moved and what to do now, while the citizen stands there."""
    told = fate(record)
    look = _LOOKS[told]
    return StatusView(
        title=Text(f"fate-{told}-title"),
        tone=look.tone,
        picture=look.picture,
        money=_money(told, record),
        todo=Text(f"fate-{told}-todo"),
        main=look.main,
        others=look.others,
        references=_references(told, record, hotline),
    )


def last_payment(record: AttemptRecord, hotline: str) -> StatusView:
    """Say at the next login what became of it; one that is registered offers its voucher."""
    told = fate(record)
    look = _LOOKS[told]
    day, time = record.created_at.date(), f"{record.created_at:%H:%M}"
    registered = told is Fate.REGISTERED
    return StatusView(
        title=Text(f"fate-{told}-title"),
        sentence=Text("last-sentence", day=day, time=time, amount=amount(record.fen)),
        tone=look.tone,
        picture=look.picture,
        money=_money(told, record),
        todo=Text(f"last-{told}-todo"),
        main=Button("main", Text("last-voucher") if registered else Text("go-on")),
        others=(Button("later", Text("last-voucher-later")),) if registered else (),
        references=_references(told, record, hotline),
    )


def _money(told: Fate, record: AttemptRecord) -> Text:
    if told is Fate.CLOSED and record.mode is PaymentMode.SCANNED_CODE:
        return Text("fate-closed-money-scanned")  # the cancelling may have given money back
    return Text(f"fate-{told}-money", amount=amount(record.fen))


def _references(told: Fate, record: AttemptRecord, hotline: str) -> tuple[Reference, ...]:
    if told is Fate.CLOSED:
        return ()
    return (
        Reference(Text("order-number"), grouped(record.order_id)),
        Reference(Text("hotline"), hotline),
    )
