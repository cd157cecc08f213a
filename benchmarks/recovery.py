"""The start of a kiosk after the worst day: a thousand codes were on their way when the power went.

The gateway is real HTTP on the loopback, the journal is on this disk, and time is the machine's own.
"""

import asyncio
import tempfile
from contextlib import closing
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from secrets import token_bytes
from time import perf_counter

import httpx

from benchmarks.figure import Figure, Result
from kiosk.app import Machine, Place, assemble
from kiosk.config import ASSETS, FOLDER, load_settings
from kiosk.domain.clock import SystemClock
from kiosk.domain.money import Fen
from kiosk.domain.orders import Order, OrderLine, OrderRequest, OrderState, PaymentMode, RailName
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.display import Display
from kiosk.payments.outcome import Open
from kiosk.payments.ports import PaymentRequest
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.timing import Timing
from kiosk.payments.transition import apply
from kiosk.world.gateway import GatewayKeys, GatewayServer, SimulatedGateway

GOAL = 20.0
_ATTEMPTS = 1_000
_WINDOW_S = 180.0


def measure_recovery() -> list[Result]:
    """Leave the codes open, start again, and take the time until the first citizen can be served."""
    build = Path("build")
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="recovery-", dir=build) as name:
        data = Path(name)
        clock, keys = SystemClock(), GatewayKeys.load(data / "keys")
        with closing(SimulatedGateway(data / "gateway.db", keys, clock, token_bytes)) as gateway:
            server = GatewayServer(gateway)
            place = Place(
                data=data,
                keys=data / "keys",
                clock=clock,
                gateway_url=server.start(),
                usual=Display(),
                catalogue=Catalogue(ASSETS / "translations"),
                transport=httpx.AsyncHTTPTransport(),
            )
            asyncio.run(_leave_open(place))
            seconds, settled = asyncio.run(_recover(place))
            server.stop()
    detail = f"{settled} of {_ATTEMPTS} attempts settled in the foreground"
    return [Figure("recovery", seconds, GOAL, "s", detail)]


def _kiosk(place: Place) -> Machine:
    return assemble(load_settings(FOLDER / "simulator.toml"), place, lambda _: None)


async def _leave_open(place: Place) -> None:
    machine = _kiosk(place)
    for number, rail in zip(range(_ATTEMPTS), cycle((RailName.WECHAT, RailName.ALIPAY))):
        await _open_attempt(machine, number, rail)
    await machine.close()


async def _open_attempt(machine: Machine, number: int, rail: RailName) -> None:
    now, fen = SystemClock().now(), Fen(40_000)
    window_ends_at = now + timedelta(seconds=_WINDOW_S)
    order_id = f"order-{number}"
    lines = (OrderLine(f"bill-{number}", 1),)
    machine.journal.order_started(OrderRequest(order_id, "session", "payer", "payer", lines, fen))
    machine.journal.order_opened(Order(order_id, OrderState.OPEN, fen, window_ends_at))
    record = AttemptRecord(
        attempt_no=f"999901{number:026}",
        order_id=order_id,
        rail=rail,
        mode=PaymentMode.SHOWN_CODE,
        fen=fen,
        subject="premium",
        state=AttemptState.PAY_INTENT,
        created_at=now,
        window_ends_at=window_ends_at,
        expires_at=window_ends_at + timedelta(seconds=Timing().expiry_margin_s),
    )
    machine.journal.attempt_started(record)
    made = await machine.rails[rail].create(
        PaymentRequest(record.attempt_no, fen, record.subject, record.expires_at, record.mode)
    )
    assert isinstance(made, Open), made
    machine.journal.attempt_changed(record, apply(record, made, now, Timing()))


async def _recover(place: Place) -> tuple[float, int]:
    began = perf_counter()
    machine = _kiosk(place)
    running = asyncio.create_task(machine.settler.run())
    report = await machine.settler.recover()
    seconds = perf_counter() - began
    running.cancel()
    await asyncio.wait({running})
    await machine.close()
    return seconds, len(report.settled)
