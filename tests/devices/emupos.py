"""emupos, an emulator of printers and scanners by other people, as a program beside the tests."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from kiosk.devices.simulators.printer import SimulatedPrinter
from kiosk.devices.simulators.scanner import SimulatedScanner

EMUPOS = "emupos"
CONFIGURATION = """
schema: 1
api: {{port: {api}}}
devices:
  - {{id: front, type: printer, profile: epson-tm-t20iii, job_idle_timeout_ms: 200, receipts_dir: ./receipts,
     connections: [{{tcp: {{port: {printer}}}}}, {{serial: {{pty: true}}}}]}}
  - {{id: qr, type: scanner, mode: serial, connections: [{{serial: {{pty: true}}}}]}}
"""


_RECOVER = "10 05 02"
"""DLE ENQ, to leave an error: emupos knows errors that go by themselves only."""
_BUTTONS = {
    "take_paper_away": ("PUT", "paper-out"),
    "load_paper": ("DELETE", "paper-out"),
    "open_cover": ("PUT", "cover-open"),
    "close_cover": ("DELETE", "cover-open"),
    "near_end": ("PUT", "paper-near-end"),
}
_PAPERS = {"printed", "events"}
_NOTHING_TO_DO = {"clear_jam"}


class PrinterAndWitness:
    """The printer, handled like a simulated one that listens to what is said to it.

    Whoever does what this printer cannot skips the test; so below.
    """

    def __init__(self, address: str, witness: SimulatedPrinter) -> None:
        self._address = address
        self._witness = witness

    def __getattr__(self, name: str) -> object:
        if name in _PAPERS:
            return getattr(self._witness, name)
        if name not in _BUTTONS.keys() | _NOTHING_TO_DO:
            pytest.skip(f"the printer of emupos has no {name}")

        def act(*values: object) -> None:
            if values:
                pytest.skip(f"the printer of emupos has no {name} of {values}")
            if name in _BUTTONS:
                method, fault = _BUTTONS[name]
                httpx.request(method, f"{self._address}/front/faults/{fault}").raise_for_status()
            getattr(self._witness, name)()

        return act


class ScannerAndWitness:
    """The scanner, which reads what is held before it once, and does so whether it was told to or not."""

    def __init__(self, address: str, witness: SimulatedScanner) -> None:
        self._address = address
        self._witness = witness

    def __getattr__(self, name: str) -> object:
        if name != "reading":
            pytest.skip(f"the scanner of emupos has no {name}")
        return self._witness.reading

    def hold(self, code: str, encoding: str = "utf-8") -> None:
        if encoding != "utf-8":
            pytest.skip(f"the scanner of emupos has no {encoding}")
        self._witness.hold(code)
        scan = {"data": code, "countdown_seconds": 0}
        httpx.post(f"{self._address}/qr/scans", json=scan).raise_for_status()

    def take_away(self) -> None:
        self._witness.take_away()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@contextmanager
def emupos(folder: Path) -> Iterator[tuple[int, str]]:
    """Run it, and give the printer's port and the address of all buttons; or skip and say why.

    The device files of printer and scanner are `emupos/front` and `emupos/qr` in the folder.
    """
    program = _program()
    printer, api = free_port(), free_port()
    (folder / "emupos.yaml").write_text(CONFIGURATION.format(printer=printer, api=api))
    log = folder / "log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [program, "run"],
            cwd=folder,
            stdout=output,
            stderr=output,
            env={**os.environ, "TMPDIR": str(folder)},
        ) as run,
    ):
        address = f"http://127.0.0.1:{api}/api/v1/devices"
        try:
            while not _answers(address):
                if run.poll() is not None:
                    pytest.skip(f"emupos ended at once: {log.read_text(errors='replace')[-300:]}")
                with suppress(subprocess.TimeoutExpired):
                    run.wait(0.1)
            yield printer, address
        finally:
            run.terminate()
    unknown = {line.split("unknown bytes ")[-1] for line in log.read_text().splitlines() if "unknown" in line}
    assert unknown <= {_RECOVER}


def _program() -> str:
    program = shutil.which("emupos")
    if program is None:
        pytest.skip("needs the program emupos on the PATH; it runs on Python 3.13 or newer")
    return program


def _answers(address: str) -> bool:
    try:
        return httpx.get(address).is_success
    except httpx.TransportError:
        return False
