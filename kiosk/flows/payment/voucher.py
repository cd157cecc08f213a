"""Step 7: the voucher, on paper where there is paper and as a code in any case."""

import asyncio
from dataclasses import replace

from kiosk.devices.fault_catalogue import FaultRow
from kiosk.devices.ports import DeviceKind, Fault, Printed
from kiosk.domain.problems import Problem
from kiosk.domain.vouchers import Voucher
from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
from kiosk.flows.flow import End, Go, Next, Step
from kiosk.flows.payment.paper import paper
from kiosk.flows.payment.printing import print_voucher
from kiosk.flows.payment.state import Payment, Posted
from kiosk.flows.payment.wording import amount, grouped
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, Reference, StatusView, Tone, VoucherView

_RETRY_SECONDS = 3.0


def voucher_steps(services: Services) -> list[Step[Payment]]:
    """Make the steps that hand over a voucher: of the payment just made, and of one before."""

    async def end(turn: Turn, state: Payment) -> Next[Payment]:
        await _hand_over(turn, services, state.paid(), Text("finish"))
        return End()

    async def go_on(turn: Turn, state: Payment) -> Next[Payment]:
        await _hand_over(turn, services, state.paid(), Text("go-on"))
        return Go("last-payment", replace(state, posted=None))

    return [
        Step("voucher", end, frozenset(), number=7, back=False, leave=False),
        Step(
            "last-voucher",
            go_on,
            frozenset({"last-payment"}),
            back=False,
            leave=False,
            remembered=False,
        ),
    ]


async def _hand_over(turn: Turn, services: Services, posted: Posted, done: Text) -> None:
    """Print the voucher. It is told of no more once paper came out, or somebody saw that none did."""
    voucher = await _fetch(turn, services, posted)
    turn.show(_view(voucher, None, done))
    result = await asyncio.shield(_print(services, voucher))
    while await turn.ask(_view(voucher, result, done)) != Tap("main"):
        pass
    services.orders.order_told(voucher.order_id)


async def _fetch(turn: Turn, services: Services, posted: Posted) -> Voucher:
    while isinstance(voucher := await services.bureau.voucher(posted.posting_no), Problem):
        turn.show(
            StatusView(
                title=Text("voucher-later-title"),
                tone=Tone.DONE,
                picture="done",
                money=Text("fate-registered-money", amount=amount(posted.fen)),
                todo=Text("voucher-later-todo"),
                references=(Reference(Text("voucher-number"), grouped(posted.posting_no)),),
            )
        )
        await turn.clock.sleep(_RETRY_SECONDS)
    return voucher


async def _print(services: Services, voucher: Voucher) -> Printed | FaultRow:
    """Print and remember it; shielded by the caller, so that no visit's end leaves half a voucher."""
    result = await print_voucher(
        voucher.voucher_no,
        lambda count: paper(voucher, count, services.hall, services.say),
        services.prints,
        services.printer,
        services.bureau,
    )
    if isinstance(result, Fault):
        return services.faults.row(DeviceKind.PRINTER, result.code)
    services.orders.order_told(voucher.order_id)
    return result


def _view(voucher: Voucher, result: Printed | FaultRow | None, done: Text) -> VoucherView:
    message, tone, picture = _printing(result)
    return VoucherView(
        title=Text("paid-title"),
        sentence=Text("paid-sentence", name=voucher.beneficiary_name),
        code=voucher.token,
        code_hint=Text("voucher-code-hint"),
        total_label=Text("total-paid"),
        total=amount(voucher.total_fen),
        print_message=message,
        print_tone=tone,
        print_picture=picture,
        references=(Reference(Text("voucher-number"), grouped(voucher.voucher_no)),),
        main=Button("main", done, enabled=result is not None),
    )


def _printing(result: Printed | FaultRow | None) -> tuple[Text, Tone, str]:
    match result:
        case None:
            return Text("printing"), Tone.WAITING, "printer"
        case Printed():
            return Text("take-paper"), Tone.DONE, "take-paper"
        case FaultRow(title=title, todo=todo):
            return Text("fault-message", title=title, todo=todo), Tone.CARE, "no-paper"
