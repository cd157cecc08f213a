"""Which driver and which transport a port gets is a matter of one table in the settings."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import pytest

from kiosk.config import FOLDER, load_settings
from kiosk.device_bindings import Devices, bind_devices, simulate_devices
from kiosk.devices.ports import DeviceState, PaperDocument, Printed, ScannedCode, TextLine
from kiosk.devices.simulators.printer import SimulatedPrinter
from kiosk.devices.simulators.serial_port import OnSerialLine
from kiosk.domain.ids import Ids
from kiosk.domain.secret import Secret
from tests.devices.waiting import DaemonClock, running, until

CODE = "134650215877402318"


@asynccontextmanager
async def bound(folder: Path, **tables: str) -> AsyncIterator[Devices]:
    """Bind the devices of the simulator's settings, with the tables of some of them written anew."""
    text = (FOLDER / "simulator.toml").read_text("utf-8")
    for name, table in tables.items():
        head, _, rest = text.partition(f"[{name}]\n")
        assert rest, f"no table {name}"
        text = head + f"[{name}]\n{table}\n" + rest[rest.index("\n[") :]
    path, clock = folder / "mine.toml", DaemonClock()
    path.write_text(text, "utf-8")
    simulated = simulate_devices(clock, folder / "acquirer.db")
    try:
        yield bind_devices(load_settings(path), simulated, clock, Ids(clock, Random(1).randbytes))
    finally:
        simulated.terminal.book.close()


def test_a_printer_on_usb_is_one(tmp_path: Path) -> None:
    async def visit() -> None:
        printer = SimulatedPrinter()
        with OnSerialLine(printer) as line:
            table = f'transport = "usb"\npath = "{line.path}"'
            async with bound(tmp_path, printer=table) as devices, running(devices.printer):
                await until(devices.printer.changes(), lambda status: status.device is DeviceState.ONLINE)
                assert await devices.printer.print_document(document, 10) == Printed()
        assert printer.printed[0].lines == ("缴费凭证",)

    document = PaperDocument((TextLine("缴费凭证"),))
    asyncio.run(visit())


def test_a_scanner_that_types_is_one(tmp_path: Path) -> None:
    async def visit() -> None:
        async with bound(tmp_path, code_scanner='transport = "keyboard"') as devices:
            scanner = devices.code_scanner
            assert scanner is not None
            async with running(scanner):
                await until(scanner.changes(), lambda status: status.device is DeviceState.ONLINE)
                scan = asyncio.create_task(scanner.scan(10))
                await asyncio.sleep(0)
                for number, key in enumerate(CODE + "\r"):
                    devices.keyboard.press(key, number * 0.004)
                assert await scan == ScannedCode(Secret(CODE))

    asyncio.run(visit())


def test_a_psam_and_a_vendors_library_are_a_word_each(tmp_path: Path) -> None:
    pytest.importorskip("smartcard.scard", reason="needs the PC/SC library")

    async def visit() -> None:
        card = 'transport = "pcsc"\nreader = "A"\npsam_reader = "B"'
        identity = 'transport = "serial"\npath = "/dev/null"\nphoto_library = "/opt/libwlt.so"'
        async with bound(tmp_path, card_reader=card, identity_card_reader=identity) as devices:
            assert devices.identity_card_reader is not None

    asyncio.run(visit())
