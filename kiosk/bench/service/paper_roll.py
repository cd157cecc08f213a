"""Changing the paper roll, guided by what the printer itself says."""

from enum import Enum, auto

from kiosk.bench.service.state import ServiceVisit
from kiosk.bench.service.telling import tell
from kiosk.bench.service.tools import Tools
from kiosk.bench.service.witnessed_tests import test_printer
from kiosk.devices.ports import FaultCode, PaperState, PrinterStatus
from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
from kiosk.flows.flow import Back, Next, Step
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, PromptView, Tone


class Stage(Enum):
    """How far it has come."""

    OPEN_COVER = auto()
    LOAD_ROLL = auto()
    CLOSE_COVER = auto()
    PRINT = auto()
    OTHER_FAULT = auto()
    """Something else keeps it from printing, which a new roll does not mend."""


def stage_of(status: PrinterStatus, *, was_open: bool) -> Stage:
    """Tell what is to be done next.

    A printer sees its roll only with the cover closed, and says of an open one just that; so out of
    paper with a cover that was closed again means that the roll is not in its place.
    """
    match status.fault:
        case FaultCode.COVER_OPEN:
            return Stage.CLOSE_COVER if status.paper in {PaperState.FULL, PaperState.LOW} else Stage.LOAD_ROLL
        case FaultCode.PAPER_OUT:
            return Stage.LOAD_ROLL if was_open else Stage.OPEN_COVER
        case None:
            return Stage.PRINT if was_open else Stage.OPEN_COVER
        case _:
            return Stage.OTHER_FAULT


_PROMPTS = {
    Stage.OPEN_COVER: (Text("service-paper-open"), Text("service-paper-open-todo"), "printer-cover"),
    Stage.LOAD_ROLL: (Text("service-paper-load"), Text("service-paper-load-todo"), "printer-roll"),
    Stage.CLOSE_COVER: (Text("service-paper-close"), Text("service-paper-close-todo"), "printer-cover"),
    Stage.PRINT: (Text("service-paper-print"), Text("service-paper-print-todo"), "take-paper"),
    Stage.OTHER_FAULT: (Text("service-paper-fault"), Text("service-paper-fault-todo"), "printer"),
}


def paper_roll_step(tools: Tools) -> Step[ServiceVisit]:
    """Make the step that guides a change of the roll and ends with a test page."""

    async def paper_roll(turn: Turn, state: ServiceVisit) -> Next[ServiceVisit]:
        printer = tools.services.printer
        turn.attach(printer.changes())
        was_open = False
        while True:
            was_open = was_open or printer.status.fault is FaultCode.COVER_OPEN
            stage = stage_of(printer.status, was_open=was_open)
            if await turn.ask(_prompt(stage)) == Tap("main"):
                break
        outcome = await test_printer(tools, turn)
        tools.note(state, f"changed the paper roll; test page: {outcome.detail.en}")
        if outcome.passed:
            await tell(turn, Text("service-paper-done"), outcome.detail, Tone.DONE)
        else:
            await tell(turn, Text("service-test-failed-title"), outcome.detail, Tone.ERROR)
        return Back()

    return Step("paper-roll", paper_roll, frozenset(), remembered=False, leave=False)


def _prompt(stage: Stage) -> PromptView:
    title, sentence, picture = _PROMPTS[stage]
    return PromptView(
        title=title,
        sentence=sentence,
        picture=picture,
        main=Button("main", Text("service-paper-test")) if stage is Stage.PRINT else None,
    )
