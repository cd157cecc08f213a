"""What a citizen is told of an attempt that shows no code: short, and never more than is known."""

from dataclasses import dataclass

from kiosk.domain.words import Text
from kiosk.flows.payment.wording import amount, grouped
from kiosk.flows.views import Button, Reference, StatusView, Tone
from kiosk.payments.record import AttemptRecord, AttemptState

_END = Button("end", Text("leave-now"))
_DONE = Button("main", Text("done"))
_AGAIN = Button("main", Text("choose-method-again"))
_CANCEL = Button("cancel", Text("pay-cancel"))


@dataclass(frozen=True, slots=True)
class _Story:
    """What happened, whether money moved, what to do now."""

    title: Text
    money: Text
    todo: Text
    tone: Tone
    picture: str
    main: Button | None = None
    others: tuple[Button, ...] = ()


def status(record: AttemptRecord, hotline: str) -> StatusView:
    """Say what happened, whether money moved and what to do now."""
    story = _story(record)
    references = (
        Reference(Text("order-number"), grouped(record.order_id)),
        Reference(Text("hotline"), hotline),
    )
    return StatusView(
        title=story.title,
        tone=story.tone,
        picture=story.picture,
        money=story.money,
        todo=story.todo,
        main=story.main,
        others=story.others,
        references=() if record.state is AttemptState.CLOSED else references,
    )


def _story(record: AttemptRecord) -> _Story:
    paid = amount(record.fen)
    stories = {
        AttemptState.CLOSED: _Story(
            Text("closed-title"),
            Text("money-not-moved"),
            Text("closed-todo"),
            Tone.CARE,
            "care",
            _AGAIN,
            (_END,),
        ),
        AttemptState.CLOSE_INTENT: _Story(
            Text("closing-title"),
            Text("closing-money"),
            Text("closing-todo"),
            Tone.UNKNOWN,
            "waiting",
            others=(_END,),
        ),
        AttemptState.REFUNDED: _Story(
            Text("refunded-title"),
            Text("refunded-money", amount=paid),
            Text("refunded-todo"),
            Tone.DONE,
            "done",
            _DONE,
        ),
        AttemptState.QUARANTINED: _Story(
            Text("quarantined-title"),
            Text("quarantined-money"),
            Text("quarantined-todo"),
            Tone.ERROR,
            "error",
            _DONE,
        ),
    }
    registering = _Story(
        Text("registering-title"),
        Text("registering-money", amount=paid),
        Text("registering-todo"),
        Tone.WAITING,
        "waiting",
        others=(_END,),
    )
    refunding = _Story(
        Text("refunding-title"),
        Text("refunding-money", amount=paid),
        Text("refunding-todo"),
        Tone.CARE,
        "care",
        _DONE,
    )
    checking = _Story(
        Text("checking-title"),
        Text("checking-money"),
        Text("checking-todo"),
        Tone.UNKNOWN,
        "unknown",
        others=(_CANCEL, _END),
    )
    stories |= dict.fromkeys((AttemptState.PAID, AttemptState.POST_INTENT, AttemptState.POSTED), registering)
    stories |= dict.fromkeys((AttemptState.VOID_INTENT, AttemptState.REFUND_INTENT), refunding)
    return stories.get(record.state, checking)
