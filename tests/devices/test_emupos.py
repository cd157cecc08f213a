"""Printer and scanner driver before emupos, an emulator by other people."""

import asyncio
from pathlib import Path

import cv2
import httpx
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageOps

from kiosk.devices.drivers.escpos import EscPosPrinter
from kiosk.devices.drivers.escpos_encoder import draw_line
from kiosk.devices.drivers.paper_layout import CELLS, columns
from kiosk.devices.drivers.scanner import SerialScanner
from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.devices.paper_font import INK
from kiosk.devices.ports import Alignment, DeviceState, Fault, FaultCode, PaperState, Printed, ScannedCode
from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.devices.transports.stream import ByteStream
from kiosk.devices.transports.tcp_stream import TcpStream
from kiosk.domain.secret import Secret
from tests.devices.documents import titled
from tests.devices.emupos import emupos
from tests.devices.test_printer_contract import LINES, VOUCHER
from tests.devices.waiting import DaemonClock, running, until


@pytest.fixture(params=["tcp", "serial"])
def line(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


def stream(line: str, port: int, folder: Path) -> ByteStream:
    if line == "tcp":
        return TcpStream("127.0.0.1", port)
    return SerialStream(str(folder / "emupos" / "front"), 115_200)


def test_another_s_printer_understands_text_pictures_and_codes(tmp_path: Path, line: str) -> None:
    async def visit(port: int) -> None:
        driver = EscPosPrinter(stream(line, port, tmp_path), DaemonClock())
        async with running(driver):
            await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            assert await driver.print_document(VOUCHER, 10) == Printed()

    with emupos(tmp_path) as (port, _):
        asyncio.run(visit(port))
    (receipt,) = (tmp_path / "receipts").glob("*.txt")
    # It has no Chinese font and shows each byte as a character of code page 437.
    text = receipt.read_text(encoding="utf-8").encode("cp437").decode("gb18030").splitlines()
    assert [line.strip() for line in text if line and not line.startswith("[")] == list(LINES)
    picture = Image.open(receipt.with_suffix(".png")).convert("L")
    # It ends the picture at the last dot; the paper goes on to the cutter.
    code, *_ = cv2.QRCodeDetector().detectAndDecode(np.array(ImageOps.expand(picture, 40, fill=255)))
    assert code == "KV1.abc.def"
    assert contains(np.array(picture) < INK, RARE_NAME)


RARE_NAME = np.array(
    draw_line(next(columns("参保人 Insured", "𠮷田䶮", CELLS)), Alignment.LEFT, bold=False, scale=1)
)


def contains(paper: npt.NDArray[np.bool_], line: npt.NDArray[np.bool_]) -> bool:
    """Say whether a line stands on the paper, dot by dot."""
    starts = range(len(paper) - len(line) + 1)
    return any(np.array_equal(paper[top : top + len(line), : line.shape[1]], line) for top in starts)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("paper-out", FaultCode.PAPER_OUT),
        ("cover-open", FaultCode.COVER_OPEN),
        ("offline", FaultCode.PRINTER_ERROR),
    ],
)
def test_each_fault_of_another_s_printer_is_told_and_got_over(
    tmp_path: Path, line: str, fault: str, code: FaultCode
) -> None:
    async def visit(port: int, buttons: str) -> None:
        driver = EscPosPrinter(stream(line, port, tmp_path), DaemonClock())
        async with running(driver), httpx.AsyncClient() as hand:
            await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            await hand.put(f"{buttons}/front/faults/{fault}")
            refused = await driver.print_document(VOUCHER, 10)
            assert isinstance(refused, Fault)
            assert refused.code is code
            await hand.delete(f"{buttons}/front/faults/{fault}")
            assert (await driver.refresh(5)).fault is None
            assert await driver.print_document(titled("A"), 10) == Printed()

    with emupos(tmp_path) as (port, buttons):
        asyncio.run(visit(port, buttons))


def test_a_roll_that_is_low_in_another_s_printer_is_told_and_printed_on(tmp_path: Path, line: str) -> None:
    async def visit(port: int, buttons: str) -> None:
        driver = EscPosPrinter(stream(line, port, tmp_path), DaemonClock())
        async with running(driver), httpx.AsyncClient() as hand:
            await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            await hand.put(f"{buttons}/front/faults/paper-near-end")
            assert await driver.print_document(titled("A"), 10) == Printed()
            assert driver.status.paper is PaperState.LOW

    with emupos(tmp_path) as (port, buttons):
        asyncio.run(visit(port, buttons))


@pytest.mark.parametrize("model", [TriggerModel.HONEYWELL, TriggerModel.NONE])
def test_another_s_scanner_is_read(tmp_path: Path, model: TriggerModel) -> None:
    async def visit(buttons: str) -> None:
        driver = SerialScanner(SerialStream(str(tmp_path / "emupos" / "qr"), 9600), DaemonClock(), model)
        async with running(driver), httpx.AsyncClient() as hand:
            await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            for text in ("134650215877402318", "社会保障卡"):
                scan = asyncio.create_task(driver.scan(10))
                await asyncio.sleep(0)
                held = await hand.post(f"{buttons}/qr/scans", json={"data": text, "countdown_seconds": 0})
                assert held.is_success
                assert await scan == ScannedCode(Secret(text))

    with emupos(tmp_path) as (_, buttons):
        asyncio.run(visit(buttons))
