"""Taking the kiosk out of service and back, ending its alarm, and reading its log."""

from kiosk.bench.service.state import ServiceVisit
from kiosk.bench.service.telling import answered, question, tell
from kiosk.bench.service.tools import Tools
from kiosk.devices.ports import Fault
from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
from kiosk.flows.flow import Back, Next, Step
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, Detail, DetailsView, Tone

_BOARD_SECONDS = 5.0


def closing_step(tools: Tools) -> Step[ServiceVisit]:
    """Make the step that turns the switch, once it is asked whether that is meant."""

    async def closing(turn: Turn, state: ServiceVisit) -> Next[ServiceVisit]:
        switch = tools.out_of_service
        if switch.closed:
            title, todo, yes = Text("service-open-title"), Text("service-open-todo"), Text("service-open")
        else:
            title, todo, yes = Text("service-close-title"), Text("service-close-todo"), Text("service-close")
        if await answered(turn, question(title, todo, "closing", yes, Text("service-leave-as-is"))):
            closed = not switch.closed
            kept = switch.turn(closed=closed, operator=state.who())
            tools.note(state, "took the kiosk out of service" if closed else "put the kiosk into service")
            if not kept:
                await tell(turn, Text("service-not-written"), Text("service-not-kept-todo"), Tone.ERROR)
        return Back()

    return Step("closing", closing, frozenset(), remembered=False, leave=False)


def alarm_step(tools: Tools) -> Step[ServiceVisit]:
    """Make the step that ends the alarm of a forced cabinet."""

    async def alarm(turn: Turn, state: ServiceVisit) -> Next[ServiceVisit]:
        view = question(
            Text("service-alarm-title"),
            Text("service-alarm-todo"),
            "error",
            Text("service-alarm-end"),
            Text("service-leave-as-is"),
        )
        if tools.board is not None and await answered(turn, view):
            tools.note(state, "acknowledges the alarm of the cabinet")
            obeyed = await tools.board.acknowledge_tampering(_BOARD_SECONDS)
            if isinstance(obeyed, Fault):
                await tell(turn, Text("service-alarm-goes-on"), obeyed.detail, Tone.ERROR)
        return Back()

    return Step("alarm", alarm, frozenset(), remembered=False, leave=False)


def recent_log_step(tools: Tools) -> Step[ServiceVisit]:
    """Make the step that shows the last lines of the log."""

    async def recent_log(turn: Turn, _: ServiceVisit) -> Next[ServiceVisit]:
        while True:
            lines = tuple(Detail(None, line) for line in tools.recent_log.lines())
            view = DetailsView(
                title=Text("service-log"),
                sentence=Text("service-log-sentence"),
                lines=lines or (Detail(None, Text("service-log-empty")),),
                main=Button("main", Text("service-log-again")),
            )
            while await turn.ask(view) != Tap("main"):
                pass

    return Step("recent-log", recent_log, frozenset(), leave=False)
