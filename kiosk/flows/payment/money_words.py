"""What a citizen is told of an attempt that shows no code: short, and never more than is known."""

from kiosk.domain.words import Text
from kiosk.flows.payment.wording import amount, grouped
from kiosk.flows.views import Button, Reference, StatusView, Tone
from kiosk.payments.record import AttemptRecord, AttemptState

_END = Button("end", Text("leave-now"))
_DONE = Button("main", Text("done"))


def status(record: AttemptRecord, hotline: str) -> StatusView:
    """Say what happened, whether money moved and what to do now."""
    paid = amount(record.fen)
    number = Reference(Text("order-number"), grouped(record.order_id))
    call = Reference(Text("hotline"), hotline)
    match record.state:
        case AttemptState.CLOSED:
            return StatusView(
                title=Text("closed-title"), tone=Tone.DONE, picture="done",
                money=Text("money-not-moved"), todo=Text("closed-todo"),
                main=Button("main", Text("choose-method-again")), others=(_END,),
            )  # fmt: skip
        case AttemptState.CLOSE_INTENT:
            return StatusView(
                title=Text("closing-title"), tone=Tone.UNKNOWN, picture="waiting",
                money=Text("closing-money"), todo=Text("closing-todo"), references=(number, call), others=(_END,),
            )  # fmt: skip
        case AttemptState.PAID | AttemptState.POST_INTENT:
            return StatusView(
                title=Text("registering-title"), tone=Tone.WAITING, picture="waiting",
                money=Text("registering-money", amount=paid), todo=Text("registering-todo"),
                references=(number, call), others=(_END,),
            )  # fmt: skip
        case AttemptState.VOID_INTENT | AttemptState.REFUND_INTENT:
            return StatusView(
                title=Text("refunding-title"), tone=Tone.CARE, picture="care",
                money=Text("refunding-money", amount=paid), todo=Text("refunding-todo"),
                references=(number, call), main=_DONE,
            )  # fmt: skip
        case AttemptState.REFUNDED:
            return StatusView(
                title=Text("refunded-title"), tone=Tone.DONE, picture="done",
                money=Text("refunded-money", amount=paid), todo=Text("refunded-todo"),
                references=(number, call), main=_DONE,
            )  # fmt: skip
        case AttemptState.QUARANTINED:
            return StatusView(
                title=Text("quarantined-title"), tone=Tone.ERROR, picture="error",
                money=Text("quarantined-money"), todo=Text("quarantined-todo"),
                references=(number, call), main=_DONE,
            )  # fmt: skip
        case _:
            return StatusView(
                title=Text("checking-title"), tone=Tone.UNKNOWN, picture="unknown",
                money=Text("checking-money"), todo=Text("checking-todo"),
                references=(number, call), others=(Button("cancel", Text("pay-cancel")), _END),
            )  # fmt: skip
