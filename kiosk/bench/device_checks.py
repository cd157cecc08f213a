"""What the doctor asks of the devices; none of them moves."""

import os
import shutil
import socket
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.bench.finding import Finding, State, fault, ok
from kiosk.device_settings import (
    AlsaDevice,
    DeviceSettings,
    KeyboardScanner,
    PcscDevice,
    SerialCodeScanner,
    SerialDevice,
    SerialTerminal,
    TcpDevice,
    UsbDevice,
    WebSocketTerminal,
)

_CONNECT_SECONDS = 2.0
_WEBSOCKET_PORTS = {"ws": 80, "wss": 443}


def check_card_reader(settings: DeviceSettings) -> Finding:
    """Ask the PC/SC service for the reader.

    Raises:
        ImportError: the PC/SC library is missing.
    """
    match settings.card_reader:
        case PcscDevice(reader=name):
            return _check_pcsc(name or "")
        case _:
            return ok("card reader", "simulated")


def _check_pcsc(name: str) -> Finding:
    from smartcard import scard  # noqa: PLC0415 needs the PC/SC library of the system

    result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    if result != scard.SCARD_S_SUCCESS:
        reason = scard.SCardGetErrorMessage(result).rstrip(".")
        remedy = "install and start it: apt-get install pcscd; systemctl start pcscd"
        return fault("card reader", f"the PC/SC service cannot be reached ({reason})", remedy)
    try:
        _, readers = scard.SCardListReaders(context, [])
    finally:
        scard.SCardReleaseContext(context)
    if not readers:
        return fault("card reader", "none is plugged in", "check its cable and its driver, such as libccid")
    found = ", ".join(readers)
    if not any(reader.startswith(name) for reader in readers):
        return fault("card reader", f"none begins with '{name}': {found}", "correct [card_reader] reader")
    return ok("card reader", found)


def check_printer(settings: DeviceSettings) -> Finding:
    """See whether the way to the printer is open."""
    match settings.printer:
        case SerialDevice(path=path):
            return _check_serial("printer", Path(path))
        case UsbDevice(path=path):
            return _check_serial("printer", Path(path))
        case TcpDevice(host=host, port=port):
            return _check_tcp("printer", host, port)
        case _:
            return ok("printer", "simulated")


def check_payment_terminal(settings: DeviceSettings) -> Finding:
    """See whether the way to the payment terminal is open."""
    name = "payment_terminal"
    match settings.payment_terminal:
        case SerialTerminal(path=path):
            return _check_serial(name, Path(path))
        case WebSocketTerminal(url=url):
            address = urlsplit(url)
            return _check_tcp(name, address.hostname or "", address.port or _WEBSOCKET_PORTS[address.scheme])
        case None:
            return ok(name, "there is none")
        case _:
            return ok(name, "simulated")


def check_code_scanner(settings: DeviceSettings) -> Finding:
    """See whether the way to the code scanner is open."""
    name = "code_scanner"
    match settings.code_scanner:
        case SerialCodeScanner(path=path):
            return _check_serial(name, Path(path))
        case KeyboardScanner():
            return ok(name, "types like a keyboard; only a code held before it shows whether it is there")
        case None:
            return ok(name, "there is none")
        case _:
            return ok(name, "simulated")


def check_identity_card_reader(settings: DeviceSettings) -> Finding:
    """See whether the way to the reader of ID cards is open."""
    name = "identity_card_reader"
    match settings.identity_card_reader:
        case SerialDevice(path=path):
            return _check_serial(name, Path(path))
        case None:
            return ok(name, "there is none")
        case _:
            return ok(name, "simulated")


def check_indicator_board(settings: DeviceSettings) -> Finding:
    """See whether the way to the indicator board is open."""
    name = "indicator_board"
    match settings.indicator_board:
        case SerialDevice(path=path):
            return _check_serial(name, Path(path))
        case None:
            return ok(name, "there is none")
        case _:
            return ok(name, "simulated")


def check_announcer(settings: DeviceSettings) -> Finding:
    """See whether there are programs to speak and to play; only playing shows whether there is a card."""
    name = "announcer"
    match settings.announcer:
        case AlsaDevice(device=device):
            if shutil.which("aplay") is None:
                return fault(name, "there is no aplay to play sounds with", "apt-get install alsa-utils")
            if shutil.which("espeak-ng") is None:
                return Finding(name, State.WARNING, "only recordings are said", "apt-get install espeak-ng")
            return ok(name, f"speaks through {device}")
        case None:
            return ok(name, "there is none")
        case _:
            return ok(name, "simulated")


def _check_serial(name: str, path: Path) -> Finding:
    if not path.is_char_device():
        return fault(name, f"there is no device {path}", f"check its cable and [{name}] path")
    if not os.access(path, os.R_OK | os.W_OK):
        remedy = f"add the kiosk's account to the group {path.group()}"
        return fault(name, f"{path} may not be opened by this account", remedy)
    return ok(name, str(path))


def _check_tcp(name: str, host: str, port: int) -> Finding:
    try:
        socket.create_connection((host, port), _CONNECT_SECONDS).close()
    except OSError as error:
        remedy = "switch it on, check cable and address; stop a kiosk that is using it"
        return fault(name, f"{host}:{port} cannot be reached ({error})", remedy)
    return ok(name, f"{host}:{port} answers")
