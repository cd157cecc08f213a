"""What else there is for who is logged in, beside paying."""

from dataclasses import replace

from kiosk.devices.fault_catalogue import Service
from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
from kiosk.flows.availability import why_not
from kiosk.flows.flow import Go, Next, Step
from kiosk.flows.payment.state import Payment
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, Choice, MenuView

OTHER_SERVICES = Button("other-services", Text("other-services"))
"""The way here."""

_EVOUCHER = Choice("evoucher", "qr-code", Text("service-evoucher"), Text("service-evoucher-detail"))
_CARD_PHOTO = Choice("card-photo", "id-photo", Text("service-card-photo"), Text("service-card-photo-detail"))
_STEPS = {"evoucher": "evoucher-consent", "card-photo": "card-photo-consent"}


def other_services_step(services: Services) -> Step[Payment]:
    """Make the step in which one is chosen."""
    leads_to = frozenset(_STEPS[choice.id] for choice in _menu(services).choices)

    async def choose(turn: Turn, state: Payment) -> Next[Payment]:
        if services.faces:
            turn.attach(services.faces.camera.changes())
            turn.attach(services.faces.analysis.changes())
        while True:
            menu = _menu(services)
            usable = {choice.id for choice in menu.choices if choice.enabled}
            match await turn.ask(menu):
                case Tap(target=target) if target in usable:
                    return Go(_STEPS[target], state)

    return Step("other-services", choose, leads_to, needs_card=True)


def _menu(services: Services) -> MenuView:
    """List what there is; a photo is taken only where there is a camera, and while it works."""
    choices = [_EVOUCHER]
    if services.faces:
        fault = why_not(services, Service.CARD_PHOTO)
        choices.append(replace(_CARD_PHOTO, enabled=False, reason=fault.title) if fault else _CARD_PHOTO)
    return MenuView(title=Text("other-services-title"), choices=tuple(choices))
