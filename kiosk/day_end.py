"""`kiosk reconcile`: holds what the gateways, the bureau and the kiosk say of a day against each other."""

import asyncio
import csv
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from pathlib import Path

import httpx

from kiosk.app import Machine, Place, assemble
from kiosk.bench.day_report import day_report
from kiosk.config import ASSETS, Settings
from kiosk.devices.driver import Driver
from kiosk.devices.ports import DeviceKind, DeviceState, DeviceStatus, Fault
from kiosk.devices.supervisor import Supervisor
from kiosk.domain.clock import SHANGHAI, SystemClock
from kiosk.domain.money import Fen, yuan
from kiosk.domain.orders import RailName
from kiosk.domain.problems import Problem
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.display import Display
from kiosk.modes import open_gateway
from kiosk.payments.bill import BillKind, BillRow, BillSource, NotReady
from kiosk.payments.journal_reading import JournalReading
from kiosk.payments.outcome import NotSent, Paid, Refunded, Unknown
from kiosk.payments.ports import PaymentRail
from kiosk.payments.reconciliation import SETTLED, Match, match
from kiosk.payments.record import AttemptRecord
from kiosk.technician_error import TechnicianError

_LATER_DAYS = 2
"""How many later bills are read for refunds: after them each day must be settled or have a person's eye."""
_BILLS_AT = time(10)
"""When both gateways have the bill of the day before; a day of which they then have none had no trade."""
_PRINT_SECONDS = 60.0
_READY_SECONDS = 5.0


def reconcile(settings: Settings, data: Path, day: date, *, on_paper: bool) -> int:
    """Match a day's books, write and show the result; give the exit status: 1 if somebody must look at it.

    The kiosk must not be running, as it holds the journal.

    Raises:
        TechnicianError: a book cannot be read; the message says which, and when to try again.
    """
    clock = SystemClock()
    if day > clock.now().astimezone(SHANGHAI).date():
        raise TechnicianError(f"{day} has not come yet")
    server = open_gateway(settings, data, clock)
    url = server.start() if server else None
    catalogue = Catalogue(ASSETS / "translations")
    place = Place(data, data / "keys", clock, url, Display(), catalogue, httpx.AsyncHTTPTransport())
    try:
        return asyncio.run(_reconcile(settings, place, day, on_paper=on_paper))
    finally:
        if server:
            server.stop()


async def _reconcile(settings: Settings, place: Place, day: date, *, on_paper: bool) -> int:
    machine = assemble(settings, place, lambda _: None)
    try:
        matches = await _read_and_match(machine, settings.hall.kiosk_number, day, place.clock.now())
        path = _write(place.data / "day-end", settings.hall.kiosk_number, day, matches)
        _show(day, matches, path)
        if on_paper:
            await _print(machine, settings, place, day, matches)
    finally:
        await machine.close()
    return int(any(found.verdict not in SETTLED for found in matches))


async def _read_and_match(machine: Machine, kiosk_number: str, day: date, now: datetime) -> tuple[Match, ...]:
    """Read the three books of a day and match them.

    Raises:
        TechnicianError: a book cannot be read.
    """
    attempts = _paid_on(day, machine.journal)
    by_rail = {name: [attempt for attempt in attempts if attempt.rail is name] for name in RailName}
    for name in RailName:
        if by_rail[name] and name not in machine.rails:
            raise TechnicianError(f"the bill of {name} cannot be read: the settings have no way to {name}")
    terminal = machine.devices.payment_terminal if by_rail[RailName.CARD] else None
    async with _running(DeviceKind.PAYMENT_TERMINAL, terminal):
        bills = [
            (name, row)
            for name, rail in machine.rails.items()
            for row in await _bill(name, rail, day, by_rail[name], now)
        ]
    ledger = await machine.bureau.ledger(day)
    if isinstance(ledger, Problem):
        raise TechnicianError(f"the bureau's ledger of {day} cannot be read: {ledger.message.en}")
    seen = {attempt.attempt_no for attempt in attempts}
    others = {row.attempt_no for _, row in bills} | {entry.attempt_no for entry in ledger}
    known = [record for number in sorted(others - seen) for record in _find(number, machine.journal)]
    return match(kiosk_number, bills, ledger, [*attempts, *known])


def _paid_on(day: date, journal: JournalReading) -> list[AttemptRecord]:
    noon = datetime.combine(day, time(12), SHANGHAI)
    # A code can be paid for minutes after its attempt began, never for a day.
    begun = journal.attempts_begun_between(noon - timedelta(days=1.5), noon + timedelta(days=0.5))
    return [
        record for record in begun if record.paid_at and record.paid_at.astimezone(SHANGHAI).date() == day
    ]


def _find(attempt_no: str, journal: JournalReading) -> list[AttemptRecord]:
    try:
        return [journal.attempt(attempt_no)]
    except KeyError:
        return []


