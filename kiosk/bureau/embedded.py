"""The bureau inside the kiosk's own process: for the demonstration, small halls and tests.

Each request is one transaction of well under ten milliseconds, so it runs directly on the loop;
two requests can therefore never interleave.
"""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.bureau.contract import PrintRecord
from kiosk.bureau.evouchers import EVouchers
from kiosk.bureau.face_records import FaceRecords
from kiosk.bureau.kiosk_journals import KioskJournals
from kiosk.bureau.order_book import OrderBook
from kiosk.bureau.store import BureauStore, CardState, RegisteredPerson, moment
from kiosk.bureau.voucher_office import VoucherOffice
from kiosk.domain import masks
from kiosk.domain.bills import Bill
from kiosk.domain.clock import Clock
from kiosk.domain.ids import Ids
from kiosk.domain.journal_report import ReportedEvent
from kiosk.domain.orders import AttemptRegistration, LedgerEntry, Order, OrderRequest, Posting, Receipt
from kiosk.domain.people import (
    CardEvidence,
    CardPhoto,
    EVoucherActivation,
    EVoucherEvidence,
    IdentityCardEvidence,
    LoginEvidence,
    ProvableEvidence,
    ReferencePhoto,
    Session,
    SessionEvidence,
)
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.refusals import problem
from kiosk.domain.secret import Secret
from kiosk.domain.vouchers import Voucher

_Answer = TypeVar("_Answer")
_PROVEN = 3
"""The assurance of a card with its PIN, or of the face."""
_CARD_PROBLEMS = {
    CardState.LOST: ProblemCode.CARD_LOST,
    CardState.CANCELLED: ProblemCode.CARD_CANCELLED,
    CardState.LOCKED: ProblemCode.LOCKED,
}


