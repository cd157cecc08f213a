"""One whole payment, from order to posted, against the cost of its durable commits alone.

The kiosk is the composed one with its real rail, journal, settler and embedded bureau, on a clock
that stands still. All of that counts: statements, signatures, checks, HTTP. What a gateway takes
to check, keep and sign, and the citizen's phone, are measured inside the payment and left out.

A kiosk is started once and takes payments all day, so others have paid before the payment that is
measured. What SQLite writes during it is recorded, and then written again by bare connections with
the same settings, from the same files, on the same disk: the same statements, prepared as often.

The figure is taken twice: on this machine's disk, and on one whose commits last as long as those of a
disk that keeps its word at a power cut. A disk with a safe or a careless cache commits in a tenth of
that, which two signatures alone exceed; there the ratio tells of the disk and not of the kiosk.
"""

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from secrets import token_bytes
from statistics import median
from time import perf_counter, sleep
from typing import Any
from unittest.mock import patch

import httpx

from benchmarks.figure import Figure, Result, interleaved
from kiosk.app import Machine, Place, assemble
from kiosk.config import ASSETS, FOLDER, load_settings
from kiosk.domain.bills import BillStatus
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.orders import Order, OrderLine, OrderRequest, PaymentMode, RailName
from kiosk.domain.people import CardEvidence, Session
from kiosk.domain.problems import Problem
from kiosk.domain.secret import Secret
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.display import Display
from kiosk.payments.record import AttemptState
from kiosk.payments.settler import PaymentChoice
from kiosk.world.clock import VirtualClock
from kiosk.world.gateway import GatewayKeys, GatewayTransport, SimulatedGateway

GOAL = 1.5
_REPETITIONS = 40
_HALL_COMMIT = 0.0037
"""Seconds a durable commit takes on an ext4 disk that flushes; measured for 112 fdatasync in 100 commits."""
_BETWEEN_COMMITS = 0.0005
"""Seconds that the kiosk works from one commit to the next; a disk that is never left alone is faster."""
_OPENING = datetime(2026, 11, 2, 9, 30, tzinfo=SHANGHAI)
_PAYER = "c01_f23"
_CHOICE = PaymentChoice(RailName.WECHAT, PaymentMode.SHOWN_CODE)
_EARLIER_PAYERS = ("c05_f45", "c06_m41", "c09_f63")
_DATABASES = ("journal.db", "bureau.db")
_SETTINGS = ("locking_mode = exclusive", "journal_mode = wal", "synchronous = full", "foreign_keys = on")
_WRITES = ("BEGIN", "INSERT", "UPDATE", "DELETE", "COMMIT")
_UNTIL_THE_NEXT_QUERY = 5.0


@dataclass(frozen=True, slots=True)
class Statement:
    """What was written, where, and with which values."""

    database: str
    sql: str
    values: Sequence[Any]


def measure_payment() -> list[Result]:
    """Compare payments with their commits, pair by pair, as a disk's speed changes from second to second."""
    build = Path("build")
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="payment-", dir=build) as name:
        folder = Path(name)
        new, numbers = folder / "new", count()
        keys = GatewayKeys.load(folder / "keys")
        _start(new, Till(folder / "keys", keys))
        payment = _record(shutil.copytree(new, folder / "recorded"), Till(folder / "keys", keys))

        def pay() -> float:
            return _pay(
                shutil.copytree(new, folder / str(next(numbers))), Till(folder / "keys", keys), lambda: None
            )

        def commit() -> float:
            return _replay(shutil.copytree(new, folder / str(next(numbers))), payment)

        here = interleaved(_REPETITIONS, pay, commit)
        with patch.object(sqlite3, "connect", HallDisk):
            hall = interleaved(_REPETITIONS, pay, commit)
    number = sum(statement.sql.upper() == "COMMIT" for statement in payment.writes)
    return [_figure("payment", number, *hall), _figure("payment-on-this-disk", number, *here)]


def _figure(name: str, commits: int, payments: Sequence[float], durable: Sequence[float]) -> Figure:
    ratio = median(one / other for one, other in zip(payments, durable, strict=True))
    whole, alone = median(payments) * 1000, median(durable) * 1000
    detail = f"{whole:.1f} ms against {alone:.1f} ms for {commits} commits"
    return Figure(name, ratio, GOAL, "ratio", detail)


class HallDisk(sqlite3.Connection):
    """A connection whose commits last as long as a hall's disk takes for them."""

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 as sqlite3's
        """Do it, and wait after a commit."""
        began = perf_counter()
        cursor = super().execute(sql, values)
        if sql.upper() == "COMMIT":
            sleep(max(0.0, began + _HALL_COMMIT - perf_counter()))
        return cursor


class _Stopwatch(httpx.AsyncBaseTransport):
    """Measures what the gateway takes."""

    def __init__(self, gateway: GatewayTransport) -> None:
        self._gateway = gateway
        self.seconds = 0.0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        began = perf_counter()
        response = await self._gateway.handle_async_request(request)
        self.seconds += perf_counter() - began
        return response


