"""Step 6: the code on the screen, and the truth about the money whatever happens."""

from dataclasses import replace
from datetime import datetime

from kiosk.domain.orders import PaymentMode, RailName
from kiosk.domain.words import Language, Text
from kiosk.flows.actions import Tap
from kiosk.flows.flow import End, Go, Idleness, Next, Step
from kiosk.flows.payment import money_words
from kiosk.flows.payment.state import Payment
from kiosk.flows.payment.wording import RAIL_NAMES, amount, clock_time
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, PayView, View, WaitView
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.settler import PaymentChoice

_STATUS_SECONDS = 120.0
"""How long an outcome stays on the screen with nobody touching it."""

_PREPARING = WaitView(title=Text("preparing-code"), sentence=Text("please-wait"))
_INSTRUCTIONS = {
    RailName.WECHAT: (Text("scan-open-wechat"), Text("scan-aim"), Text("scan-confirm")),
    RailName.ALIPAY: (Text("scan-open-alipay"), Text("scan-aim"), Text("scan-confirm")),
}


def pay_step(services: Services) -> Step[Payment]:
    """Make the step that pays.

    The card may be pulled and the citizen may stand still: the code has its own end. Leaving the
    step for any cause only ever asks the settler to close the attempt; the settler finishes it.
    """

    async def pay(turn: Turn, state: Payment) -> Next[Payment]:
        if state.order is None or state.rail is None:
            message = "there is no order to pay"
            raise RuntimeError(message)
        choice = PaymentChoice(state.rail, PaymentMode.SHOWN_CODE)
        window = services.timing.window_for(choice.mode, elder=turn.elder)
        subject = services.say(Text("payment-subject"), Language.CHINESE)
        record = await turn.work(services.settler.pay(state.order, choice, subject, window), _PREPARING)
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
        match await turn.ask(_view(record, turn.clock.now(), services)):
            case AttemptRecord() as changed:
                shown_since = turn.clock.monotonic() if changed.state is not record.state else shown_since
                record = changed
            case Tap(target="cancel"):
                services.settler.cancel(record.attempt_no)
            case Tap(target="main") if record.state is AttemptState.CLOSED:
                return Go("method", replace(state, rail=None))
            case Tap(target="main" | "end"):
                return End()
        if record.state is AttemptState.POSTED:
            return Go("voucher", replace(state, posting_no=record.posting_no))
        waited = turn.clock.monotonic() - shown_since
        if record.state is not AttemptState.OPEN and waited > _STATUS_SECONDS:
            return End()


def _view(record: AttemptRecord, now: datetime, services: Services) -> View:
    if record.state is AttemptState.OPEN and record.code and not record.uncertain:
        return _code_view(record, record.code, now)
    if record.state is AttemptState.PAY_INTENT and not record.uncertain:
        return _PREPARING
    return money_words.status(record, services.hall.hotline)


def _code_view(record: AttemptRecord, code: str, now: datetime) -> PayView:
    left = (record.window_ends_at - now).total_seconds()
    window = (record.window_ends_at - record.created_at).total_seconds()
    return PayView(
        title=Text("pay-title", method=RAIL_NAMES[record.rail]),
        picture="scan-phone",
        code=code,
        instructions=_INSTRUCTIONS[record.rail],
        total_label=Text("total-to-pay"),
        total=amount(record.fen),
        remaining_label=Text("time-left"),
        remaining=clock_time(left),
        remaining_share=max(0.0, min(1.0, left / window)),
        warning=Text("pay-once"),
        others=(Button("cancel", Text("pay-cancel")),),
    )
