"""What a gateway has said stays true when the process that simulates it is killed."""

import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.world.clock import VirtualClock
from kiosk.world.gateway import GatewayKeys, LedgerRow, SimulatedGateway
from tests.world.gateway.merchant import ORDER, OTHER_ORDER, Alipay, Wechat

CHILD = f"""
import os, random, signal, sys
from datetime import datetime
from contextlib import closing
from pathlib import Path
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.orders import RailName
from kiosk.world.clock import VirtualClock
from kiosk.world.gateway import GatewayKeys, SimulatedGateway
from tests.world.gateway.merchant import Alipay, Wechat

folder = Path(sys.argv[1])
clock = VirtualClock(datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI))
keys = GatewayKeys.load(folder)
gateway = SimulatedGateway(folder / "gateway.sqlite", keys, clock, random.Random(1).randbytes)
wechat, alipay = Wechat(gateway, keys, clock), Alipay(gateway, keys, clock)
gateway.pay(RailName.WECHAT, wechat.create("{ORDER}")[1]["code_url"])
wechat.refund("R1", 15_000)
alipay.create("{OTHER_ORDER}")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_trades_refunds_and_unscanned_codes_outlive_a_kill(tmp_path: Path, clock: VirtualClock) -> None:
    root = Path(__file__).parents[3]
    child = subprocess.run([sys.executable, "-c", CHILD, str(tmp_path)], check=False, cwd=root)
    assert child.returncode == -signal.SIGKILL
    keys = GatewayKeys.load(tmp_path)
    gateway = SimulatedGateway(tmp_path / "gateway.sqlite", keys, clock, random.Random(2).randbytes)
    wechat, alipay = Wechat(gateway, keys, clock), Alipay(gateway, keys, clock)
    assert gateway.ledger() == [LedgerRow(ORDER, RailName.WECHAT, Fen(40_000), Fen(15_000))]
    assert wechat.refund("R1", 15_000)[0] == 200
    code = alipay.create(OTHER_ORDER)["qr_code"]
    gateway.pay(RailName.ALIPAY, code)
    assert [row.refunded_fen for row in gateway.ledger()] == [15_000, 0]
    gateway.close()


def test_a_file_from_before_codes_could_be_scanned_is_taken_up(
    tmp_path: Path, keys: GatewayKeys, clock: VirtualClock
) -> None:
    path = tmp_path / "gateway.sqlite"
    first = SimulatedGateway(path, keys, clock, random.Random(1).randbytes)
    first.pay(RailName.WECHAT, Wechat(first, keys, clock).create()[1]["code_url"])
    first.close()
    with closing(sqlite3.connect(path)) as database:
        database.execute("alter table trades drop column charged_at")
        database.execute("drop table payment_codes")
    second = SimulatedGateway(path, keys, clock, random.Random(2).randbytes)
    assert len(second.ledger()) == 1
    wechat = Wechat(second, keys, clock)
    assert wechat.charge(second.show_code(RailName.WECHAT), OTHER_ORDER)[1]["trade_state"] == "SUCCESS"
    second.close()
