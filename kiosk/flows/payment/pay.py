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
    PaymentMode.SHOWN_CODE: Text("preparing-code"),
    PaymentMode.SCANNED_CODE: Text("preparing-charge"),
    PaymentMode.TERMINAL: Text("preparing-terminal"),
}
_PICTURES = {
    PaymentMode.SHOWN_CODE: "scan-phone",
    PaymentMode.SCANNED_CODE: "confirm-phone",
    PaymentMode.TERMINAL: "card-terminal",
}
_OPEN_WALLET = {RailName.WECHAT: Text("scan-open-wechat"), RailName.ALIPAY: Text("scan-open-alipay")}


def pay_step(services: Services) -> Step[Payment]:
    """Make the step that pays.

    The card may be pulled and the citizen may stand still: the payment has its own end. Leaving the
    step for any cause only ever asks the settler to close the attempt; the settler finishes it.
    """

    async def pay(turn: Turn, state: Payment) -> Next[Payment]:
        if state.order is None or state.rail is None:
            message = "there is no order to pay"
            raise RuntimeError(message)
        choice = PaymentChoice(state.rail, _mode(state), state.citizen_code)
        window = services.timing.window_for(choice.mode, elder=turn.elder)
        subject = services.say(Text("payment-subject"), Language.CHINESE)
        paying = services.settler.pay(state.order, choice, subject, window)
        record = await turn.work(paying, _preparing(choice.mode))
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
                return Go("method", replace(state, rail=None, citizen_code=None))
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
    codeless = record.mode is not PaymentMode.SHOWN_CODE
    if record.state is AttemptState.OPEN and (record.code or codeless) and not record.uncertain:
        return _pay_view(record, now)
    if record.state is AttemptState.PAY_INTENT and not record.uncertain:
        return _preparing(record.mode)
    return money_words.status(record, hotline)


def _mode(state: Payment) -> PaymentMode:
    if state.citizen_code is not None:
        return PaymentMode.SCANNED_CODE
    return PaymentMode.TERMINAL if state.rail is RailName.CARD else PaymentMode.SHOWN_CODE


def _preparing(mode: PaymentMode) -> WaitView:
    return WaitView(title=_PREPARING[mode], sentence=Text("preparing-money"))


def _pay_view(record: AttemptRecord, now: datetime) -> PayView:
    left = (record.window_ends_at - now).total_seconds()
    window = (record.window_ends_at - record.created_at).total_seconds()
    title, instructions = _todo(record)
    return PayView(
        title=title,
        picture=_PICTURES[record.mode],
        code=record.code,
        instructions=instructions,
        total_label=Text("total-to-pay"),
        total=amount(record.fen),
        remaining_label=Text("time-left"),
        remaining=clock_time(left),
        remaining_share=max(0.0, min(1.0, left / window)),
        warning=Text("pay-once"),
        others=(Button("cancel", Text("pay-cancel")),),
    )


def _todo(record: AttemptRecord) -> tuple[Text, tuple[Text, ...]]:
    """Say what to do, in a title and in steps."""
    match record.mode:
        case PaymentMode.SHOWN_CODE:
            title = Text("pay-title", method=RAIL_NAMES[record.rail])
            return title, (_OPEN_WALLET[record.rail], Text("scan-aim"), Text("scan-confirm"))
        case PaymentMode.SCANNED_CODE:
            return Text("pay-title-phone"), (
                Text("phone-look"),
                Text("phone-confirm", amount=amount(record.fen)),
                Text("phone-wait"),
            )
        case PaymentMode.TERMINAL:
            return Text("pay-title-card"), (
                Text("terminal-follow"),
                Text("terminal-card"),
                Text("terminal-confirm"),
            )
