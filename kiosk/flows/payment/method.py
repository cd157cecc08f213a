"""Step 5: how to pay."""

from dataclasses import replace

from kiosk.devices.fault_catalogue import Service
from kiosk.domain.orders import RailName
from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
from kiosk.flows.availability import why_not
from kiosk.flows.flow import Go, Next, Step
from kiosk.flows.payment.state import Payment
from kiosk.flows.payment.wording import RAIL_NAMES, amount
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import Choice, MethodView

_PREFIX = "method-"
_PRINTER_SECONDS = 1.0


def method_step(services: Services) -> Step[Payment]:
    """Make the step in which the way to pay is chosen; the printer is asked before any money moves."""

    async def choose(turn: Turn, state: Payment) -> Next[Payment]:
        await services.printer.refresh(_PRINTER_SECONDS)
        turn.attach(services.printer.changes())
        if services.terminal is not None:
            turn.attach(services.terminal.changes())
        if services.scanner is not None:
            turn.attach(services.scanner.changes())
        turn.attach_ticks()  # the citizen may ask for larger text, and so for fewer ways
        while True:
            methods = _methods(services, elder=turn.elder)
            usable = {method.id for method in methods if method.enabled}
            match await turn.ask(_view(services, state, methods)):
                case Tap(target="method-show-code" as target) if target in usable:
                    return Go("show-code", state)
                case Tap(target=target) if target in usable:
                    return Go("pay", replace(state, rail=RailName(target.removeprefix(_PREFIX))))

    return Step("method", choose, frozenset({"pay", "show-code"}), number=5, needs_card=True)


def _methods(services: Services, *, elder: bool) -> tuple[Choice, ...]:
    phone = tuple(
        Choice(f"{_PREFIX}{rail}", rail.value, RAIL_NAMES[rail], Text("method-scan-detail"))
        for rail in services.rails
        if rail is not RailName.CARD
    )
    shown = () if services.scanner is None or elder else (_show_code(services),)
    reason = _why_no_card(services)
    card = Choice(
        f"{_PREFIX}{RailName.CARD}",
        "bank-card",
        RAIL_NAMES[RailName.CARD],
        Text("method-card-detail") if reason is None else None,
        enabled=reason is None,
        reason=reason,
    )
    return (*phone, *shown, card)


def _show_code(services: Services) -> Choice:
    fault = why_not(services, Service.PAY_BY_PAYMENT_CODE)
    return Choice(
        f"{_PREFIX}show-code",
        "payment-code",
        Text("method-show-code"),
        Text("method-show-code-detail") if fault is None else None,
        enabled=fault is None,
        reason=fault.title if fault else None,
    )


def _why_no_card(services: Services) -> Text | None:
    if services.terminal is None or RailName.CARD not in services.rails:
        return Text("method-no-terminal")
    fault = why_not(services, Service.PAY_BY_BANK_CARD)
    return fault.title if fault else None


def _view(services: Services, state: Payment, methods: tuple[Choice, ...]) -> MethodView:
    phone_only = not methods[-1].enabled
    sentence = Text("method-sentence-phone") if phone_only else Text("method-sentence")
    no_paper = why_not(services, Service.VOUCHER_ON_PAPER)
    return MethodView(
        title=Text("method-title"),
        sentence=no_paper.limit if no_paper else sentence,
        methods=methods,
        total_label=Text("total-to-pay"),
        total=amount(state.total_fen),
    )
