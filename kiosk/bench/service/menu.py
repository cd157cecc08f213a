"""The service menu itself: what there is to do, and what stands behind each."""

from dataclasses import replace

from kiosk.bench.service.devices import is_well
from kiosk.bench.service.state import ServiceVisit
from kiosk.bench.service.tools import Tools
from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
from kiosk.flows.flow import End, Go, Next, Step
from kiosk.flows.service_switch import Closure
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, Choice, MenuView

_PLACES = ("devices", "paper-roll", "day-totals", "payments", "recent-log", "closing", "alarm")


def menu_step(tools: Tools) -> Step[ServiceVisit]:
    """Make the step that every other one comes back to."""

    async def menu(turn: Turn, state: ServiceVisit) -> Next[ServiceVisit]:
        waiting = len(tools.journal.attempts_needing_a_person(turn.clock.now(), tools.services.timing))
        view = _view(tools, waiting)
        while True:
            match await turn.ask(view):
                case Tap("main"):
                    return End()
                case Tap(target) if target in _PLACES:
                    return Go(target, replace(state, device=None, attempt_no=None, decision=None))

    return Step("service-menu", menu, frozenset(_PLACES), back=False, leave=False)


def _view(tools: Tools, waiting: int) -> MenuView:
    results = tools.results.last()
    broken = sum(
        not is_well(tools.supervisor.status(name), results.get(name)) for name in tools.supervisor.devices
    )
    closed = tools.out_of_service.closed
    alarm = Choice("alarm", "error", Text("service-alarm"), Text("service-alarm-detail"))
    return MenuView(
        title=Text("service-title"),
        sentence=Text("service-sentence-closed") if closed else None,
        choices=(
            *((alarm,) if Closure.TAMPERING in tools.switch.closures else ()),
            Choice(
                "devices",
                "devices",
                Text("service-devices"),
                Text("service-devices-broken", count=broken) if broken else Text("service-devices-well"),
            ),
            Choice("paper-roll", "printer-roll", Text("service-paper"), Text("service-paper-detail")),
            Choice("day-totals", "totals", Text("service-totals"), Text("service-totals-detail")),
            Choice(
                "payments",
                "unknown",
                Text("service-payments"),
                Text("service-payments-waiting", count=waiting) if waiting else Text("service-payments-none"),
            ),
            Choice("recent-log", "log", Text("service-log"), Text("service-log-detail")),
            Choice(
                "closing",
                "closing",
                Text("service-open") if closed else Text("service-close"),
                Text("service-open-detail") if closed else Text("service-close-detail"),
            ),
        ),
        main=Button("main", Text("service-leave")),
    )
