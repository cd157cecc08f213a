"""The frame around every screen."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.words import Bilingual, Language, Text
from kiosk.flows.display import Display
from kiosk.flows.views import (
    Button,
    Corner,
    Direction,
    Frame,
    Overlay,
    Page,
    StatusView,
    Tone,
    View,
    WaitView,
)

STARTING = WaitView(title=Text("starting-title"), sentence=Text("starting-sentence"))
"""What is shown until the payments of an earlier run are settled."""
_OUT_OF_SERVICE = StatusView(
    title=Text("out-of-service-title"),
    tone=Tone.ERROR,
    picture="error",
    money=Text("ended-broken-money"),
    todo=Text("out-of-service-todo"),
)


@dataclass(frozen=True, slots=True)
class Hall:
    """Where the kiosk stands."""

    name: Bilingual
    hotline: str
    simulated: bool


def frame(  # noqa: PLR0913 one keyword for each thing that the frame tells
    hall: Hall,
    display: Display,
    now: datetime,
    *,
    who: str | None,
    number: int,
    count: int,
    back: bool,
    leave: bool,
    overlay: Overlay | None,
    corners: tuple[Corner, ...] = (),
) -> Frame:
    """Make the frame of a page; `number` 0 shows no steps."""
    return Frame(
        language=display.language,
        elder=display.elder,
        hall=hall.name,
        time=f"{now:%H:%M}",
        step=Text("step-of", number=number, count=count) if number else None,
        step_number=number,
        step_count=count,
        who=who,
        languages=(
            Button("language-zh", "中文", enabled=display.language is not Language.CHINESE),
            Button("language-en", "English", enabled=display.language is not Language.ENGLISH),
        ),
        elder_button=Button("elder", Text("elder-off") if display.elder else Text("elder-on")),
        help_button=Button("help", Text("help")),
        back=Button("back", Text("back")) if back else None,
        leave=Button("leave", Text("leave")) if leave else None,
        simulated=Text("simulated") if hall.simulated else None,
        overlay=overlay,
        scroll_down=Text("scroll-down"),
        scroll_up=Text("scroll-up"),
        corners=corners,
    )


def starting_page(hall: Hall, display: Display, now: datetime) -> Page:
    """Make the very first page, before there is an engine."""
    return _alone(STARTING, hall, display, now)


def out_of_service_page(hall: Hall, display: Display, now: datetime) -> Page:
    """Make the very last page, when there is no engine any more."""
    return _alone(_OUT_OF_SERVICE, hall, display, now)


def _alone(view: View, hall: Hall, display: Display, now: datetime) -> Page:
    framed = frame(hall, display, now, who=None, number=0, count=0, back=False, leave=False, overlay=None)
    return Page(0, Direction.NONE, framed, view)
