"""Self-tests of the devices that read and pay: what they answer tells whether they are well."""

from collections.abc import AsyncIterator, Awaitable, Callable

from kiosk.bench.service.outcomes import failed, failed_by, not_fitted, passed
from kiosk.bench.service.results import Outcome
from kiosk.bench.service.tools import Tools
from kiosk.devices.ports import (
    CardReaderStatus,
    DeviceKind,
    DeviceStatus,
    Fault,
    FaultCode,
    IdentityCardReaderStatus,
    MediaState,
    ScannedCode,
    TradeNotFound,
)
from kiosk.domain.words import Text
from kiosk.flows.turn import Turn
from kiosk.flows.views import PromptView, WaitView

_CARD_SECONDS = 5.0
_SCAN_SECONDS = 20.0
_TERMINAL_SECONDS = 10.0
_TESTING = WaitView(title=Text("service-testing"), sentence=Text("please-wait"))


async def test_card_reader(tools: Tools, turn: Turn) -> Outcome:
    """Read any card that is put in."""
    reader = tools.services.reader

    async def read() -> Text | Fault:
        evidence = await reader.read_card(_CARD_SECONDS)
        if isinstance(evidence, Fault):
            return evidence
        return Text("service-seen-card", number=evidence.card_number.masked)

    prompt = PromptView(
        title=Text("service-test-card-title"),
        sentence=Text("service-test-card-sentence"),
        picture="insert-card",
    )
    return await _test_reading(tools, turn, DeviceKind.CARD_READER, prompt, reader.changes(), read)


async def test_identity_card_reader(tools: Tools, turn: Turn) -> Outcome:
    """Read any ID card that is put on it."""
    reader = tools.services.identity_reader
    if reader is None:
        return not_fitted(tools)

    async def read() -> Text | Fault:
        evidence = await reader.read_identity_card(_CARD_SECONDS)
        if isinstance(evidence, Fault):
            return evidence
        number = evidence.number.masked
        if evidence.picture:
            return Text("service-seen-id-card-and-photo", number=number)
        return Text("service-seen-id-card", number=number)

    prompt = PromptView(
        title=Text("service-test-id-card-title"),
        sentence=Text("service-test-id-card-sentence"),
        picture="put-id-card",
    )
    device = DeviceKind.IDENTITY_CARD_READER
    return await _test_reading(tools, turn, device, prompt, reader.changes(), read)


async def _test_reading(
    tools: Tools,
    turn: Turn,
    device: DeviceKind,
    prompt: PromptView,
    changes: AsyncIterator[CardReaderStatus | IdentityCardReaderStatus],
    read: Callable[[], Awaitable[Text | Fault]],
) -> Outcome:
    """Wait for a card and read it; a card of another kind proves the reader, too."""
    turn.attach(changes)
    while True:
        match await turn.ask(prompt):
            case CardReaderStatus(media=MediaState.PRESENT) | IdentityCardReaderStatus(can_read=True):
                break
            case DeviceStatus(fault=FaultCode() as fault, reason=reason):
                return failed_by(tools, device, Fault(fault, reason))
    match await turn.work(read(), _TESTING):
        case Fault(FaultCode.CARD_NOT_SOCIAL_SECURITY | FaultCode.CARD_NOT_IDENTITY, detail):
            return passed(tools, Text("service-seen-other-card", answer=detail))
        case Fault() as failure:
            return failed_by(tools, device, failure)
        case seen:
            return passed(tools, seen)


async def test_code_scanner(tools: Tools, turn: Turn) -> Outcome:
    """Read any code; what it says is nobody's business, as it may be money."""
    scanner = tools.services.scanner
    if scanner is None:
        return not_fitted(tools)
    turn.show(
        PromptView(
            title=Text("service-test-code-title"),
            sentence=Text("service-test-code-sentence"),
            picture="show-code",
        )
    )
    match await scanner.scan(_SCAN_SECONDS):
        case ScannedCode(text):
            return passed(tools, Text("service-seen-code", length=len(text.reveal())))
        case Fault() as fault:
            return failed_by(tools, DeviceKind.CODE_SCANNER, fault)


async def test_payment_terminal(tools: Tools, turn: Turn) -> Outcome:
    """Ask for a trade that never was: whoever knows that it was not has understood the question."""
    terminal = tools.services.terminal
    if terminal is None:
        return not_fitted(tools)
    answer = await turn.work(terminal.ask(tools.services.ids.ulid(), _TERMINAL_SECONDS), _TESTING)
    match answer:
        case TradeNotFound():
            return passed(tools, Text("service-seen-no-trade"))
        case Fault():
            return failed_by(tools, DeviceKind.PAYMENT_TERMINAL, answer)
        case _:
            return failed(tools, Text("service-seen-wrong-trade", answer=type(answer).__name__))
