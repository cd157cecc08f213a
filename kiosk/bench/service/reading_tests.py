"""Self-tests of the devices that read and pay: what they answer tells whether they are well."""

from collections.abc import AsyncIterator, Awaitable, Callable

from kiosk.bench.service.results import NOT_FITTED, Outcome, failed_by
from kiosk.bench.service.tools import Tools
from kiosk.devices.ports import (
    CardReaderStatus,
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

    async def read() -> str | Fault:
        evidence = await reader.read_card(_CARD_SECONDS)
        return evidence if isinstance(evidence, Fault) else f"read the card {evidence.card_number.masked}"

    prompt = PromptView(
        title=Text("service-test-card-title"),
        sentence=Text("service-test-card-sentence"),
        picture="insert-card",
    )
    return await _test_reading(turn, prompt, reader.changes(), read)


async def test_identity_card_reader(tools: Tools, turn: Turn) -> Outcome:
    """Read any ID card that is put on it."""
    reader = tools.services.identity_reader
    if reader is None:
        return NOT_FITTED

    async def read() -> str | Fault:
        evidence = await reader.read_identity_card(_CARD_SECONDS)
        if isinstance(evidence, Fault):
            return evidence
        photo = "decoded" if evidence.picture else "not decoded"
        return f"read the card {evidence.number.masked}, its photograph {photo}"

    prompt = PromptView(
        title=Text("service-test-id-card-title"),
        sentence=Text("service-test-id-card-sentence"),
        picture="put-id-card",
    )
    return await _test_reading(turn, prompt, reader.changes(), read)


async def _test_reading(
    turn: Turn,
    prompt: PromptView,
    changes: AsyncIterator[CardReaderStatus | IdentityCardReaderStatus],
    read: Callable[[], Awaitable[str | Fault]],
) -> Outcome:
    """Wait for a card and read it; a card of another kind proves the reader, too."""
    turn.attach(changes)
    while True:
        match await turn.ask(prompt):
            case CardReaderStatus(media=MediaState.PRESENT) | IdentityCardReaderStatus(can_read=True):
                break
            case DeviceStatus(fault=FaultCode() as fault, reason=reason):
                return Outcome(passed=False, detail=f"{fault}: {reason}")
    match await turn.work(read(), _TESTING):
        case Fault(FaultCode.CARD_NOT_SOCIAL_SECURITY | FaultCode.CARD_NOT_IDENTITY, detail):
            return Outcome(passed=True, detail=f"another kind of card answered: {detail}")
        case Fault() as failure:
            return failed_by(failure)
        case what:
            return Outcome(passed=True, detail=what)


async def test_code_scanner(tools: Tools, turn: Turn) -> Outcome:
    """Read any code; what it says is nobody's business, as it may be money."""
    scanner = tools.services.scanner
    if scanner is None:
        return NOT_FITTED
    turn.show(
        PromptView(
            title=Text("service-test-code-title"),
            sentence=Text("service-test-code-sentence"),
            picture="show-code",
        )
    )
    match await scanner.scan(_SCAN_SECONDS):
        case ScannedCode(text):
            return Outcome(passed=True, detail=f"read a code of {len(text.reveal())} characters")
        case Fault() as fault:
            return failed_by(fault)


async def test_payment_terminal(tools: Tools, turn: Turn) -> Outcome:
    """Ask for a trade that never was: whoever knows that it was not has understood the question."""
    terminal = tools.services.terminal
    if terminal is None:
        return NOT_FITTED
    answer = await turn.work(terminal.ask(tools.services.ids.ulid(), _TERMINAL_SECONDS), _TESTING)
    match answer:
        case TradeNotFound():
            return Outcome(passed=True, detail="answered that it does not know the trade asked for")
        case Fault():
            return failed_by(answer)
        case _:
            return Outcome(passed=False, detail=f"told of a trade that never was: {answer!r}")
