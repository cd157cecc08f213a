"""Step 6: the code or the payment terminal, and the truth about the money whatever happens."""

from dataclasses import replace
from datetime import datetime

from kiosk.domain.orders import PaymentMode, RailName
from kiosk.domain.words import Language, Text
from kiosk.flows.actions import Tap
from kiosk.flows.flow import End, Go, Idleness, Next, Step
from kiosk.flows.payment import money_words
from kiosk.flows.payment.confirm import give_up_order
from kiosk.flows.payment.state import Payment, Posted
from kiosk.flows.payment.wording import RAIL_NAMES, amount, clock_time
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, PayView, View, WaitView
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.settler import PaymentChoice

_STATUS_SECONDS = 120.0
"""How long an outcome stays on the screen with nobody touching it."""

_LEAVING = WaitView(title=Text("closing-order"), sentence=Text("please-wait"))
_PREPARING = {
    RailName.WECHAT: Text("preparing-code"),
    RailName.ALIPAY: Text("preparing-code"),
    RailName.CARD: Text("preparing-terminal"),
}
_INSTRUCTIONS = {
    RailName.WECHAT: (Text("scan-open-wechat"), Text("scan-aim"), Text("scan-confirm")),
    RailName.ALIPAY: (Text("scan-open-alipay"), Text("scan-aim"), Text("scan-confirm")),
    RailName.CARD: (Text("terminal-follow"), Text("terminal-card"), Text("terminal-confirm")),
}


def pay_step(services: Services) -> Step[Payment]:
    """Make the step that pays.

    The card may be pulled and the citizen may stand still: the payment has its own end. Leaving the
    step for any cause only ever asks the settler to close the attempt; the settler finishes it.
    """

    async def pay(turn: Turn, state: Payment) -> Next[Payment]:
        if state.order is None or state.rail is None:
            message = "there is no order to pay"
            raise RuntimeError(message)
        mode = PaymentMode.TERMINAL if state.rail is RailName.CARD else PaymentMode.SHOWN_CODE
        choice = PaymentChoice(state.rail, mode)
        window = services.timing.window_for(choice.mode, elder=turn.elder)
        subject = services.say(Text("payment-subject"), Language.CHINESE)
        paying = services.settler.pay(state.order, choice, subject, window)
        record = await turn.work(paying, _preparing(state.rail))
        turn.attach(services.settler.watch(record.attempt_no))
        turn.attach_ticks()
        try:
            return await _follow(turn, services, state, record)
        finally:
            services.settler.cancel(record.attempt_no)

    return Step(
        "pay",
        pay,
        frozenset({"voucher", "method"}),
        number=6,
        back=False,
        leave=False,
        remembered=False,
        idleness=Idleness.IGNORED,
    )


async def _follow(turn: Turn, services: Services, state: Payment, record: AttemptRecord) -> Next[Payment]:
    shown_since = turn.clock.monotonic()
    while True:
        match await turn.ask(view_of(record, turn.clock.now(), services.hall.hotline)):
            case AttemptRecord() as changed:
                shown_since = turn.clock.monotonic() if changed.state is not record.state else shown_since
                record = changed
            case Tap(target="cancel"):
                services.settler.cancel(record.attempt_no)
            case Tap(target="main") if record.allows_another:
                return Go("method", replace(state, rail=None))
            case Tap(target="main" | "end"):
                if record.final:
                    ending = give_up_order(services, record.order_id, seen=True)
                    await turn.work(ending, _LEAVING)
                return End()
        if record.posting_no is not None:
            return Go("voucher", replace(state, posted=Posted(record.posting_no, record.fen)))
        waited = turn.clock.monotonic() - shown_since
        if record.state is not AttemptState.OPEN and waited > _STATUS_SECONDS:
            return End()


def view_of(record: AttemptRecord, now: datetime, hotline: str) -> View:
    """Show an attempt as it is: never a code or a terminal to pay at while its fate is unknown."""
    by_card = record.mode is PaymentMode.TERMINAL
    if record.state is AttemptState.OPEN and (record.code or by_card) and not record.uncertain:
        return _pay_view(record, now)
    if record.state is AttemptState.PAY_INTENT and not record.uncertain:
        return _preparing(record.rail)
    return money_words.status(record, hotline)


def _preparing(rail: RailName) -> WaitView:
    return WaitView(title=_PREPARING[rail], sentence=Text("preparing-money"))


def _pay_view(record: AttemptRecord, now: datetime) -> PayView:
    left = (record.window_ends_at - now).total_seconds()
    window = (record.window_ends_at - record.created_at).total_seconds()
    by_card = record.mode is PaymentMode.TERMINAL
    return PayView(
        title=Text("pay-title-card") if by_card else Text("pay-title", method=RAIL_NAMES[record.rail]),
        picture="card-terminal" if by_card else "scan-phone",
        code=record.code,
        instructions=_INSTRUCTIONS[record.rail],
        total_label=Text("total-to-pay"),
        total=amount(record.fen),
        remaining_label=Text("time-left"),
        remaining=clock_time(left),
        remaining_share=max(0.0, min(1.0, left / window)),
        warning=Text("pay-once"),
        others=(Button("cancel", Text("pay-cancel")),),
    )
