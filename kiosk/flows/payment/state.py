"""What a payment knows so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.domain.bills import Bill
from kiosk.domain.money import Fen
from kiosk.domain.orders import Order, RailName
from kiosk.domain.people import CardPhoto, EVoucherActivation, LoginEvidence, ReferencePhoto, Session
from kiosk.domain.secret import Secret
from kiosk.domain.words import Text
from kiosk.flows.payment.trouble import CardTrouble


@dataclass(frozen=True, slots=True)
class Posted:
    """A payment that the bureau has entered, and whose voucher is to be handed over."""

    posting_no: str
    fen: Fen


@dataclass(frozen=True, slots=True)
class FaceLogin:
    """How far somebody is who wants to log in by their face."""

    photo: ReferencePhoto | None = None
    failures: int = 0
    """Attempts of this visit that did not succeed, the one under way included."""
    why: tuple[Text, Text] = (Text("face-failed-slow"), Text("face-failed-slow-todo"))
    """Why the last one did not: what happened, and what to do."""
    again: bool = True
    """Whether another attempt could end otherwise."""


@dataclass(frozen=True, slots=True)
class CardPhotoTaking:
    """How far a photo for a card is."""

    photo: CardPhoto | None = None
    why: tuple[Text, Text] = (Text("card-photo-slow"), Text("card-photo-straight-hint"))
    """Why none was taken: what happened, and what to do."""
    again: bool = True
    """Whether another try could end otherwise."""


@dataclass(frozen=True, slots=True)
class Payment:
    """The immutable state of the payment flow. All of it goes when the visit ends."""

    trouble: CardTrouble | None = None
    evidence: LoginEvidence | None = None
    face: FaceLogin | None = None
    """None if another way to log in was chosen."""
    session: Session | None = None
    bills: tuple[Bill, ...] = ()
    unresolved: frozenset[str] = frozenset()
    """Bills with an earlier attempt at this kiosk that has not ended."""
    chosen: frozenset[str] = frozenset()
    seen: Mapping[str, Bill] = field(default_factory=dict)
    """The bills as the citizen saw them before the bureau changed them."""
    order: Order | None = None
    rail: RailName | None = None
    citizen_code: Secret | None = None
    """The payment code of the citizen's phone, if that is how it is paid; good for one attempt."""
    posted: Posted | None = None
    activation: EVoucherActivation | None = None
    card_photo: CardPhotoTaking = CardPhotoTaking()
    heard: frozenset[str] = frozenset()
    """Earlier orders of which the citizen has been told in this visit."""

    @property
    def chosen_bills(self) -> tuple[Bill, ...]:
        """The bills to pay, in the bureau's order."""
        return tuple(bill for bill in self.bills if bill.bill_id in self.chosen)

    @property
    def total_fen(self) -> Fen:
        """The sum of the chosen bills."""
        return Fen(sum(bill.net_fen for bill in self.chosen_bills))

    def paid(self) -> Posted:
        """Give the payment whose voucher is due.

        Raises:
            RuntimeError: a step ran before anything was posted.
        """
        if self.posted is None:
            message = "nothing is posted"
            raise RuntimeError(message)
        return self.posted

    def face_login(self) -> FaceLogin:
        """Give the login by face.

        Raises:
            RuntimeError: another way was chosen.
        """
        if self.face is None:
            message = "this is no login by face"
            raise RuntimeError(message)
        return self.face

    def logged_in(self) -> Session:
        """Give the session.

        Raises:
            RuntimeError: a step ran before the login.
        """
        if self.session is None:
            message = "nobody is logged in"
            raise RuntimeError(message)
        return self.session
