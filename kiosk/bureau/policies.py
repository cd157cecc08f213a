"""The dated rules that bills are computed from: `config/policies.toml`, typed.

Every row says from when to when it holds, where, and by which document. Figures live there and
never in code.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from pydantic.dataclasses import dataclass

from kiosk.domain.money import Fen
from kiosk.domain.words import Bilingual
from kiosk.toml_file import STRICT, read_toml


class AssistanceCategory(StrEnum):
    """Why the medical-assistance fund bears part of a person's premium."""

    EXTREMELY_POOR = "extremely-poor"
    LOW_INCOME = "low-income"
    BACK_IN_POVERTY = "back-in-poverty"


@dataclass(frozen=True, config=STRICT, kw_only=True)
class PolicyRow:
    """What every row says of itself; both dates are days on which it holds."""

    region: str
    effective_from: date
    effective_to: date
    legal_ref: str


@dataclass(frozen=True, config=STRICT, kw_only=True)
class Area(PolicyRow):
    """A place of insurance and who collects there."""

    name: Bilingual
    collecting_unit: Bilingual


@dataclass(frozen=True, config=STRICT, kw_only=True)
class YearlyPremium(PolicyRow):
    """A premium per person for a year of coverage; it is collected while the row is in effect."""

    year: int
    fen: Fen


@dataclass(frozen=True, config=STRICT, kw_only=True)
class Assistance(PolicyRow):
    """What part of the resident premium a category of people pays themselves."""

    category: AssistanceCategory
    title: Bilingual
    person_pays_ppm: int


@dataclass(frozen=True, config=STRICT, kw_only=True)
class Waiting(PolicyRow):
    """How long benefits wait for somebody who missed years, and until when a newborn is enrolled."""

    fixed_months: int
    months_per_missed_year: int
    newborn_days: int


@dataclass(frozen=True, config=STRICT, kw_only=True)
class Employment(PolicyRow):
    """Rates on the monthly contribution base, in parts per million; the base lies within bounds."""

    lowest_base_fen: Fen
    highest_base_fen: Fen
    employee_medical_ppm: int
    employee_pension_ppm: int
    employee_large_amount_fen: Fen
    flexible_medical_ppm: int
    flexible_pension_ppm: int


@dataclass(frozen=True, config=STRICT, kw_only=True)
class Policies:
    """All rows of a file."""

    areas: tuple[Area, ...]
    resident_premiums: tuple[YearlyPremium, ...]
    critical_illness_premiums: tuple[YearlyPremium, ...]
    assistance: tuple[Assistance, ...]
    waiting: tuple[Waiting, ...]
    employment: tuple[Employment, ...]


Row = TypeVar("Row", bound=PolicyRow)


def in_force(rows: Iterable[Row], region: str, day: date) -> Row | None:
    """Find the row that holds in a region on a day."""
    holding = (row for row in rows if row.region == region and row.effective_from <= day <= row.effective_to)
    return next(holding, None)


def for_year(rows: Iterable[YearlyPremium], region: str, year: int) -> YearlyPremium | None:
    """Find the premium of a region for a year of coverage."""
    return next((row for row in rows if row.region == region and row.year == year), None)


def load_policies(path: Path) -> Policies:
    """Read the rows.

    Raises:
        ConfigError: the file is missing or does not fit; the message says where and how to mend it.
    """
    return read_toml(path, Policies)
