"""Detection asks at every port, and nothing that it asks does anything."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from serial.tools import list_ports

from kiosk.devices import detection
from kiosk.devices.detection import Detected, detect
from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.devices.ports import DeviceKind
from kiosk.devices.simulators.board import SimulatedIndicatorBoard
from kiosk.devices.simulators.identity_reader import SimulatedIdentityReader
from kiosk.devices.simulators.printer import SimulatedPrinter
from kiosk.devices.simulators.scanner import SimulatedScanner
from kiosk.devices.simulators.serial_port import OnSerialLine, WiredDevice
from kiosk.devices.simulators.terminal import SimulatedTerminal
from kiosk.devices.simulators.terminal_line import TerminalOnWire
from kiosk.world.clock import VirtualClock

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


class Silent:
    """A device of a kind that nobody knows."""

    def receive(self, data: bytes) -> None:
        pass

    def attach(self, answer: Callable[[bytes], None]) -> None:
        pass


class Echo:
    """A line whose two wires are joined."""

    def receive(self, data: bytes) -> None:
        self._answer(data)

    def attach(self, answer: Callable[[bytes], None]) -> None:
        self._answer = answer


@pytest.fixture(autouse=True)
def _only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the ports of this machine alone."""
    monkeypatch.setattr(list_ports, "comports", list)


@pytest.fixture
def lines() -> Iterator[Callable[[WiredDevice], str]]:
    with ExitStack() as stack:
        yield lambda device: stack.enter_context(OnSerialLine(device)).path


Lines = Callable[[WiredDevice], str]


def at(path: str, detected: list[Detected]) -> Detected:
    return next(one for one in detected if one.port == path)


def test_every_device_on_a_serial_line_is_told_from_the_others(lines: Lines) -> None:
    devices: dict[DeviceKind, WiredDevice] = {
        DeviceKind.PRINTER: SimulatedPrinter(),
        DeviceKind.IDENTITY_CARD_READER: SimulatedIdentityReader(),
        DeviceKind.PAYMENT_TERMINAL: TerminalOnWire(SimulatedTerminal(VirtualClock(NOON))),
        DeviceKind.CODE_SCANNER: SimulatedScanner(TriggerModel.NEWLAND),
        DeviceKind.INDICATOR_BOARD: SimulatedIndicatorBoard(VirtualClock(NOON)),
    }
    paths = {kind: lines(device) for kind, device in devices.items()}
    detected = list(detect(paths.values()))
    assert {kind: at(path, detected).kind for kind, path in paths.items()} == {kind: kind for kind in paths}


def test_a_board_is_found_by_the_name_that_it_gives(lines: Lines) -> None:
    path = lines(SimulatedIndicatorBoard(VirtualClock(NOON)))
    assert at(path, list(detect([path]))).found == "an indicator board (Simulated 1.0)"


@pytest.mark.parametrize("model", [TriggerModel.NEWLAND, TriggerModel.HONEYWELL])
def test_a_scanners_make_is_told_with_the_lines_for_the_settings(lines: Lines, model: TriggerModel) -> None:
    path = lines(SimulatedScanner(model))
    assert at(path, list(detect([path]))).settings == (
        "[code_scanner]",
        'transport = "serial"',
        f'path = "{path}"',
        f'trigger = "{model}"',
        "baud = 9600",
    )


@pytest.mark.parametrize("device", [Silent(), Echo()])
def test_what_is_none_of_our_devices_is_taken_for_none(lines: Lines, device: WiredDevice) -> None:
    path = lines(device)
    found = at(path, list(detect([path])))
    assert (found.kind, found.settings) == (None, ())


def test_a_device_of_two_names_is_asked_once(lines: Lines, tmp_path: Path) -> None:
    path, link = lines(SimulatedPrinter()), tmp_path / "usb-printer"
    link.symlink_to(path)
    assert [(one.port, one.kind) for one in detect([path, str(link)]) if one.port in {path, str(link)}] == [
        (str(link), DeviceKind.PRINTER)
    ]


def test_a_printer_that_was_asked_has_printed_nothing_and_been_asked_nothing_unknown(lines: Lines) -> None:
    printer = SimulatedPrinter()
    detect([lines(printer)])
    assert printer.printed == []
    assert printer.events == []


def test_a_terminal_that_was_asked_has_sold_nothing(lines: Lines) -> None:
    terminal = SimulatedTerminal(VirtualClock(NOON))
    detect([lines(TerminalOnWire(terminal))])
    assert terminal.waiting is None
    assert list(terminal.book.trades()) == []


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/dev/nowhere", "(No such file or directory)"),
        ("/dev/null", "(it is no serial port)"),
        ("/dev", "(Is a directory)"),
        ("gopher://printer", "(invalid URL, protocol 'gopher' not known)"),
    ],
)
def test_a_port_that_cannot_be_asked_is_told_with_the_reason_alone(path: str, reason: str) -> None:
    found = at(path, list(detect([path])))
    assert (found.kind, found.found) == (None, f"cannot be asked {reason}")


def test_a_printer_on_usb_is_listed_with_the_lines_for_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detection, "_USB", tmp_path)
    (tmp_path / "lp0").touch()
    found = at(str(tmp_path / "lp0"), list(detect([])))
    assert found.kind is DeviceKind.PRINTER
    assert found.settings == ("[printer]", 'transport = "usb"', f'path = "{tmp_path / "lp0"}"')


def test_a_camera_is_listed_with_the_lines_for_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detection, "_VIDEO", tmp_path)
    (tmp_path / "video0").touch()
    found = at(str(tmp_path / "video0"), list(detect([])))
    assert found.kind is DeviceKind.CAMERA
    assert found.settings == ("[camera]", 'transport = "v4l2"', f'path = "{tmp_path / "video0"}"')
