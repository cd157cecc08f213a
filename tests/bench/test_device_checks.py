"""What the doctor hears from a device that answers and cannot work all the same."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.bench import device_checks
from kiosk.bench.device_checks import check_device
from kiosk.bench.finding import Finding, State
from kiosk.config import FOLDER, load_settings
from kiosk.device_settings import PcscDevice, SerialDevice, SerialIdentityCardReader, TcpDevice
from kiosk.devices.ports import DeviceKind
from kiosk.devices.simulators.identity_reader import Command, SimulatedIdentityReader
from kiosk.devices.simulators.network_port import OnNetwork
from kiosk.devices.simulators.printer import SimulatedPrinter
from kiosk.devices.simulators.serial_port import OnSerialLine, WiredDevice
from kiosk.devices.transports import pcsc_readers
from tests.devices.card_desks import pcscd

SETTINGS = load_settings(FOLDER / "simulator.toml")
Plug = Callable[[WiredDevice], str]


@pytest.fixture
def plug() -> Iterator[Plug]:
    with ExitStack() as stack:
        yield lambda device: stack.enter_context(OnSerialLine(device)).path


def look_at_printer(path: str) -> Finding:
    return check_device(
        DeviceKind.PRINTER, replace(SETTINGS, printer=SerialDevice(transport="serial", path=path))
    )


def look_at_identity_reader(path: str, library: str | None = None) -> Finding:
    reader = SerialIdentityCardReader(transport="serial", path=path, photo_library=library)
    return check_device(DeviceKind.IDENTITY_CARD_READER, replace(SETTINGS, identity_card_reader=reader))


def test_a_printer_without_paper_is_a_fault_with_the_steps_of_the_catalogue(plug: Plug) -> None:
    printer = SimulatedPrinter()
    printer.take_paper_away()
    looked = look_at_printer(plug(printer))
    assert looked.state is State.FAULT
    assert "an ESC/POS printer: paper-out" in looked.found
    assert "Load 80 mm thermal paper" in looked.remedy


def test_a_printer_without_paper_is_a_fault_even_without_a_catalogue_that_fits(
    plug: Plug, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device_checks, "FOLDER", tmp_path)
    printer = SimulatedPrinter()
    printer.take_paper_away()
    assert look_at_printer(plug(printer)).state is State.FAULT


def test_a_printer_whose_paper_ends_soon_is_a_warning(plug: Plug) -> None:
    printer = SimulatedPrinter()
    printer.near_end()
    assert look_at_printer(plug(printer)).state is State.WARNING


def test_a_device_file_that_is_no_serial_port_is_told_so_in_few_words() -> None:
    looked = look_at_printer("/dev/null")
    assert looked.found == "/dev/null cannot be used (it is no serial port)"
    assert looked.remedy.startswith("correct [printer] path")


def test_a_reader_of_id_cards_whose_security_module_fails_is_a_fault(plug: Plug) -> None:
    reader = SimulatedIdentityReader()
    reader.answers[Command.STATUS] = 0x60
    looked = look_at_identity_reader(plug(reader))
    assert looked.state is State.FAULT
    assert "identity-module-error" in looked.found
    assert looked.remedy


def test_a_library_for_photographs_that_is_not_there_is_a_warning(plug: Plug) -> None:
    looked = look_at_identity_reader(plug(SimulatedIdentityReader()), "/opt/none/libwlt.so")
    assert looked.state is State.WARNING
    assert "/opt/none/libwlt.so" in looked.found
    assert "photo_library" in looked.remedy


def test_a_slot_for_the_security_module_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    pytest.importorskip("smartcard.scard", reason="needs the PC/SC library")
    bound = PcscDevice(transport="pcsc", reader="Virtual PCD 00 00", psam_reader="Virtual PCD 00 09")
    with pcscd(tmp_path / "log"):
        looked = check_device(DeviceKind.CARD_READER, replace(SETTINGS, card_reader=bound))
    assert looked.state is State.FAULT
    assert looked.remedy == "correct [card_reader] psam_reader"


def test_a_card_service_that_hangs_is_told_and_waited_for_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("smartcard.scard", reason="needs the PC/SC library")
    monkeypatch.setattr(pcsc_readers, "_LONGEST_SILENCE", 0.3)
    bound = PcscDevice(transport="pcsc")
    with pcscd(tmp_path / "log") as service:
        service.send_signal(signal.SIGSTOP)
        looked = check_device(DeviceKind.CARD_READER, replace(SETTINGS, card_reader=bound))
        service.send_signal(signal.SIGCONT)
    assert looked.state is State.FAULT
    assert "cannot be reached (it does not answer)" in looked.found


def look_at_network_printer(port: int, host: str = "127.0.0.1") -> Finding:
    printer = TcpDevice(transport="tcp", host=host, port=port)
    return check_device(DeviceKind.PRINTER, replace(SETTINGS, printer=printer))


def test_a_printer_on_the_network_is_asked_and_one_that_is_gone_a_fault() -> None:
    printer = SimulatedPrinter()
    with OnNetwork(printer) as network:
        assert look_at_network_printer(network.port).state is State.OK
        printer.open_cover()
        assert "cover-open" in look_at_network_printer(network.port).found
    looked = look_at_network_printer(network.port)
    assert looked.state is State.FAULT
    assert str(network.port) in looked.found


def test_a_port_on_the_network_at_which_no_printer_answers_is_a_warning() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        looked = look_at_network_printer(server.getsockname()[1])
    assert looked.state is State.WARNING
    assert "no printer answers" in looked.found


def test_a_printer_on_the_network_is_connected_to_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        look_at_network_printer(server.getsockname()[1])
        server.setblocking(False)
        server.accept()[0].close()
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_printer_may_have_an_address_of_ipv6() -> None:
    assert look_at_network_printer(9, "::1").found.startswith("[::1]:9 cannot be reached (")