class EmbeddedBureau:
    """A `Bureau` on a file of its own.

    Args:
        path: the SQLite file; made if it does not exist.
        key: signs the vouchers.
        kiosk_id: stands on the vouchers.
        order_seconds: how long an order locks its bills.
        session_seconds: how long a citizen stays logged in.

    Raises:
        StoreUnavailableError: another process has the file, or it is no store of ours.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        ids: Ids,
        key: Ed25519PrivateKey,
        kiosk_id: str,
        *,
        order_seconds: float = 900,
        session_seconds: float = 1800,
    ) -> None:
        self.store = BureauStore(path)
        # Nobody stands at a kiosk that has just started.
        self.store.db.execute("delete from sessions")
        self._clock = clock
        self._ids = ids
        self._orders = OrderBook(self.store, timedelta(seconds=order_seconds))
        self._vouchers = VoucherOffice(self.store, self._orders, key, kiosk_id)
        self._journals = KioskJournals(self.store)
        self._evouchers = EVouchers(self.store)
        self._faces = FaceRecords(self.store)
        self._session_life = timedelta(seconds=session_seconds)

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    async def now(self) -> datetime | Problem:
        """Tell the time; the embedded bureau has the kiosk's clock."""
        return self._clock.now()

    async def open_session(self, evidence: LoginEvidence) -> Session | Problem:
        """Log in the holder of a card that matches the register and, if it has one, knows its PIN.

        Who has a session already keeps it, and may prove to be its holder.
        """
        return self._transact(lambda: self._log_in(evidence))

    async def reference_photo(self, evidence: ProvableEvidence, consent: str) -> ReferencePhoto | Problem:
        """Hand out the photo of whose card or session it is, and keep that they consented."""
        return self._transact(lambda: self._show_photo(evidence, consent))

    async def activate_evoucher(self, session_id: str, consent: str) -> EVoucherActivation | Problem:
        """Activate an e-voucher, for who has proven to be its holder."""
        return self._transact(lambda: self._activate_evoucher(session_id, consent))

    async def keep_card_photo(self, session_id: str, photo: CardPhoto, consent: str) -> Problem | None:
        """Keep a photo for a card, of who has proven to be its holder."""
        return self._transact(lambda: self._keep_card_photo(session_id, photo, consent))

    async def close_session(self, session_id: str) -> Problem | None:
        """End a session."""
        return self._transact(lambda: self._close_session(session_id))

    async def bills(self, session_id: str, person: str) -> tuple[Bill, ...] | Problem:
        """List the bills of the person who is logged in."""
        return self._transact(lambda: self._bills(session_id, person))

    async def create_order(self, request: OrderRequest) -> Order | Problem:
        """Lock the bills."""
        return self._transact(
            lambda: self._orders.create(request, self._logged_in(request.session_id), self._clock.now())
        )

    async def order(self, order_id: str) -> Order | Problem:
        """Tell how an order stands."""
        return self._transact(lambda: self._orders.find(order_id, self._clock.now()))

    async def register_attempt(self, attempt: AttemptRegistration) -> Problem | None:
        """Write an attempt down."""
        return self._transact(lambda: self._orders.register(attempt, self._clock.now()))

    async def post(self, receipt: Receipt) -> Posting | Problem:
        """Enter the money, even after the order's time: the citizen meant it."""
        return self._transact(lambda: self._orders.post(receipt, self._clock.now()))

    async def void(self, order_id: str, reason: str) -> Order | Problem:
        """Close an order, unless it is posted."""
        return self._transact(lambda: self._orders.void(order_id, reason, self._clock.now()))

    async def ledger(self, day: date) -> tuple[LedgerEntry, ...] | Problem:
        """List a day's postings."""
        return self._transact(lambda: self._orders.ledger(day))

    async def receive_events(self, kiosk_number: str, events: Sequence[ReportedEvent]) -> int | Problem:
        """Keep a kiosk's journal."""
        return self._transact(lambda: self._journals.receive(kiosk_number, events))

    async def voucher(self, posting_no: str) -> Voucher | Problem:
        """Draw up the voucher of a posting; it is the same every time."""
        return self._transact(lambda: self._vouchers.draw_up(posting_no))

    async def record_print(self, voucher_no: str) -> PrintRecord | Problem:
        """Count a print."""
        return self._transact(lambda: self._vouchers.count_print(voucher_no))

    def _transact(self, work: Callable[[], _Answer | Problem]) -> _Answer | Problem:
        try:
            with self.store.transaction():
                return work()
        except sqlite3.OperationalError:
            # A full or failing disk, even at the commit: nobody knows what became of the request.
            return problem(ProblemCode.UNREACHABLE)

    def _log_in(self, evidence: LoginEvidence) -> Session | Problem:
        person = self._holder(evidence)
        if isinstance(person, Problem):
            return person
        face = None if isinstance(evidence, EVoucherEvidence) else evidence.face
        proven = face is not None or (isinstance(evidence, CardEvidence) and evidence.pin_verified)
        if isinstance(evidence, CardEvidence | SessionEvidence) and not proven:
            return problem(ProblemCode.AUTH_FAILED)
        if face:
            self._faces.recognised(person.person, face, self._clock.now())
        return self._open(evidence, person, assurance=_PROVEN if proven else 2)

    def _show_photo(self, evidence: ProvableEvidence, consent: str) -> ReferencePhoto | Problem:
        person = self._holder(evidence)
        if isinstance(person, Problem):
            return person
        self._faces.consented(person.person, consent, self._clock.now())
        return self._faces.photo(person.person) or problem(ProblemCode.NOT_FOUND)

    def _holder(self, evidence: LoginEvidence) -> RegisteredPerson | Problem:
        """Find whose it is; an e-voucher is used up by that."""
        match evidence:
            case CardEvidence():
                return self._holder_of_card(evidence)
            case IdentityCardEvidence():
                return self._holder_of_identity_card(evidence)
            case EVoucherEvidence(code=code):
                person = self._evouchers.redeem(code, self._clock.now())
                return self.store.person(person) if person else problem(ProblemCode.EVOUCHER_REFUSED)
            case SessionEvidence(session_id=session_id):
                person = self._logged_in(session_id)
                return self.store.person(person) if person else problem(ProblemCode.SESSION_ENDED)

    def _holder_of_card(self, evidence: CardEvidence) -> RegisteredPerson | Problem:
        card = self.store.card(evidence.identification_code.reveal())
        if card is None:
            return problem(ProblemCode.AUTH_FAILED)
        person = self.store.person(card.person)
        if (
            card.card_number != evidence.card_number.reveal()
            or person.name != evidence.name.reveal()
            or person.identity_number != evidence.social_security_number.reveal()
        ):
            return problem(ProblemCode.AUTH_FAILED)
        if card.state in _CARD_PROBLEMS:
            return problem(_CARD_PROBLEMS[card.state])
        if card.expires_on < self._clock.now().date():
            return problem(ProblemCode.CARD_EXPIRED)
        return person

    def _holder_of_identity_card(self, evidence: IdentityCardEvidence) -> RegisteredPerson | Problem:
        if evidence.valid_until is not None and evidence.valid_until < self._clock.now().date():
            return problem(ProblemCode.IDENTITY_CARD_EXPIRED)
        person = self.store.person_of_number(evidence.number.reveal())
        if person is None:
            return problem(ProblemCode.PERSON_UNKNOWN)
        if person.name not in {name.reveal() for name in evidence.names}:
            return problem(ProblemCode.AUTH_FAILED)
        return person

    def _open(self, evidence: LoginEvidence, person: RegisteredPerson, *, assurance: int) -> Session:
        """Open a session, or go on with the one that there is."""
        now = self._clock.now()
        if isinstance(evidence, CardEvidence):
            card_number = evidence.card_number.reveal()
        else:
            card_number = self.store.card_number_of(person.person)
        session = Session(
            session_id=evidence.session_id if isinstance(evidence, SessionEvidence) else self._ids.ulid(),
            person=person.person,
            name=masks.name(person.name),
            identity_number=masks.identity_number(person.identity_number),
            card_number=masks.card_number(card_number),
            assurance=assurance,
            expires_at=now + self._session_life,
        )
        self.store.db.execute("delete from sessions where expires_at <= ?", (moment(now),))
        self.store.db.execute(
            "insert or replace into sessions values (?, ?, ?, ?)",
            (session.session_id, session.person, moment(session.expires_at), assurance),
        )
        return session

    def _activate_evoucher(self, session_id: str, consent: str) -> EVoucherActivation | Problem:
        person = self._proven(session_id)
        if isinstance(person, Problem):
            return person
        return self._evouchers.activate(person, consent, Secret(self._ids.ulid()), self._clock.now())

    def _keep_card_photo(self, session_id: str, photo: CardPhoto, consent: str) -> Problem | None:
        person = self._proven(session_id)
        if isinstance(person, Problem):
            return person
        self._faces.keep_card_photo(person, photo, consent, self._clock.now())
        return None

    def _proven(self, session_id: str) -> str | Problem:
        """Find who is logged in and has proven to be the holder."""
        person = self._logged_in(session_id)
        if person is None:
            return problem(ProblemCode.SESSION_ENDED)
        row = self.store.row("select assurance from sessions where session_id = ?", session_id)
        if row is None or row["assurance"] < _PROVEN:
            return problem(ProblemCode.ASSURANCE_TOO_LOW)
        return person

    def _close_session(self, session_id: str) -> None:
        self.store.db.execute("delete from sessions where session_id = ?", (session_id,))

    def _logged_in(self, session_id: str) -> str | None:
        row = self.store.row(
            "select person from sessions where session_id = ? and expires_at > ?",
            session_id,
            moment(self._clock.now()),
        )
        return row["person"] if row else None

    def _bills(self, session_id: str, person: str) -> tuple[Bill, ...] | Problem:
        logged_in = self._logged_in(session_id)
        if logged_in is None:
            return problem(ProblemCode.SESSION_ENDED)
        if logged_in != person:
            return problem(ProblemCode.NOT_FOUND)
        return self.store.bills(person, self._clock.now())
