"""Step 5: how to pay."""

from dataclasses import replace

from kiosk.devices.ports import CodeScanner, DeviceState
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
        if services.terminal is not None:
            turn.attach(services.terminal.changes())
        if services.scanner is not None:
            turn.attach(services.scanner.changes())
        turn.attach_ticks()  # the citizen may ask for larger text, and so for fewer ways
        while True:
            methods = _methods(services, elder=turn.elder)
            usable = {method.id for method in methods if method.enabled}
            match await turn.ask(_view(state, methods, prints=printer.can_print)):
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
    shown = () if services.scanner is None or elder else (_show_code(services.scanner),)
    why_not = _why_no_card(services)
    card = Choice(
        f"{_PREFIX}{RailName.CARD}",
        "bank-card",
        RAIL_NAMES[RailName.CARD],
        Text("method-card-detail") if why_not is None else None,
        enabled=why_not is None,
        reason=why_not,
    )
    return (*phone, *shown, card)


def _show_code(scanner: CodeScanner) -> Choice:
    works = scanner.status.device is DeviceState.ONLINE
    return Choice(
        f"{_PREFIX}show-code",
        "payment-code",
        Text("method-show-code"),
        Text("method-show-code-detail") if works else None,
        enabled=works,
        reason=None if works else Text("scanner-broken"),
    )


def _why_no_card(services: Services) -> Text | None:
    terminal = services.terminal
    if terminal is None or RailName.CARD not in services.rails:
        return Text("method-no-terminal")
    works = terminal.status.device in {DeviceState.ONLINE, DeviceState.BUSY} and terminal.status.fault is None
    return None if works else Text("method-terminal-broken")


def _view(state: Payment, methods: tuple[Choice, ...], *, prints: bool) -> MethodView:
    phone_only = not methods[-1].enabled
    sentence = Text("method-sentence-phone") if phone_only else Text("method-sentence")
    return MethodView(
        title=Text("method-title"),
        sentence=sentence if prints else Text("limit-no-paper"),
        methods=methods,
        total_label=Text("total-to-pay"),
        total=amount(state.total_fen),
    )
