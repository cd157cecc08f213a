"""The simulated printer before receiptio, a printing program by other people that reads its status."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.devices.simulators.network_port import OnNetwork
from kiosk.devices.simulators.printer import SimulatedPrinter

PORT = 9100
"""The only one that it knows."""
RECEIPT = """^^^缴费凭证
城乡居民医保 | 400.00
Supplement | 50.00
^合计 | ^450.00
{code:KV1.abc.def; option:qrcode,5,m}
"""


@pytest.fixture
def printer() -> Iterator[SimulatedPrinter]:
    device = SimulatedPrinter()
    try:
        network = OnNetwork(device, PORT)
    except OSError:
        pytest.skip(f"something else listens on port {PORT}")
    with network:
        yield device


@pytest.fixture
def receiptio(tmp_path: Path) -> Callable[..., str]:
    program = shutil.which("receiptio")
    if program is None:
        pytest.skip("needs the program receiptio (npm install receiptio) on the PATH")

    def run(*options: str) -> str:
        command = [program, "-d", "127.0.0.1", "-l", "zh-hans", "-t", "5", *options]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=50, check=False)
        return (done.stdout + done.stderr).strip()

    return run


def test_another_s_program_prints_on_it_and_is_told_when_all_is_on_paper(
    printer: SimulatedPrinter, receiptio: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "receipt").write_text(RECEIPT, encoding="utf-8")
    assert receiptio("receipt") == "success"
    (paper,) = printer.printed
    texts = [line.split() for line in paper.lines]
    assert texts[0] == ["缴费凭证"]
    assert texts[1:4] == [["城乡居民医保", "400.00"], ["Supplement", "50.00"], ["合计", "450.00"]]
    text, *_ = cv2.QRCodeDetector().detectAndDecode(np.array(paper.image))
    assert text == "KV1.abc.def"
    # A word for printers of another make, by which the program tells them apart.
    assert printer.events == ["unknown bytes 1b 06", "unknown bytes 01"]


@pytest.mark.parametrize(
    ("trouble", "word"),
    [
        (SimulatedPrinter.take_paper_away, "paperempty"),
        (SimulatedPrinter.open_cover, "coveropen"),
        (SimulatedPrinter.jam, "error"),
        (SimulatedPrinter.near_end, "online"),
    ],
)
def test_another_s_program_is_told_what_is_wrong_with_it(
    printer: SimulatedPrinter,
    receiptio: Callable[..., str],
    trouble: Callable[[SimulatedPrinter], None],
    word: str,
) -> None:
    trouble(printer)
    assert receiptio("-q") == word


def test_another_s_program_is_told_that_the_paper_ran_out_while_it_printed(
    printer: SimulatedPrinter, receiptio: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "receipt").write_text(RECEIPT, encoding="utf-8")
    printer.load_paper(100)
    assert receiptio("receipt") == "paperempty"
    assert printer.printed == []
