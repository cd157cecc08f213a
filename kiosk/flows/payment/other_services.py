"""What else there is for who is logged in, beside paying."""

from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
from kiosk.flows.flow import Go, Next, Step
from kiosk.flows.payment.state import Payment
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, Choice, MenuView

OTHER_SERVICES = Button("other-services", Text("other-services"))
"""The way here."""

_MENU = MenuView(
    title=Text("other-services-title"),
    choices=(Choice("evoucher", "qr-code", Text("service-evoucher"), Text("service-evoucher-detail")),),
)
_STEPS = {"evoucher": "evoucher-consent"}


def other_services_step() -> Step[Payment]:
    """Make the step in which one is chosen."""

    async def choose(turn: Turn, state: Payment) -> Next[Payment]:
        while True:
            match await turn.ask(_MENU):
                case Tap(target=target) if target in _STEPS:
                    return Go(_STEPS[target], state)

    return Step("other-services", choose, frozenset(_STEPS.values()), needs_card=True)
