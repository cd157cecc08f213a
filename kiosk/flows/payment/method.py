"""Step 5: how to pay."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.domain.orders import RailName
from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
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
        printer = await services.printer.refresh(_PRINTER_SECONDS)
        while True:
            match await turn.ask(_view(state, services.rails, prints=printer.can_print)):
                case Tap(target=target) if target.removeprefix(_PREFIX) in services.rails:
                    return Go("pay", replace(state, rail=RailName(target.removeprefix(_PREFIX))))

    return Step("method", choose, frozenset({"pay"}), number=5, needs_card=True)


def _view(state: Payment, rails: Sequence[RailName], *, prints: bool) -> MethodView:
    ways = tuple(
        Choice(f"{_PREFIX}{rail}", rail.value, RAIL_NAMES[rail], Text("method-scan-detail")) for rail in rails
    )
    card = Choice(
        "method-bank-card",
        "bank-card",
        Text("method-bank-card"),
        enabled=False,
        reason=Text("method-no-terminal"),
    )
    return MethodView(
        title=Text("method-title"),
        sentence=Text("method-sentence") if prints else Text("limit-no-paper"),
        methods=(*ways, card),
        total_label=Text("total-to-pay"),
        total=amount(state.total_fen),
    )
