"""Self-tests of the devices that read and pay: what they answer tells whether they are well."""

from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import TypeVar

from kiosk.bench.service.outcomes import failed, failed_by, not_fitted, passed, without_reaction
from kiosk.bench.service.results import Outcome
from kiosk.bench.service.telling import NO_REACTION, answered
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
from kiosk.domain.people import CardEvidence, IdentityCardEvidence
from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
from kiosk.flows.payment.trouble import until_answered
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, PhotoView, PromptView, WaitView

_CARD_SECONDS = 5.0
_SCAN_SECONDS = 20.0
_TERMINAL_SECONDS = 10.0
_TESTING = WaitView(title=Text("service-testing"), sentence=Text("please-wait"))
_PHOTO = PhotoView(
    title=Text("service-test-photo-title"),
    sentence=Text("service-test-photo-sentence"),
    main=Button("main", Text("service-test-photo-same")),
    others=(Button("no", Text("service-test-photo-different")),),
)
_NO_PHOTO = PhotoView(
    title=Text("service-test-no-photo-title"),
    sentence=Text("service-test-no-photo-sentence"),
    picture="id-photo",
    main=Button("main", Text("understood")),
)
_Evidence = TypeVar("_Evidence", CardEvidence, IdentityCardEvidence)


async def test_card_reader(tools: Tools, turn: Turn) -> Outcome:
    """Read any card that is put in."""
    reader = tools.services.reader
    prompt = PromptView(
        title=Text("service-test-card-title"),
        sentence=Text("service-test-card-sentence"),
        picture="insert-card",
        others=(NO_REACTION,),
    )
    reading = partial(reader.read_card, _CARD_SECONDS)
    seen = await _read(tools, turn, DeviceKind.CARD_READER, prompt, reader.changes(), reading)
    if isinstance(seen, Outcome):
        return seen
    return passed(tools, Text("service-seen-card", number=seen.card_number.masked))


async def test_identity_card_reader(tools: Tools, turn: Turn) -> Outcome:
    """Read any ID card that is put on it, and have a person compare the photo where it can be decoded."""
    reader = tools.services.identity_reader
    if reader is None:
        return not_fitted(tools)
    prompt = PromptView(
        title=Text("service-test-id-card-title"),
        sentence=Text("service-test-id-card-sentence"),
        picture="put-id-card",
        others=(NO_REACTION,),
    )
    reading = partial(reader.read_identity_card, _CARD_SECONDS)
    device = DeviceKind.IDENTITY_CARD_READER
    seen = await _read(tools, turn, device, prompt, reader.changes(), reading)
    if isinstance(seen, Outcome):
        return seen
    number = seen.number.masked
    if seen.picture is None:
        await until_answered(turn, _NO_PHOTO)
        return passed(tools, Text("service-seen-id-card", number=number))
    tools.mirror.show_photo(seen.picture)
    try:
        if await answered(turn, _PHOTO):
            return passed(tools, Text("service-seen-id-card-and-photo", number=number))
    finally:
        tools.mirror.clear()
    return failed(tools, Text("service-seen-wrong-photo", number=number))


async def _read(
    tools: Tools,
    turn: Turn,
    device: DeviceKind,
    prompt: PromptView,
    changes: AsyncIterator[CardReaderStatus | IdentityCardReaderStatus],
    reading: Callable[[], Awaitable[_Evidence | Fault]],
) -> _Evidence | Outcome:
    """Wait for a card and read it; a card of another kind proves the reader, too."""
    turn.attach(changes)
    while True:
        match await turn.ask(prompt):
            case CardReaderStatus(media=MediaState.PRESENT) | IdentityCardReaderStatus(can_read=True):
                break
            case DeviceStatus(fault=FaultCode() as fault, reason=reason):
                return failed_by(tools, device, Fault(fault, reason))
            case Tap("no"):
                return without_reaction(tools)
    match await turn.work(reading(), _TESTING):
        case Fault(FaultCode.CARD_NOT_SOCIAL_SECURITY | FaultCode.CARD_NOT_IDENTITY, detail):
            return passed(tools, Text("service-seen-other-card", answer=detail))
        case Fault() as failure:
            return failed_by(tools, device, failure)
        case evidence:
            return evidence


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
