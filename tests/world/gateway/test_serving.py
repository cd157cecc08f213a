"""`kiosk gateway serve`: a real process that anyone's software can pay at."""

import asyncio
import re
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from kiosk.domain.clock import SystemClock
from kiosk.domain.money import Fen
from kiosk.domain.orders import PaymentMode, RailName
from kiosk.payments.outcome import Open, Paid
from kiosk.payments.ports import PaymentRequest
from kiosk.payments.rails.wechat import WeChatRail
from kiosk.payments.rails.wechat_client import WeChatSettings
from kiosk.payments.rails.wechat_keys import read_platform_key
from kiosk.technician_error import TechnicianError
from kiosk.world.gateway import Phone, PhoneState
from kiosk.world.gateway.serving import serve
from tests.world.gateway.merchant import ORDER

ROOT = Path(__file__).parents[3]


@contextmanager
def process(data: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command, and give it with what it printed first."""
    command = [sys.executable, "-m", "kiosk", "gateway", "serve", "--data", str(data), *options]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        words = ""
        try:
            while "Ctrl-C" not in words:
                line = child.stdout.readline()
                assert line, child.communicate()
                words += line
            yield child, words
        finally:
            child.kill()


def wechat_account(path: Path) -> WeChatSettings:
    """Read the accounts as any merchant's software would."""
    said = tomllib.loads(path.read_text("utf-8"))["payments"]["wechat"]
    key = load_pem_private_key(Path(said["merchant_private_key"]).read_bytes(), password=None)
    assert isinstance(key, RSAPrivateKey)
    return WeChatSettings(
        base_urls=tuple(said["base_urls"]),
        app_id=said["app_id"],
        merchant_id=said["merchant_id"],
        merchant_serial=said["merchant_serial"],
        merchant_private_key=key,
        platform_keys={
            key_id: read_platform_key(key_id, Path(file).read_bytes())
            for key_id, file in said["platform_keys"].items()
        },
    )


async def pay(url: str, account: WeChatSettings) -> None:
    clock = SystemClock()
    async with httpx.AsyncClient(trust_env=False, base_url=url) as http:
        rail = WeChatRail(account, http, clock, lambda: "nonce")
        expires_at = clock.now() + timedelta(minutes=5)
        wish = PaymentRequest(ORDER, Fen(1), "社保缴费", expires_at, PaymentMode.SHOWN_CODE)
        created = await rail.create(wish)
        assert isinstance(created, Open)
        screen = await Phone(RailName.WECHAT, http).pay(created.code or "")
        assert screen.state is PhoneState.PAID
        assert isinstance(await rail.query(ORDER, Fen(1)), Paid)


def test_another_program_pays_with_the_accounts_it_is_told_of_and_ctrl_c_ends_it_cleanly(
    tmp_path: Path,
) -> None:
    with process(tmp_path) as (child, words):
        url = re.findall(r"Page to pay at: (http://127\.0\.0\.1:[0-9]+)/", words)[0]
        assert str(tmp_path / "accounts.toml") in words
        assert "Faults: none" in words
        asyncio.run(pay(url, wechat_account(tmp_path / "accounts.toml")))
        child.send_signal(signal.SIGINT)
        rest, errors = child.communicate(timeout=10)
        assert (child.returncode, rest, errors) == (0, "", "")


def test_the_served_gateway_spoils_calls_from_its_seed(tmp_path: Path) -> None:
    with serve(tmp_path, 0, seed=7, probability=1.0) as words:
        assert "with probability 1.0, from the seed 7" in words
        url = re.findall(r"Page to pay at: (\S+)/", words)[0]
        with pytest.raises((AssertionError, httpx.HTTPError)):
            asyncio.run(pay(url, wechat_account(tmp_path / "accounts.toml")))


def test_a_port_that_is_taken_is_named_with_its_mending(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        message = f"port {port} .* choose another with --port"
        with pytest.raises(TechnicianError, match=message), serve(tmp_path, port, 1, 0.0):
            pass


def test_a_spoilt_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "gateway.db").write_bytes(b"no database" * 100)
    with pytest.raises(TechnicianError, match="cannot be used"), serve(tmp_path, 0, 1, 0.0):
        pass


@pytest.mark.parametrize(
    "wrong", [["--port", "70000"], ["--port", "x"], ["--faults", "2"], ["--faults", "nan"]]
)
def test_wrong_options_are_refused_in_words(wrong: list[str]) -> None:
    command = [sys.executable, "-m", "kiosk", "gateway", "serve", *wrong]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert wrong[1] in done.stderr
    assert "Traceback" not in done.stderr
