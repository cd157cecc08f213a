"""Questions that stand over any screen."""

from kiosk.domain.words import Text
from kiosk.flows.views import Button, Overlay, Tone

STAY = "stay"
LEAVE = "end-visit"


def idle(seconds: int) -> Overlay:
    """Ask whether somebody is still there; `seconds` are left to answer."""
    return Overlay(
        tone=Tone.CARE,
        picture="waiting",
        title=Text("idle-title"),
        sentence=Text("idle-sentence", seconds=seconds),
        main=Button(STAY, Text("idle-stay")),
        other=Button(LEAVE, Text("leave-now")),
    )


def leave() -> Overlay:
    """Ask whether the citizen really wants to leave."""
    return Overlay(
        tone=Tone.PLAIN,
        picture="leave",
        title=Text("leave-title"),
        sentence=Text("leave-sentence"),
        main=Button(STAY, Text("leave-stay")),
        other=Button(LEAVE, Text("leave-now")),
    )


def help_(hotline: str) -> Overlay:
    """Tell where help is to be had."""
    return Overlay(
        tone=Tone.PLAIN,
        picture="help",
        title=Text("help-title"),
        sentence=Text("help-sentence", hotline=hotline),
        main=Button(STAY, Text("understood")),
        other=None,
    )
