"""`kiosk reconcile`: a technician matches the three books of yesterday, and gets a report for the files."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from secrets import token_bytes

import httpx
import pytest

from kiosk import day_end
from kiosk.app import Machine, Place, assemble
from kiosk.cli import main
from kiosk.config import ASSETS, FOLDER, load_settings
from kiosk.devices.simulators.terminal import SimulatedTerminal
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.orders import Order, OrderLine, OrderRequest, PaymentMode, RailName
from kiosk.domain.people import Session
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.display import Display
from kiosk.payments.rails.wechat import WeChatRail
from kiosk.payments.settler import PaymentChoice
from kiosk.world.clock import VirtualClock
from kiosk.world.gateway import GatewayKeys, GatewayTransport, SimulatedGateway
from tests.bureau.counter import CITIZENS, RESIDENT, evidence

_TRANSLATIONS = ASSETS / "translations"
DAY = datetime(2026, 11, 20, 9, 30, tzinfo=SHANGHAI)


@pytest.fixture
def data(tmp_path: Path, keys: Path) -> Path:
    """Give the folder of a kiosk at which a citizen has paid by WeChat."""
    shutil.copytree(keys, tmp_path / "keys")
    clock = VirtualClock(DAY)
    gateway = SimulatedGateway(
        tmp_path / "gateway.db", GatewayKeys.load(tmp_path / "keys"), clock, token_bytes
    )
    with closing(gateway):
        asyncio.run(_one_payment(tmp_path, clock, gateway))
    return tmp_path


async def _one_payment(data: Path, clock: VirtualClock, gateway: SimulatedGateway) -> None:
    transport = GatewayTransport(gateway, clock)
    catalogue = Catalogue(_TRANSLATIONS)
    place = Place(data, data / "keys", clock, "http://gateway.test", Display(), catalogue, transport)
    machine = assemble(load_settings(FOLDER / "simulator.toml"), place, lambda _: None)
    running = asyncio.create_task(machine.settler.run())
    record = await machine.settler.pay(
        await _order(machine), PaymentChoice(RailName.WECHAT, PaymentMode.SHOWN_CODE), "premium", 180.0
    )
    assert record.code is not None
    gateway.pay(RailName.WECHAT, record.code)
    while not machine.journal.attempt(record.attempt_no).final:
        await clock.advance(1)
    running.cancel()
    await asyncio.wait({running})
    await machine.close()


async def _one_payment_by_card(data: Path) -> None:
    """Let a citizen pay the other bill at the terminal, without a gateway."""
    clock = VirtualClock(DAY)
    transport = httpx.MockTransport(lambda _: pytest.fail("a card needs no gateway"))
    place = Place(
        data, data / "keys", clock, "http://gateway.test", Display(), Catalogue(_TRANSLATIONS), transport
    )
    machine = assemble(load_settings(FOLDER / "simulator.toml"), place, lambda _: None)
    assert machine.devices.payment_terminal is not None
    working = {
        asyncio.create_task(work) for work in (machine.settler.run(), machine.devices.payment_terminal.run())
    }
    await clock.advance(1)
    choice = PaymentChoice(RailName.CARD, PaymentMode.TERMINAL)
    paying = asyncio.ensure_future(machine.settler.pay(await _order(machine), choice, "premium", 150.0))
    await clock.advance(1)
    record = await paying
    machine.world.devices.terminal.present_card()
    while not machine.journal.attempt(record.attempt_no).final:
        await clock.advance(1)
    for work in working:
        work.cancel()
    await asyncio.wait(working)
    await machine.close()


async def _order(machine: Machine) -> Order:
    session = await machine.bureau.open_session(evidence(CITIZENS[RESIDENT]))
    assert isinstance(session, Session)
    bills = await machine.bureau.bills(session.session_id, session.person)
    assert isinstance(bills, tuple)
    bill = bills[0]
    person, lines = session.person, (OrderLine(bill.bill_id, bill.version),)
    order = await machine.settler.open_order(
        OrderRequest("order-1", session.session_id, person, person, lines, bill.net_fen)
    )
    assert isinstance(order, Order)
    return order


def test_a_day_on_which_all_is_well_is_matched_and_printed(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reconcile", "2026-11-20", "--data", str(data), "--print"]) == 0
    told = capsys.readouterr().out
    assert "matched               1          400.00 yuan" in told
    assert (data / "day-end" / "MATCH_999901_20261120.csv").read_text(encoding="utf-8").count("\n") == 2
    assert (data / "papers" / "voucher-1.png").is_file()


def test_a_day_with_a_card_is_matched_with_what_the_terminal_says(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(keys, tmp_path / "keys")
    asyncio.run(_one_payment_by_card(tmp_path))
    assert main(["reconcile", "2026-11-20", "--data", str(tmp_path)]) == 0
    assert "matched               1          400.00 yuan" in capsys.readouterr().out


def test_a_terminal_that_does_not_answer_is_no_terminal_without_the_money(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(keys, tmp_path / "keys")
    asyncio.run(_one_payment_by_card(tmp_path))
    monkeypatch.setattr(SimulatedTerminal, "deaf", True)
    monkeypatch.setattr(day_end, "_READY_SECONDS", 0.1)
    assert main(["reconcile", "2026-11-20", "--data", str(tmp_path)]) == 2
    assert "card does not tell of 999901" in capsys.readouterr().err


def test_money_that_the_gateway_does_not_know_is_shown_for_a_person_to_look_at(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(data / "gateway.db")) as database:
        database.execute("update trades set paid_at = null, state = 'closed'")
        database.commit()
    assert main(["reconcile", "2026-11-20", "--data", str(data)]) == 1
    told = capsys.readouterr().out
    assert "short" in told
    assert "(gateway nothing, bureau 400.00, kiosk 400.00)" in told


def test_a_day_without_payments_is_nobodys_trouble(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reconcile", "2026-11-19", "--data", str(data)]) == 0
    assert "2026-11-19: 0 payments" in capsys.readouterr().out


def test_the_bill_of_a_day_that_is_not_over_is_not_asked_for(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_end, "SystemClock", lambda: VirtualClock(DAY))
    monkeypatch.setattr(WeChatRail, "bill", lambda *_: pytest.fail("asked for it"))
    assert main(["reconcile", "2026-11-20", "--data", str(data)]) == 2
    assert "wechat has no bill of 2026-11-20 yet: it comes at ten the next morning" in capsys.readouterr().err


def test_a_day_to_come_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reconcile", "2999-01-01", "--data", str(data)]) == 2
    assert "has not come yet" in capsys.readouterr().err
