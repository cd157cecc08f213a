"""What each fault of each device means, and for whom: `config/faults.toml`, typed."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import GetPydanticSchema
from pydantic.dataclasses import dataclass
from pydantic_core import core_schema

from kiosk.devices.ports import FAULTS, DeviceKind, FaultCode
from kiosk.domain.words import Text
from kiosk.toml_file import STRICT, line_of, read_toml
from kiosk.toml_text import ConfigError

_TextId = Annotated[
    Text,
    GetPydanticSchema(
        lambda *_: core_schema.no_info_after_validator_function(Text, core_schema.str_schema(min_length=1))
    ),
]
"""The id of a text in assets/translations that tells of nothing else."""


class Service(StrEnum):
    """What a citizen can have here only while a device works."""

    LOGIN_BY_CARD = "login-by-card"
    LOGIN_BY_IDENTITY_CARD = "login-by-identity-card"
    LOGIN_BY_EVOUCHER = "login-by-evoucher"
    LOGIN_BY_FACE = "login-by-face"
    PAY_BY_BANK_CARD = "pay-by-bank-card"
    PAY_BY_PAYMENT_CODE = "pay-by-payment-code"
    VOUCHER_ON_PAPER = "voucher-on-paper"
    CARD_PHOTO = "card-photo"
    GUIDE_LIGHTS = "guide-lights"
    SPOKEN_PAGES = "spoken-pages"


class Severity(StrEnum):
    """How much it matters to whoever looks after the kiosk."""

    INFO = "info"
    """It passes with this citizen; the device is well."""
    WARNING = "warning"
    """Somebody should look at it, and everything is still offered."""
    CRITICAL = "critical"
    """A service is not offered until it is mended."""


class Recovery(StrEnum):
    """Who mends it."""

    BY_ITSELF = "by-itself"
    CITIZEN = "citizen"
    TECHNICIAN = "technician"


@dataclass(frozen=True, config=STRICT, kw_only=True)
class FaultRow:
    """One fault of one device."""

    device: DeviceKind
    code: FaultCode
    severity: Severity
    blocks: frozenset[Service] = frozenset()
    """What is not offered as long as the device's status has this fault."""
    degrades: frozenset[Service] = frozenset()
    """What may go wrong for this citizen, and is offered all the same."""
    recovery: Recovery
    again: bool = False
    """Whether the citizen may try at once again."""
    title: _TextId
    """What the citizen reads: what happened, and why a service is not offered."""
    todo: _TextId
    """What the citizen reads: what to do now."""
    limit: _TextId | None = None
    """What the citizen reads before beginning and before paying, of what will be missing later."""
    cause: _TextId
    """What the technician reads: what it comes from."""
    steps: _TextId
    """What the technician reads: what to do, step by step, a line each."""
    picture: str
    """The device and the place at fault: a file in assets/pictures, without `.svg`."""


@dataclass(frozen=True, config=STRICT)
class _File:
    fault: tuple[FaultRow, ...]


class FaultCatalogue:
    """All rows: exactly one for each fault that a device can raise."""

    def __init__(self, rows: Iterable[FaultRow]) -> None:
        self._rows = {(row.device, row.code): row for row in rows}

    def row(self, device: DeviceKind, code: FaultCode) -> FaultRow:
        """Give the row of a fault.

        Raises:
            KeyError: FAULTS does not say that this device can raise it.
        """
        return self._rows[device, code]

    def __iter__(self) -> Iterator[FaultRow]:
        """Give the rows as they stand in the file."""
        return iter(self._rows.values())


def load_fault_catalogue(path: Path) -> FaultCatalogue:
    """Read the catalogue.

    Raises:
        ConfigError: it does not fit, or a row is missing, doubled or contradicts itself.
    """
    rows = read_toml(path, _File).fault
    missing = {(device, code) for device, codes in FAULTS.items() for code in codes}
    seen: set[tuple[DeviceKind, FaultCode]] = set()
    for number, row in enumerate(rows):
        wrong = "this row stands above already; keep one" if (row.device, row.code) in seen else _wrong(row)
        if wrong:
            line = line_of(("fault", number), path.read_text(encoding="utf-8"))
            raise ConfigError(path, line, f"{row.device} {row.code}: {wrong}")
        seen.add((row.device, row.code))
    if missing := missing - seen:
        names = ", ".join(sorted(f"{device} {code}" for device, code in missing))
        raise ConfigError(path, None, f"has no row for {names}; add a [[fault]] for each")
    return FaultCatalogue(rows)


def _wrong(row: FaultRow) -> str | None:
    """Say what is wrong with a row, and how to mend it."""
    possible = FAULTS.get(row.device, frozenset())
    if row.code not in possible:
        return f"it cannot raise this; it can raise: {', '.join(sorted(possible))}"
    if (row.severity is Severity.CRITICAL) != bool(row.blocks):
        return "what blocks a service is critical, and what blocks none is not; mend severity or blocks"
    if Service.VOUCHER_ON_PAPER in row.blocks and row.limit is None:
        return "no control offers a voucher on paper, so the citizen reads 'limit' instead; add it"
    if row.blocks & row.degrades:
        return f"{', '.join(row.blocks & row.degrades)} is both blocked and degraded; keep it in one of them"
    return None
