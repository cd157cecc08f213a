"""Step 7: the voucher, on paper where there is paper and as a code in any case."""

import asyncio

from kiosk.devices.ports import Fault, Printed
from kiosk.domain.problems import Problem
from kiosk.domain.vouchers import Voucher
from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
from kiosk.flows.flow import End, Next, Step
from kiosk.flows.payment.paper import paper
from kiosk.flows.payment.printing import print_voucher
from kiosk.flows.payment.state import Payment
from kiosk.flows.payment.trouble import print_fault
from kiosk.flows.payment.wording import amount, grouped
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, Reference, StatusView, Tone, VoucherView

_RETRY_SECONDS = 3.0


def voucher_step(services: Services) -> Step[Payment]:
    """Make the step that hands the voucher over."""

    async def hand_over(turn: Turn, state: Payment) -> Next[Payment]:
        voucher = await _fetch(turn, services, state)
        turn.show(_view(voucher, None))
        result = await asyncio.shield(_print(services, voucher))
        while await turn.ask(_view(voucher, result)) != Tap("main"):
            pass
        return End()

    return Step("voucher", hand_over, frozenset(), number=7, back=False, leave=False)


async def _fetch(turn: Turn, services: Services, state: Payment) -> Voucher:
    posting_no = state.posting_no or ""
    while isinstance(voucher := await services.bureau.voucher(posting_no), Problem):
        turn.show(
            StatusView(
                title=Text("voucher-later-title"),
                tone=Tone.DONE,
                picture="done",
                money=Text("voucher-later-money", amount=amount(state.total_fen)),
                todo=Text("voucher-later-todo"),
                references=(Reference(Text("voucher-number"), grouped(posting_no)),),
            )
        )
        await turn.clock.sleep(_RETRY_SECONDS)
    return voucher


async def _print(services: Services, voucher: Voucher) -> Printed | Fault:
    """Print and remember it; shielded by the caller, so that no visit's end leaves half a voucher."""
    return await print_voucher(
        voucher.voucher_no,
        lambda count: paper(voucher, count, services.hall, services.say),
        services.prints,
        services.printer,
        services.bureau,
    )


def _view(voucher: Voucher, result: Printed | Fault | None) -> VoucherView:
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
        main=Button("main", Text("finish"), enabled=result is not None),
    )


def _printing(result: Printed | Fault | None) -> tuple[Text, Tone, str]:
    match result:
        case None:
            return Text("printing"), Tone.WAITING, "printer"
        case Printed():
            return Text("take-paper"), Tone.DONE, "take-paper"
        case Fault():
            return print_fault(result), Tone.CARE, "no-paper"
