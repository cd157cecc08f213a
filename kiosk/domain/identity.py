"""Identity numbers of the people a hall serves.

Sources: GB 11643-1999 (citizens; check by ISO 7064 MOD 11-2), the machine-reading rules of the
National Immigration Administration for the 2023 permanent-residence card (first digit 9, same
check), and the cards before it (three letters and twelve digits), which stay valid.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_OLDEST_AGE = 130


class IdentityKind(StrEnum):
    """Whose number it is."""

    CITIZEN = "citizen"
    HONG_KONG_MACAO_TAIWAN = "hong-kong-macao-taiwan"
    FOREIGNER = "foreigner"


class IdentityProblem(StrEnum):
    """Why a text is no identity number, in the order in which it is looked at."""

    NOT_ASCII = "not-ascii"
    OBSOLETE_15_DIGITS = "obsolete-15-digits"
    WRONG_LENGTH = "wrong-length"
    WRONG_CHARACTER = "wrong-character"
    UNKNOWN_PROVINCE = "unknown-province"
    IMPOSSIBLE_BIRTH_DATE = "impossible-birth-date"
    WRONG_CHECK_DIGIT = "wrong-check-digit"


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A number that holds by itself; `born` is unknown on the foreigner's old card."""

    value: str
    kind: IdentityKind
    born: date | None


def check_digit(first_17: str) -> str:
    """Compute the last character of an 18-digit number from the 17 before it (ISO 7064 MOD 11-2)."""
    remainder = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_17, strict=True)) % 11
    return _CHECK_DIGITS[remainder]


def parse_identity_number(text: str, today: date) -> IdentityNumber | IdentityProblem:
    """Read an identity number as a person types or a card holds it.

    A small `x` and spaces between groups are forgiven, full-width digits are not. An abolished
    county is no problem: people keep the number they were born with.
    """
    if not text.isascii():
        return IdentityProblem.NOT_ASCII
    value = text.replace(" ", "").upper()
    if re.fullmatch(r"\d{15}", value):
        return IdentityProblem.OBSOLETE_15_DIGITS
    if re.fullmatch(r"[A-Z]{3}\d{12}", value):
        return IdentityNumber(value, IdentityKind.FOREIGNER, None)
    if len(value) != len(_WEIGHTS) + 1:
        return IdentityProblem.WRONG_LENGTH
    return _parse_18(value, today)


def _parse_18(value: str, today: date) -> IdentityNumber | IdentityProblem:
    if not re.fullmatch(r"\d{17}[\dX]", value):
        return IdentityProblem.WRONG_CHARACTER
    kind = _kind(value)
    if kind is None:
        return IdentityProblem.UNKNOWN_PROVINCE
    born = _birth_date(value[6:14], today)
    if born is None:
        return IdentityProblem.IMPOSSIBLE_BIRTH_DATE
    if check_digit(value[:17]) != value[17]:
        return IdentityProblem.WRONG_CHECK_DIGIT
    return IdentityNumber(value, kind, born)


def _kind(value: str) -> IdentityKind | None:
    if value[0] == "9":
        return IdentityKind.FOREIGNER if _PROVINCE.match(value, 1) else None
    if value[:6] in {"810000", "820000", "830000"}:
        return IdentityKind.HONG_KONG_MACAO_TAIWAN
    return IdentityKind.CITIZEN if _PROVINCE.match(value) else None


def _birth_date(digits: str, today: date) -> date | None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born if born <= today and today.year - born.year <= _OLDEST_AGE else None
