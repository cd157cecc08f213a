"""The simulated citizens, read from `config/citizens.toml`, and their enrolment at the bureau."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path

from pydantic.dataclasses import dataclass

from kiosk.bureau.policies import Policies
from kiosk.bureau.premiums import Enrolment, compute_bills
from kiosk.bureau.rules import SettledBy
from kiosk.bureau.store import BureauStore, CardState, RegisteredCard, RegisteredPerson
from kiosk.domain.bills import BillStatus
from kiosk.domain.orders import RailName
from kiosk.domain.words import Bilingual
from kiosk.toml_file import STRICT, read_toml

_SETTLED = {BillStatus.PAID: SettledBy.ELSEWHERE, BillStatus.PAID_BY_EMPLOYER: SettledBy.EMPLOYER}


class Sex(StrEnum):
    """As the identity number has it: the 17th digit is odd for men."""

    FEMALE = "f"
    MALE = "m"


@dataclass(frozen=True, config=STRICT, kw_only=True)
class CitizenCard:
    """A social-security card: what its chip holds, and what the register says of it."""

    number: str
    """Nine letters and digits."""
    identification_code: str
    """32 hexadecimal digits, the region's six first."""
    issued: date
    expires: date
    pin: str
    """Six digits."""
    tries_left: int = 3
    """Wrong PINs that the chip still forgives; 0 is a blocked card."""
    state: CardState = CardState.ACTIVE


@dataclass(frozen=True, config=STRICT, kw_only=True)
class Citizen:
    """A part to play at the kiosk. Nobody has these numbers; the faces are rendered."""

    id: str
    """Also the person's reference at the bureau and the name of their portrait."""
    name: str
    sex: Sex
    identity_number: str
    situation: Bilingual
    """What the part is, for the technician and QA."""
    card: CitizenCard
    enrolment: Enrolment
    wallets: tuple[RailName, ...]
    """The payment apps on the citizen's phone."""


@dataclass(frozen=True, config=STRICT)
class _CitizensFile:
    citizens: tuple[Citizen, ...]


def load_citizens(path: Path) -> tuple[Citizen, ...]:
    """Read the citizens, in the order of the file.

    Raises:
        ConfigError: the file is missing or does not fit; the message says where and how to mend it.
    """
    return read_toml(path, _CitizensFile).citizens


def enrol(store: BureauStore, citizens: Iterable[Citizen], policies: Policies, today: date) -> None:
    """Register the citizens with their cards and bills, unless the store has people already."""
    if not store.is_empty:
        return
    with store.transaction():
        for citizen in citizens:
            _enrol(store, citizen, policies, today)


def _enrol(store: BureauStore, citizen: Citizen, policies: Policies, today: date) -> None:
    store.register(
        RegisteredPerson(citizen.id, citizen.name, citizen.identity_number),
        RegisteredCard(
            identification_code=citizen.card.identification_code,
            person=citizen.id,
            card_number=citizen.card.number,
            state=citizen.card.state,
            expires_on=citizen.card.expires,
        ),
    )
    for bill in compute_bills(citizen.id, citizen.enrolment, policies, today):
        store.add_bill(citizen.id, bill)
        if bill.status in _SETTLED:
            store.settle(bill.bill_id, _SETTLED[bill.status])
