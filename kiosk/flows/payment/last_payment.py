"""After the login: what became of payments that the citizen did not see end, and their vouchers."""

from dataclasses import replace

from kiosk.flows.actions import Tap
from kiosk.flows.flow import Go, Next, Step
from kiosk.flows.payment.money_words import last_payment
from kiosk.flows.payment.state import Payment, Posted
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.payments.record import AttemptRecord


def last_payment_step(services: Services) -> Step[Payment]:
    """Make the step that tells of each earlier payment, one after another; of most visits there is none.

    One that has not ended, or whose voucher is put off, is told again at the next login.
    """

    async def tell(turn: Turn, state: Payment) -> Next[Payment]:
        for order in services.orders.untold_orders(state.logged_in().person):
            attempts = services.orders.attempts_of(order.order_id)
            if order.order_id in state.heard or not attempts:
                continue
            state = replace(state, heard=state.heard | {order.order_id})
            record = await _tell(turn, services, attempts[-1])
            if isinstance(record, Posted):
                return Go("last-voucher", replace(state, posted=record))
        return Go("look-up", state)

    return Step(
        "last-payment",
        tell,
        frozenset({"last-voucher", "look-up"}),
        back=False,
        remembered=False,
        needs_card=True,
    )


async def _tell(turn: Turn, services: Services, record: AttemptRecord) -> Posted | None:
    """Tell of one payment while it may still change; give it if its voucher is wanted."""
    if not record.final:
        turn.attach(services.settler.watch(record.attempt_no))
    while True:
        match await turn.ask(last_payment(record, services.hall.hotline)):
            case AttemptRecord(attempt_no=record.attempt_no) as changed:
                record = changed
            case Tap(target="main") if record.posting_no is not None:
                return Posted(record.posting_no, record.fen)
            case Tap(target="main"):
                if record.final:
                    services.orders.order_told(record.order_id)
                return None
            case Tap(target="later"):
                return None
