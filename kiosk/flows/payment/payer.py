"""Step 3: who it is for, masked, and whole only while a finger rests on it."""

from kiosk.domain.words import Text
from kiosk.flows.actions import Hold, Release, Tap
from kiosk.flows.flow import Go, Next, Step
from kiosk.flows.payment.state import Payment
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, PayerView, PersonalField


def payer_step() -> Step[Payment]:
    """Make the step in which the citizen checks who is paid for."""
    return Step("payer", _check, frozenset({"confirm"}), number=3, needs_card=True)


async def _check(turn: Turn, state: Payment) -> Next[Payment]:
    held: str | None = None
    while True:
        match await turn.ask(_view(state, held)):
            case Hold(target=target):
                held = target
            case Release():
                held = None
            case Tap(target="main"):
                return Go("confirm", state)


def _view(state: Payment, held: str | None) -> PayerView:
    session = state.logged_in()
    values = (
        ("field-name", Text("field-name"), session.name),
        ("field-identity", Text("field-identity"), session.identity_number),
        ("field-card", Text("field-card"), session.card_number),
    )
    return PayerView(
        title=Text("payer-title"),
        sentence=Text("payer-sentence"),
        fields=tuple(
            PersonalField(
                field, label, secret.reveal() if field == held else secret.masked, shown=field == held
            )
            for field, label, secret in values
        ),
        hold=Text("hold-to-see"),
        main=Button("main", Text("payer-main")),
    )
