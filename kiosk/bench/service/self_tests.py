"""A self-test for each device: it does what it is for, and a person confirms what only a person can see."""

from collections.abc import Awaitable, Callable
from functools import partial

from kiosk.bench.service.results import TestOutcome
from kiosk.bench.service.telling import ask
from kiosk.devices.ports import (
    Alignment,
    CardReaderStatus,
    Columns,
    DeviceKind,
    Fault,
    FaultCode,
    Feed,
    MediaState,
    PaperDocument,
    QrCode,
    Rule,
    ScannedCode,
    TextLine,
    TradeNotFound,
)
from kiosk.devices.supervisor import Supervisor
from kiosk.domain.clock import Clock
from kiosk.domain.words import Language, Text
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import PromptView, WaitView

_PRINT_SECONDS = 30.0
_CARD_SECONDS = 5.0
_SCAN_SECONDS = 20.0
_TERMINAL_SECONDS = 10.0
_TESTING = WaitView(title=Text("service-testing"), sentence=Text("please-wait"))

SelfTest = Callable[[Turn], Awaitable[TestOutcome]]


def self_test_of(device: DeviceKind, services: Services, supervisor: Supervisor) -> SelfTest:
    """Give the self-test of a device that the kiosk has."""
    tests = _SelfTests(services)
    match device:
        case DeviceKind.PRINTER:
            return tests.printer
        case DeviceKind.CARD_READER:
            return tests.card_reader
        case DeviceKind.CODE_SCANNER:
            return tests.code_scanner
        case DeviceKind.PAYMENT_TERMINAL:
            return tests.payment_terminal
        case _:
            return partial(_look, supervisor, device)


class _SelfTests:
    def __init__(self, services: Services) -> None:
        self._services = services

    async def printer(self, turn: Turn) -> TestOutcome:
        """Print a page and have a person look at it."""
        page = self._test_page(turn.clock)
        printed = await turn.work(
            self._services.printer.print_document(page, _PRINT_SECONDS),
            WaitView(title=Text("service-test-printing"), sentence=Text("please-wait")),
        )
        if isinstance(printed, Fault):
            return _failed(printed)
        clear = await ask(
            turn,
            Text("service-test-page-title"),
            Text("service-test-page-todo"),
            "take-paper",
            Text("service-test-page-clear"),
            Text("service-test-page-bad"),
        )
        return TestOutcome(clear, "a person saw a clear page" if clear else "a person saw a bad page")

    def _test_page(self, clock: Clock) -> PaperDocument:
        def chinese(id_text: Text) -> str:
            return self._services.say(id_text, Language.CHINESE)

        return PaperDocument(
            (
                TextLine(self._services.say(self._services.hall.name, Language.CHINESE), Alignment.CENTER),
                TextLine(chinese(Text("service-test-page")), Alignment.CENTER, bold=True, scale=2),
                TextLine(f"{clock.now():%Y-%m-%d %H:%M:%S}", Alignment.CENTER),
                Rule(),
                Columns("0123456789", "ABCDEFGHIJ"),
                Columns("永国酬", "8888", bold=True, scale=2),
                QrCode("kiosk test page", 4),
                Feed(2),
            )
        )

    async def card_reader(self, turn: Turn) -> TestOutcome:
        """Read any card that is put in; one of another kind proves the reader, too."""
        reader = self._services.reader
        turn.attach(reader.changes())
        prompt = PromptView(
            title=Text("service-test-card-title"),
            sentence=Text("service-test-card-sentence"),
            picture="insert-card",
        )
        while True:
            match await turn.ask(prompt):
                case CardReaderStatus(media=MediaState.PRESENT):
                    break
                case CardReaderStatus(fault=FaultCode() as fault, reason=reason):
                    return TestOutcome(passed=False, detail=f"{fault}: {reason}")
        evidence = await turn.work(reader.read_card(_CARD_SECONDS), _TESTING)
        match evidence:
            case Fault(FaultCode.CARD_NOT_SOCIAL_SECURITY, detail):
                return TestOutcome(passed=True, detail=f"another kind of card answered: {detail}")
            case Fault():
                return _failed(evidence)
            case _:
                return TestOutcome(passed=True, detail=f"read the card {evidence.card_number.masked}")

    async def code_scanner(self, turn: Turn) -> TestOutcome:
        """Read any code; what it says is nobody's business, as it may be money."""
        scanner = self._services.scanner
        if scanner is None:
            return _not_fitted()
        turn.show(
            PromptView(
                title=Text("service-test-code-title"),
                sentence=Text("service-test-code-sentence"),
                picture="show-code",
            )
        )
        match await scanner.scan(_SCAN_SECONDS):
            case ScannedCode(text):
                return TestOutcome(passed=True, detail=f"read a code of {len(text.reveal())} characters")
            case Fault() as fault:
                return _failed(fault)

    async def payment_terminal(self, turn: Turn) -> TestOutcome:
        """Ask for a trade that never was: whoever knows that it was not has understood the question."""
        terminal = self._services.terminal
        if terminal is None:
            return _not_fitted()
        answer = await turn.work(terminal.ask(self._services.ids.ulid(), _TERMINAL_SECONDS), _TESTING)
        match answer:
            case TradeNotFound():
                return TestOutcome(passed=True, detail="answered that it does not know the trade asked for")
            case Fault():
                return _failed(answer)
            case _:
                return TestOutcome(passed=False, detail=f"told of a trade that never was: {answer!r}")


async def _look(supervisor: Supervisor, device: DeviceKind, _: Turn) -> TestOutcome:
    """Judge a device by what it says of itself, such as an ID card reader of its security module."""
    status = supervisor.status(device)
    if status.fault is None:
        return TestOutcome(passed=True, detail=f"{status.device}; it reports no fault")
    return TestOutcome(passed=False, detail=f"{status.fault}: {status.reason or status.device}")


def _failed(fault: Fault) -> TestOutcome:
    return TestOutcome(passed=False, detail=f"{fault.code}: {fault.detail}")


def _not_fitted() -> TestOutcome:
    return TestOutcome(passed=False, detail="the kiosk has no such device")
