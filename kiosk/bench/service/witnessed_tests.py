"""Self-tests of what only a person can see or hear: paper, picture, lights, voice."""

from kiosk.bench.service.outcomes import failed, failed_by, not_fitted, passed, without_reaction
from kiosk.bench.service.results import Outcome
from kiosk.bench.service.telling import NO_REACTION, answered, question
from kiosk.bench.service.tools import Tools
from kiosk.devices.ports import (
    Alignment,
    Colour,
    Columns,
    DeviceKind,
    DoorState,
    Fault,
    FaultCode,
    Feed,
    FlashRate,
    Frame,
    IndicatorBoardStatus,
    Light,
    PaperDocument,
    Prompt,
    QrCode,
    Rule,
    TextLine,
)
from kiosk.domain.clock import Clock
from kiosk.domain.words import Bilingual, Language, Text, Words
from kiosk.flows.actions import Tap
from kiosk.flows.turn import Tick, Turn
from kiosk.flows.views import Button, FaceView, PromptView, WaitView

_PRINT_SECONDS = 30.0
_CAMERA_SECONDS = 10
"""Until the first picture."""
_BOARD_SECONDS = 5.0
_SPEECH_SECONDS = 30.0
_GUIDES_SECONDS = 1.0
"""Until the lights and the speech of a new page are over, as a test has its own."""


async def test_printer(tools: Tools, turn: Turn) -> Outcome:
    """Print a page and have a person look at it."""
    page = _test_page(tools, turn.clock)
    printed = await turn.work(
        tools.services.printer.print_document(page, _PRINT_SECONDS),
        WaitView(title=Text("service-test-printing"), sentence=Text("please-wait")),
    )
    if isinstance(printed, Fault):
        return failed_by(tools, DeviceKind.PRINTER, printed)
    page_question = question(
        Text("service-test-page-title"),
        Text("service-test-page-todo"),
        "take-paper",
        Text("service-test-page-clear"),
        Text("service-test-page-bad"),
    )
    if await answered(turn, page_question):
        return passed(tools, Text("service-seen-clear-page"))
    return failed(tools, Text("service-seen-bad-page"))


def _test_page(tools: Tools, clock: Clock) -> PaperDocument:
    def say(words: Words) -> str:
        return tools.services.say(words, Language.CHINESE)

    return PaperDocument(
        (
            TextLine(say(tools.services.hall.name), Alignment.CENTER),
            TextLine(say(Text("service-test-page")), Alignment.CENTER, bold=True, scale=2),
            TextLine(f"{clock.now():%Y-%m-%d %H:%M:%S}", Alignment.CENTER),
            Rule(),
            Columns("0123456789", "ABCDEFGHIJ"),
            Columns("永国酬", "8888", bold=True, scale=2),
            QrCode("kiosk test page", 4),
            Feed(2),
        )
    )


async def test_camera(tools: Tools, turn: Turn) -> Outcome:
    """Show its pictures, which nobody keeps; black, frozen and damaged ones are none to the driver."""
    faces = tools.services.faces
    if faces is None:
        return not_fitted(tools)
    view = FaceView(
        title=Text("service-test-picture-title"),
        sentence=Text("service-test-picture-sentence"),
        movement=None,
        share=0.0,
        kept=Text("face-kept"),
        main=Button("main", Text("service-test-picture-good")),
        others=(Button("no", Text("service-test-picture-bad")),),
    )
    turn.attach(faces.camera.frames())
    turn.attach_ticks()
    seen, seconds = False, 0
    try:
        while seen or seconds < _CAMERA_SECONDS:
            match await turn.ask(view):
                case Frame() as frame:
                    seen = True
                    faces.mirror.show(frame)
                case Tick():
                    seconds += 1
                case Tap("main") if seen:
                    return passed(tools, Text("service-seen-clear-picture"))
                case Tap("no"):
                    return failed(tools, Text("service-seen-bad-picture"))
    finally:
        faces.mirror.clear()
    status = faces.camera.status
    if status.fault is None:
        return failed(tools, Text("service-seen-no-picture"))
    return failed_by(tools, DeviceKind.CAMERA, Fault(status.fault, status.reason))


async def test_indicator_board(tools: Tools, turn: Turn) -> Outcome:
    """Light all that it has, then watch the door being opened and closed."""
    board = tools.board
    if board is None:
        return not_fitted(tools)
    view = question(
        Text("service-test-lights-title"),
        Text("service-test-lights-todo"),
        "devices",
        Text("service-test-lights-good"),
        Text("service-test-lights-bad"),
    )
    turn.show(view)
    await turn.clock.sleep(_GUIDES_SECONDS)
    light = Light(FlashRate.CONTINUOUS, Colour.GREEN)
    obeyed = await board.set_lights(dict.fromkeys(board.capabilities.places, light), _BOARD_SECONDS)
    if isinstance(obeyed, Fault):
        return failed_by(tools, DeviceKind.INDICATOR_BOARD, obeyed)
    if not await answered(turn, view):
        return failed(tools, Text("service-seen-dark-light"))
    seen: set[DoorState] = set()
    turn.attach(board.changes())
    prompt = PromptView(
        title=Text("service-test-door-title"),
        sentence=Text("service-test-door-sentence"),
        picture="cabinet-open",
        others=(NO_REACTION,),
    )
    while not (board.status.door is DoorState.CLOSED and DoorState.OPEN in seen):
        match await turn.ask(prompt):
            case IndicatorBoardStatus(
                fault=(FaultCode.NO_DEVICE | FaultCode.NOT_RESPONDING) as fault, reason=reason
            ):
                return failed_by(tools, DeviceKind.INDICATOR_BOARD, Fault(fault, reason))
            case IndicatorBoardStatus(door=door):
                seen.add(door)
            case Tap("no"):
                return without_reaction(tools)
    return passed(tools, Text("service-seen-lights-and-door"))


async def test_announcer(tools: Tools, turn: Turn) -> Outcome:
    """Say a sentence and ask whether it was heard."""
    announcer, say = tools.announcer, tools.services.say
    if announcer is None:
        return not_fitted(tools)

    def unsaid(words: Text) -> Words:
        """Write a text so that the page is not read out, and nothing but the test is heard."""
        return Bilingual(say(words, Language.CHINESE), say(words, Language.ENGLISH))

    listen = unsaid(Text("service-test-listen-title"))
    turn.show(WaitView(title=listen, sentence=unsaid(Text("service-test-listen-sentence"))))
    await turn.clock.sleep(_GUIDES_SECONDS)
    sentence = say(Text("service-test-sentence"), Language.CHINESE)
    said = await announcer.say(Prompt("service-test-sentence", sentence, Language.CHINESE), _SPEECH_SECONDS)
    if isinstance(said, Fault):
        return failed_by(tools, DeviceKind.ANNOUNCER, said)
    heard = question(
        unsaid(Text("service-test-heard-title")),
        unsaid(Text("service-test-heard-todo")),
        "help",
        Text("service-test-heard-yes"),
        Text("service-test-heard-no"),
    )
    if await answered(turn, heard):
        return passed(tools, Text("service-seen-voice"))
    return failed(tools, Text("service-seen-no-voice"))
