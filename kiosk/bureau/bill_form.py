"""What all bills of one person have in common."""

from dataclasses import dataclass
from datetime import date

from kiosk.bureau.policies import Area
from kiosk.domain.bills import Bill, BillStatus
from kiosk.domain.money import Fen
from kiosk.domain.people import InsuranceKind
from kiosk.domain.words import Bilingual


def rated(fen: Fen, ppm: int) -> Fen:
    """Take a rate in parts per million of an amount, half a fen rounded up."""
    return Fen((fen * ppm + 500_000) // 1_000_000)


@dataclass(frozen=True, slots=True)
class Period:
    """What a bill covers, and from when to when it can be paid."""

    code: str
    """Makes the bill's id together with its insurance: `2027`, `2026-11`, `2027Q1`."""
    year: int
    words: Bilingual
    due_from: date
    due_to: date


@dataclass(frozen=True, slots=True)
class BillForm:
    """A bill form with a person's reference and area filled in."""

    person: str
    area: Area

    def fill_in(self, insurance: InsuranceKind, title: Bilingual, period: Period, fen: Fen) -> Bill:
        """Make a plain bill, with neither discounts nor ties to other bills."""
        return Bill(
            bill_id=f"{self.person}-{insurance}-{period.code}",
            version=1,
            insurance=insurance,
            title=title,
            year=period.year,
            period=period.words,
            gross_fen=fen,
            discounts=(),
            net_fen=fen,
            due_from=period.due_from,
            due_to=period.due_to,
            requires=frozenset(),
            excludes=frozenset(),
            status=BillStatus.DUE,
            area=self.area.name,
            collecting_unit=self.area.collecting_unit,
        )
