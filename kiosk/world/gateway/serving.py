"""The simulated gateways alone, for anyone's software: `kiosk gateway serve`."""

import secrets
import signal
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.devices.simulators.terminal_book import AcquirerBook
from kiosk.domain.clock import SystemClock
from kiosk.technician_error import TechnicianError
from kiosk.world.gateway.gateway import SimulatedGateway
from kiosk.world.gateway.keys import GatewayKeys, MerchantKeys
from kiosk.world.gateway.server import GatewayServer

_ACCOUNTS = """# The simulated merchant's accounts, in the form of a kiosk's settings.
[payments]
rails = ["wechat", "alipay"]
gateway = "accounts"

[payments.wechat]
base_urls = ["{url}"]
app_id = "{wechat.app_id}"
merchant_id = "{wechat.merchant_id}"
merchant_serial = "{wechat.merchant_serial}"
merchant_private_key = "{keys}/wechat-merchant.pem"
notify_url = "https://notices.invalid/wechat"

[payments.wechat.platform_keys]
{wechat.platform_key_id} = "{keys}/wechat-platform-public.pem"

[payments.alipay]
gateway_url = "{url}/gateway.do"
app_id = "{alipay.app_id}"
private_key = "{keys}/alipay-merchant.pem"
alipay_public_key = "{keys}/alipay-platform-public.pem"
"""


@contextmanager
def serve(data: Path, port: int, seed: int, probability: float) -> Iterator[str]:
    """Serve within the block; give words on what is served where.

    Args:
        data: where trades, keys and accounts are kept.
        port: to listen at, on the loopback; 0 lets the system choose.
        seed: repeats all faults at random.
        probability: with which a call meets a fault, from 0 to 1.

    Raises:
        TechnicianError: the folder or the port cannot be used, or a file in it is spoilt.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        keys, clock = GatewayKeys.load(data / "keys"), SystemClock()
        book = AcquirerBook(str(data / "acquirer.db"))
        gateway = SimulatedGateway(data / "gateway.db", keys, clock, secrets.token_bytes, book)
    except (OSError, ValueError, sqlite3.Error) as error:
        raise TechnicianError(f"the gateway's data in {data} cannot be used: {error}") from error
    if probability:
        gateway.faults.at_random(seed, probability)
    server = GatewayServer(gateway, port)
    try:
        url = _start(server, port)
        accounts = _write_accounts(data, url, keys.merchant)
        faults = f"with probability {probability}, from the seed {seed}" if probability else "none"
        yield (
            f"The simulated gateways: WeChat Pay at {url}/v3/ and Alipay at {url}/gateway.do\n"
            f"Page to pay at: {url}/\n"
            f"Merchant's accounts and keys: {accounts}\n"
            f"Faults: {faults}\n"
            "Ctrl-C ends it."
        )
    finally:
        server.stop()
        gateway.close()
        book.close()


def catch_interrupt() -> threading.Event:
    """Have an event set, instead of dying, when Ctrl-C or the system asks the process to end."""
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    return ended


def _start(server: GatewayServer, port: int) -> str:
    try:
        return server.start()
    except OSError as error:
        message = f"port {port} of the loopback cannot be used ({error.strerror}); choose another with --port"
        raise TechnicianError(message) from error


def _write_accounts(data: Path, url: str, merchant: MerchantKeys) -> Path:
    keys, path = (data / "keys").resolve(), (data / "accounts.toml").resolve()
    _write_public(keys / "wechat-platform-public.pem", merchant.wechat.platform_public_key)
    _write_public(keys / "alipay-platform-public.pem", merchant.alipay.alipay_public_key)
    text = _ACCOUNTS.format(url=url, keys=keys.as_posix(), wechat=merchant.wechat, alipay=merchant.alipay)
    path.write_text(text, encoding="utf-8")
    return path


def _write_public(path: Path, key: RSAPublicKey) -> None:
    path.write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