class Till:
    """What is around the kiosk in one payment: time that stands still, and a gateway in memory."""

    def __init__(self, folder: Path, keys: GatewayKeys) -> None:
        self.clock = VirtualClock(_OPENING)
        self.gateway = SimulatedGateway(":memory:", keys, self.clock, token_bytes)
        self.stopwatch = _Stopwatch(GatewayTransport(self.gateway, self.clock))
        self._keys = folder

    @contextmanager
    def kiosk(self, data: Path) -> Iterator[Machine]:
        """Put a kiosk together on a folder."""
        catalogue = Catalogue(ASSETS / "translations")
        place = Place(
            *(data, self._keys, self.clock, "http://gateway.invalid", Display(), catalogue, self.stopwatch),
            reserve_bytes=4096,
        )
        machine = assemble(load_settings(FOLDER / "simulator.toml"), place, lambda _: None)
        with closing(machine.journal), closing(machine.bureau), closing(self.gateway):
            yield machine


@dataclass
class Payment:
    """What is written: before the payment, by log-ins and earlier payers, and by the payment itself."""

    before: list[Statement] = field(default_factory=list)
    writes: list[Statement] = field(default_factory=list)


def _start(data: Path, till: Till) -> None:
    """Let the kiosk make its files."""

    async def start() -> None:
        with till.kiosk(data):
            pass

    asyncio.run(start())


def _record(data: Path, till: Till) -> Payment:
    """Pay once, and note every statement that writes."""
    payment = Payment()
    statements = payment.before

    class Listener(sqlite3.Connection):
        """A connection that tells what it writes."""

        def __init__(self, path: Path | str, **options: Any) -> None:  # noqa: ANN401 as connect()
            super().__init__(path, **options)
            self._name = Path(path).name

        def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 as sqlite3's
            if sql.upper().startswith(_WRITES) and self._name in _DATABASES:
                statements.append(Statement(self._name, sql, values))
            return super().execute(sql, values)

    def begin() -> None:
        nonlocal statements
        statements = payment.writes

    with patch.object(sqlite3, "connect", Listener):
        _pay(data, till, begin)
    return payment


def _pay(data: Path, till: Till, begin: Callable[[], None]) -> float:
    """Let the earlier payers pay, then give the kiosk's own seconds for one more; `begin` comes first."""

    async def pay() -> float:
        with till.kiosk(data) as machine:
            settler = asyncio.create_task(machine.settler.run())
            for payer in _EARLIER_PAYERS:
                await _pay_one(machine, till, await _request(machine, payer))
            request = await _request(machine, _PAYER)
            begin()
            seconds = await _pay_one(machine, till, request)
            settler.cancel()
            await machine.client.aclose()
            return seconds

    return asyncio.run(pay())


async def _pay_one(machine: Machine, till: Till, request: OrderRequest) -> float:
    """Take one payment, and give the seconds that were neither the gateway's nor the phone's."""
    till.stopwatch.seconds = 0.0
    began = perf_counter()
    order = await machine.settler.open_order(request)
    assert isinstance(order, Order)
    record = await machine.settler.pay(order, _CHOICE, "社会保险费", 180.0)
    assert record.code is not None
    scanned = perf_counter()
    till.gateway.pay(RailName.WECHAT, record.code)
    phone = perf_counter() - scanned
    await till.clock.advance(_UNTIL_THE_NEXT_QUERY)
    states = [change.state async for change in machine.settler.watch(record.attempt_no)]
    seconds = perf_counter() - began - phone - till.stopwatch.seconds
    assert states[-1] is AttemptState.POSTED
    return seconds


async def _request(machine: Machine, payer: str) -> OrderRequest:
    """Log a payer in and choose the first bill that is due."""
    citizen = machine.world.citizens[payer]
    session = await machine.bureau.open_session(
        CardEvidence(
            card_number=Secret(citizen.card.number),
            identification_code=Secret(citizen.card.identification_code),
            social_security_number=Secret(citizen.identity_number),
            name=Secret(citizen.name),
            pin_verified=True,
        )
    )
    assert isinstance(session, Session)
    bills = await machine.bureau.bills(session.session_id, session.person)
    assert not isinstance(bills, Problem)
    bill = next(bill for bill in bills if bill.status is BillStatus.DUE)
    line = OrderLine(bill.bill_id, bill.version)
    return OrderRequest(f"order-{payer}", session.session_id, payer, payer, (line,), bill.net_fen)


def _replay(data: Path, payment: Payment) -> float:
    """Give the seconds that bare connections take to write a payment."""
    with ExitStack() as stack:
        databases: dict[str, sqlite3.Connection] = {}
        for name in _DATABASES:
            database = stack.enter_context(closing(sqlite3.connect(data / name, isolation_level=None)))
            for setting in _SETTINGS:
                database.execute(f"PRAGMA {setting}")
            databases[name] = database
        for statement in payment.before:
            databases[statement.database].execute(statement.sql, statement.values)
        seconds = 0.0
        for statement in payment.writes:
            database = databases[statement.database]
            began = perf_counter()
            database.execute(statement.sql, statement.values)
            ended = perf_counter()
            seconds += ended - began
            while not database.in_transaction and perf_counter() < ended + _BETWEEN_COMMITS:
                pass
        return seconds
