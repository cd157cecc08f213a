"""Step 1 by face begins with who it is: a card, an ID card or an e-voucher says so."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, replace

from kiosk.devices.fault_catalogue import FaultRow, Service
from kiosk.devices.ports import (
    CardReaderStatus,
    CodeScanner,
    FaultCode,
    IdentityCardReaderStatus,
    MediaState,
)
from kiosk.domain.people import EVoucherEvidence
from kiosk.domain.words import Text
from kiosk.flows.availability import why_not
from kiosk.flows.flow import Go, Next, Step
from kiosk.flows.payment.evoucher_login import evoucher_in
from kiosk.flows.payment.state import FaceLogin, Payment
from kiosk.flows.scanning import scan
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import PromptView


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said while nobody has named themselves; without a hint, what can be shown."""

    title: Text
    hint: Text | None = None


_QUESTION = _Words(Text("face-who-title"))
_REQUESTS: Mapping[tuple[str, ...], Text] = {
    ("card", "id-card", "evoucher"): Text("face-who-all"),
    ("card", "id-card"): Text("face-who-card-id-card"),
    ("card", "evoucher"): Text("face-who-card-evoucher"),
    ("id-card", "evoucher"): Text("face-who-id-card-evoucher"),
    ("card",): Text("face-who-card"),
    ("id-card",): Text("face-who-id-card"),
    ("evoucher",): Text("face-who-evoucher"),
    (): Text("face-who-none"),
}
"""By what can be read just now."""


def naming_ways(services: Services) -> Mapping[str, FaultRow | None]:
    """Tell by what somebody can say at this kiosk who they are, and for which fault not just now."""
    ways = {"card": Service.LOGIN_BY_CARD}
    if services.identity_reader is not None:
        ways["id-card"] = Service.LOGIN_BY_IDENTITY_CARD
    if services.scanner is not None:
        ways["evoucher"] = Service.LOGIN_BY_EVOUCHER
    return {way: why_not(services, service) for way, service in ways.items()}


def face_who_step(services: Services) -> Step[Payment]:
    """Make the step that waits for whichever comes first; an ID card left on its reader is nobody's."""
    identity_reader, scanner = services.identity_reader, services.scanner

    async def who(turn: Turn, state: Payment) -> Next[Payment]:
        if state.session is not None:
            # Somebody came back: whom the e-voucher named is not logged in any more.
            await services.bureau.close_session(state.session.session_id)
            return Go("face-who", Payment())
        forgotten = identity_reader is not None and identity_reader.status.can_read
        for source in _sources(services):
            turn.attach(source)
        state = Payment(face=FaceLogin())
        words = _QUESTION
        while True:
            match await turn.ask(_prompt(services, words)):
                case CardReaderStatus(media=MediaState.PRESENT):
                    return Go("read-card", state)
                case IdentityCardReaderStatus(can_read=True) if not forgotten:
                    return Go("read-id-card", state)
                case IdentityCardReaderStatus(can_read=can_read):
                    forgotten = can_read
                case EVoucherEvidence() as evidence:
                    return Go("log-in-by-evoucher", replace(state, evidence=evidence))
                case _Words() as words:
                    pass

    by_identity_card = {"read-id-card"} if identity_reader else set()
    by_evoucher = {"log-in-by-evoucher", "face-who"} if scanner else set()
    return Step("face-who", who, frozenset({"read-card", *by_identity_card, *by_evoucher}), number=1)


def _sources(services: Services) -> Iterator[AsyncIterator[object]]:
    yield services.reader.changes()
    if services.identity_reader is not None:
        yield services.identity_reader.changes()
    if services.scanner is not None:
        yield _scanned(services, services.scanner)


async def _scanned(services: Services, scanner: CodeScanner) -> AsyncIterator[EVoucherEvidence | _Words]:
    """Give the e-voucher, or words for what comes instead; a mended scanner scans again."""
    async for _ in scanner.changes():
        if scanner.status.fault is not None:
            continue
        yield _QUESTION
        async for found in scan(services, scanner, evoucher_in, EVoucherEvidence):
            match found:
                case EVoucherEvidence():
                    yield found
                case Text():
                    yield _Words(found)
                case FaultRow(code=FaultCode.NO_CODE):
                    pass  # nobody need hold one there: a card may come yet
                case FaultRow():
                    yield _Words(found.title, found.todo if found.again else None)


def _prompt(services: Services, words: _Words) -> PromptView:
    ways = tuple(way for way, fault in naming_ways(services).items() if fault is None)
    picture = "say-who" if "evoucher" in ways else "id-card"
    return PromptView(title=words.title, sentence=words.hint or _REQUESTS[ways], picture=picture)
