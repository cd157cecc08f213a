"""A counter of the bureau to test at: any backend, the twelve citizens, and a clock that stands still."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.bureau import Bureau
from kiosk.bureau.embedded import EmbeddedBureau
from kiosk.bureau.policies import load_policies
from kiosk.domain.bills import Bill
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.ids import Ids
from kiosk.domain.money import Fen
from kiosk.domain.orders import (
    AttemptRegistration,
    Order,
    OrderLine,
    OrderRequest,
    Posting,
    RailName,
    Receipt,
)
from kiosk.domain.people import CardEvidence, Session
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.secret import Secret
from kiosk.world.bureau_clerk import BureauClerk
from kiosk.world.citizens import Citizen, enrol, load_citizens
from kiosk.world.clock import VirtualClock

CONFIG = Path(__file__).parents[2] / "config"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ORDER_SECONDS = 900
SESSION_SECONDS = 1800
CITIZENS = {citizen.id: citizen for citizen in load_citizens(CONFIG / "citizens.toml")}
POLICIES = load_policies(CONFIG / "policies.toml")
RESIDENT = "c01_f23"
BASIC, SUPPLEMENT = f"{RESIDENT}-390-2027", f"{RESIDENT}-392-2027"
FLEXIBLE = "c03_m31"


@dataclass(frozen=True)
class Counter:
    """A bureau, its clerk, and the clock both go by."""

    bureau: Bureau
    clerk: BureauClerk
    clock: VirtualClock
    close: Callable[[], None]

    async def log_in(self, citizen: str = RESIDENT) -> Session:
        """Log a citizen in who can."""
        session = await self.bureau.open_session(evidence(CITIZENS[citizen]))
        assert isinstance(session, Session)
        return session

    async def wish(self, session: Session, *bill_ids: str, order_id: str = "order-1") -> OrderRequest:
        """Make the wish to pay bills as they stand now."""
        bills = await self.bills(session)
        chosen = [bills[bill_id] for bill_id in bill_ids]
        return OrderRequest(
            order_id=order_id,
            session_id=session.session_id,
            payer=session.person,
            beneficiary=session.person,
            lines=tuple(OrderLine(bill.bill_id, bill.version) for bill in chosen),
            total_fen=Fen(sum(bill.net_fen for bill in chosen)),
        )

    async def bills(self, session: Session) -> dict[str, Bill]:
        """List the bills of the citizen by id."""
        bills = await self.bureau.bills(session.session_id, session.person)
        assert not isinstance(bills, Problem)
        return {bill.bill_id: bill for bill in bills}

    async def order(self, *bill_ids: str, order_id: str = "order-1", citizen: str = RESIDENT) -> Order:
        """Log in and have bills locked."""
        session = await self.log_in(citizen)
        order = await self.bureau.create_order(await self.wish(session, *bill_ids, order_id=order_id))
        assert isinstance(order, Order)
        return order

    async def pay(self, order: Order) -> Posting:
        """Pay an order as it should go."""
        assert await self.bureau.register_attempt(attempt(order)) is None
        posting = await self.bureau.post(self.receipt(order))
        assert isinstance(posting, Posting)
        return posting

    def receipt(self, order: Order, number: int = 1) -> Receipt:
        """Say what the gateway would about the order's attempt of that number."""
        registered = attempt(order, number)
        return Receipt(
            order_id=order.order_id,
            attempt_no=registered.attempt_no,
            rail=registered.rail,
            trade_no=f"trade of {registered.attempt_no}",
            paid_fen=registered.fen,
            paid_at=self.clock.now(),
        )


def attempt(order: Order, number: int = 1) -> AttemptRegistration:
    """Make an attempt to pay an order."""
    return AttemptRegistration(order.order_id, f"{order.order_id}/{number}", RailName.WECHAT, order.total_fen)


def evidence(citizen: Citizen) -> CardEvidence:
    """Read a citizen's card, with the right PIN."""
    return CardEvidence(
        card_number=Secret(citizen.card.number),
        identification_code=Secret(citizen.card.identification_code),
        social_security_number=Secret(citizen.identity_number),
        name=Secret(citizen.name),
        pin_verified=True,
    )


def code(answer: object) -> ProblemCode | None:
    """Take the code of a refusal, or None of anything else."""
    return answer.code if isinstance(answer, Problem) else None


def open_embedded(folder: Path) -> Counter:
    """Open the bureau that lives in the kiosk's process."""
    clock = VirtualClock(datetime(2026, 11, 22, 9, 30, tzinfo=SHANGHAI))
    bureau = EmbeddedBureau(
        folder / "bureau.db",
        clock,
        Ids(clock, random.Random(1).randbytes),
        KEY,
        "339999-001",
        order_seconds=ORDER_SECONDS,
        session_seconds=SESSION_SECONDS,
    )
    enrol(bureau.store, CITIZENS.values(), POLICIES, clock.now().date())
    return Counter(bureau, BureauClerk(bureau.store), clock, bureau.close)


BACKENDS = [open_embedded]
"""Every bureau there is; the contract holds for each."""