async def _bill(
    name: RailName, rail: PaymentRail, day: date, attempts: Sequence[AttemptRecord], now: datetime
) -> list[BillRow]:
    """Give the payments of a day, and the refunds of that day and the next ones."""
    if not isinstance(rail, BillSource):
        return [row for attempt in attempts for row in await _asked(rail, attempt)]
    over = (now.astimezone(SHANGHAI).date() - day).days
    bill = await rail.bill(day) if over else NotReady()
    made = now >= datetime.combine(day + timedelta(days=1), _BILLS_AT, SHANGHAI)
    match bill:
        case NotReady() if made or not attempts:
            bill = ()  # nothing was traded
        case NotReady():
            raise TechnicianError(f"{name} has no bill of {day} yet: it comes at ten the next morning")
        case NotSent(reason) | Unknown(reason):
            raise TechnicianError(f"the bill of {name} cannot be read ({reason}): try again later")
    rows = list(bill)
    for days in range(1, min(over, _LATER_DAYS + 1)):
        later = await rail.bill(day + timedelta(days=days))
        if isinstance(later, tuple):
            rows += [row for row in later if row.kind is BillKind.REFUND]
    paid = {row.attempt_no for row in rows if row.kind is BillKind.PAYMENT}
    return [row for row in rows if row.attempt_no in paid]


async def _asked(rail: PaymentRail, attempt: AttemptRecord) -> list[BillRow]:
    """Ask a rail without a bill, such as a payment terminal, for one trade.

    Raises:
        TechnicianError: it does not tell.
    """
    number, refund_no = attempt.attempt_no, attempt.refund_no
    rows = []
    paid = await rail.query(number, attempt.fen)
    refunded = await rail.query_refund(number, refund_no, attempt.fen) if refund_no else None
    for answer in (paid, refunded):
        if isinstance(answer, NotSent | Unknown):
            raise TechnicianError(f"{rail.name} does not tell of {number} ({answer.reason}): try again later")
    if isinstance(paid, Paid):
        rows.append(BillRow(number, paid.trade_no, BillKind.PAYMENT, paid.fen, None, paid.paid_at))
    if isinstance(refunded, Refunded):
        at = attempt.paid_at or attempt.created_at
        rows.append(BillRow(number, attempt.trade_no or "", BillKind.REFUND, refunded.fen, refund_no, at))
    return rows


def _write(folder: Path, kiosk_number: str, day: date, matches: Iterable[Match]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"MATCH_{kiosk_number}_{day:%Y%m%d}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(Match.__dataclass_fields__))
        writer.writeheader()
        writer.writerows(asdict(found) for found in matches)
    return path


def _show(day: date, matches: Sequence[Match], path: Path) -> None:
    counts = Counter(found.verdict for found in matches)
    for verdict, count in sorted(counts.items()):
        fen = sum(found.gateway_fen or found.ledger_fen or 0 for found in matches if found.verdict is verdict)
        sys.stdout.write(f"{verdict:16} {count:6}  {yuan(Fen(fen)):>14} yuan\n")
    for found in matches:
        if found.verdict not in SETTLED:
            amounts = (found.gateway_fen, found.ledger_fen, found.journal_fen)
            books = ", ".join(
                f"{book} {'nothing' if fen is None else yuan(fen)}"
                for book, fen in zip(("gateway", "bureau", "kiosk"), amounts, strict=True)
            )
            sys.stdout.write(f"look at {found.attempt_no}: {found.verdict} ({books})\n")
    sys.stdout.write(f"{day}: {len(matches)} payments, written to {path}\n")


async def _print(
    machine: Machine, settings: Settings, place: Place, day: date, matches: Sequence[Match]
) -> None:
    report = day_report(day, settings.hall.kiosk_number, matches, settings.hall.shown, place.catalogue.say)
    async with _running(DeviceKind.PRINTER, machine.devices.printer):
        result = await machine.devices.printer.print_document(report, _PRINT_SECONDS)
    if isinstance(result, Fault):
        raise TechnicianError(f"the report was not printed ({result.code}: {result.detail})")
    for paper in machine.world.papers():
        sys.stdout.write(f"printed: {paper.picture}\n")


@asynccontextmanager
async def _running(kind: DeviceKind, device: Driver[DeviceStatus] | None) -> AsyncIterator[None]:
    """Let a driver work meanwhile, with time to find its device first; what that lacks is said by its use."""
    if device is None:
        yield
        return
    running = asyncio.create_task(Supervisor({kind: device}, SystemClock()).run())
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(_READY_SECONDS):
                async for status in device.changes():
                    if status.device is DeviceState.ONLINE:
                        break
        yield
    finally:
        running.cancel()
        await asyncio.wait({running})
