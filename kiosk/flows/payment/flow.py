"""The payment flow as a whole."""

from kiosk.flows.flow import Flow
from kiosk.flows.payment.card_photo import card_photo_steps
from kiosk.flows.payment.choose import choose_step
from kiosk.flows.payment.confirm import confirm_steps, give_up_order
from kiosk.flows.payment.evoucher_activation import evoucher_activation_steps
from kiosk.flows.payment.evoucher_login import evoucher_login_steps
from kiosk.flows.payment.face_login import face_login_steps
from kiosk.flows.payment.identity_login import identity_login_steps
from kiosk.flows.payment.last_payment import last_payment_step
from kiosk.flows.payment.login import login_steps
from kiosk.flows.payment.method import method_step
from kiosk.flows.payment.other_services import other_services_step
from kiosk.flows.payment.pay import pay_step
from kiosk.flows.payment.payer import payer_step
from kiosk.flows.payment.show_code import show_code_step
from kiosk.flows.payment.state import Payment
from kiosk.flows.payment.voucher import voucher_steps
from kiosk.flows.services import Services


def payment_flow(services: Services) -> Flow[Payment]:
    """Make the seven steps (P1 to P7) over these services."""

    async def end(state: Payment) -> None:
        if services.faces is not None:
            services.faces.analysis.release()
        if state.order is not None and state.posted is None:
            await give_up_order(services, state.order.order_id, seen=state.rail is None)
        if state.session is not None:
            await services.bureau.close_session(state.session.session_id)

    steps = [
        *login_steps(services),
        *identity_login_steps(services),
        *evoucher_login_steps(services),
        *face_login_steps(services),
        last_payment_step(services),
        choose_step(services),
        other_services_step(services),
        *evoucher_activation_steps(services),
        *card_photo_steps(services),
        payer_step(),
        *confirm_steps(services),
        method_step(services),
        show_code_step(services),
        pay_step(services),
        *voucher_steps(services),
    ]
    return Flow(
        first="attract",
        steps={step.name: step for step in steps},
        start=Payment,
        end=end,
        who=lambda state: state.session.name.masked if state.session else None,
        step_count=7,
    )
