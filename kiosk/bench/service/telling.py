"""Telling and asking a technician, on the screens that citizens know."""

from kiosk.domain.words import Text, Words
from kiosk.flows.actions import Tap
from kiosk.flows.payment.trouble import until_answered
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, MenuView, StatusView, Tone, View

NO_REACTION = Button("no", Text("service-test-no-reaction"))
"""What a person presses where a device that sees nothing would be waited for without end."""


async def tell(turn: Turn, title: Words, todo: Words, tone: Tone) -> None:
    """Show a message until it is understood."""
    await until_answered(turn, _view(title, todo, tone, tone.value, Text("understood")))


def question(title: Words, todo: Words, picture: str, yes: Text, no: Text) -> StatusView:
    """Make the page of a question that is answered by yes or no."""
    return _view(title, todo, Tone.PLAIN, picture, yes, Button("no", no))


async def answered(turn: Turn, view: View) -> bool:
    """Show a question until it is answered; say whether by yes."""
    while True:
        match await turn.ask(view):
            case Tap("main"):
                return True
            case Tap("no"):
                return False


async def choose(turn: Turn, view: MenuView) -> str:
    """Show things to choose from until one is chosen; give its id."""
    ids = {choice.id for choice in view.choices}
    while True:
        match await turn.ask(view):
            case Tap(target) if target in ids:
                return target


def _view(title: Words, todo: Words, tone: Tone, picture: str, main: Text, *others: Button) -> StatusView:
    return StatusView(
        title=title,
        tone=tone,
        picture=picture,
        money=None,
        todo=todo,
        main=Button("main", main),
        others=others,
    )
