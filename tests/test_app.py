"""The composition root: what the settings say is what the kiosk is made of."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from kiosk.app import Machine, Place, assemble
from kiosk.config import (
    ASSETS,
    FOLDER,
    AlipayCertificateFiles,
    Settings,
    load_settings,
)
from kiosk.device_settings import PcscDevice, TcpDevice
from kiosk.devices.ports import DeviceState
from kiosk.devices.simulators.network_port import OnNetwork
from kiosk.devices.simulators.printer import SimulatedPrinter
from kiosk.domain.clock import SystemClock
from kiosk.domain.orders import RailName
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.display import Display
from kiosk.flows.render import Rendered
from kiosk.toml_text import ConfigError


def put_together(
    settings: Settings,
    data: Path,
    keys: Path,
    gateway_url: str | None = "http://x",
    hand_on: Callable[[Rendered], None] = lambda _: None,
) -> Machine:
    """Put a kiosk together on the machine's own time."""
    catalogue = Catalogue(ASSETS / "translations")
    transport = httpx.AsyncHTTPTransport()
    place = Place(data, keys, SystemClock(), gateway_url, Display(), catalogue, transport, reserve_bytes=4096)
    return assemble(settings, place, hand_on)


def close(machine: Machine) -> None:
    """Let go of the files of a kiosk that never ran."""
    machine.journal.close()
    machine.bureau.close()


def test_a_printer_on_the_network_and_a_simulated_reader_are_a_matter_of_one_table(
    tmp_path: Path, keys: Path
) -> None:
    async def story() -> None:
        with OnNetwork(SimulatedPrinter()) as network:
            device = TcpDevice(transport="tcp", host="127.0.0.1", port=network.port)
            settings = replace(load_settings(FOLDER / "simulator.toml"), printer=device)
            machine = put_together(settings, tmp_path, keys)
            running = asyncio.create_task(machine.run())
            async with asyncio.timeout(10):
                async for status in machine.devices.printer.changes():
                    if status.device is DeviceState.ONLINE:
                        break
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(story())


def test_a_kiosk_starts_without_its_reader_and_says_so(tmp_path: Path, keys: Path) -> None:
    async def story() -> None:
        device = PcscDevice(transport="pcsc", reader="no such reader")
        settings = replace(load_settings(FOLDER / "simulator.toml"), card_reader=device)
        pages: asyncio.Queue[Rendered] = asyncio.Queue()
        machine = put_together(settings, tmp_path, keys, hand_on=pages.put_nowait)
        running = asyncio.create_task(machine.run())
        told = (False, "读卡器暂时不能用")
        async with asyncio.timeout(10):
            while True:
                page = await pages.get()
                ways = page["view"]["ways"] if page["screen"] == "attract" else ()
                if told in [(way["enabled"], way["reason"]) for way in ways]:
                    break
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(story())


def test_an_account_whose_key_is_missing_is_named_before_the_journal_is_opened(
    tmp_path: Path, keys: Path
) -> None:
    with pytest.raises(ConfigError, match=r"wechat-merchant\.pem"):
        put_together(load_settings(FOLDER / "hall.toml"), tmp_path, keys, gateway_url=None)
    close(put_together(load_settings(FOLDER / "simulator.toml"), tmp_path, keys))


def test_alipay_s_certificates_that_are_none_are_named_with_the_mending(tmp_path: Path, keys: Path) -> None:
    files = AlipayCertificateFiles(
        application=str(tmp_path / "application.crt"), alipay="alipay.crt", root="root.crt"
    )
    settings = load_settings(FOLDER / "hall.toml")
    assert settings.payments.alipay
    account = replace(
        settings.payments.alipay, private_key=str(keys / "alipay-merchant.pem"), alipay_public_key=None
    )
    payments = replace(
        settings.payments,
        wechat=None,
        alipay=replace(account, certificates=files),
        rails=(RailName.ALIPAY,),
    )
    with pytest.raises(ConfigError, match=r"application\.crt: the certificate cannot be read"):
        put_together(replace(settings, payments=payments), tmp_path, keys, gateway_url=None)
    for name in (files.application, files.alipay, files.root):
        (tmp_path / name).write_bytes(b"no certificate")
    files = replace(files, alipay=str(tmp_path / "alipay.crt"), root=str(tmp_path / "root.crt"))
    payments = replace(payments, alipay=replace(account, certificates=files))
    with pytest.raises(ConfigError, match="the application's certificate is not one in PEM form; take"):
        put_together(replace(settings, payments=payments), tmp_path, keys, gateway_url=None)


@pytest.mark.parametrize(
    "keys_of_alipay",
    ["", 'alipay_public_key = "a"\ncertificates = { application = "a", alipay = "b", root = "c" }'],
)
def test_an_account_at_alipay_takes_a_key_or_certificates(tmp_path: Path, keys_of_alipay: str) -> None:
    text = (FOLDER / "hall.toml").read_text()
    key = 'alipay_public_key = "keys/alipay-platform.pem"'
    assert key in text
    path = tmp_path / "hall.toml"
    path.write_text(text.replace(key, keys_of_alipay))
    with pytest.raises(ConfigError, match="either alipay_public_key or a table certificates"):
        load_settings(path)
