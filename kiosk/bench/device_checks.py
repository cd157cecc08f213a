"""What the doctor asks of the devices; none of them moves.

A kiosk that is running has its devices to itself: the doctor sees that, and leaves them alone.
"""

import asyncio
import os
import shutil
import socket
from functools import singledispatch
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.bench.finding import Finding, State, fault, ok, unseen
from kiosk.config import ASSETS, FOLDER
from kiosk.device_settings import (
    AlsaDevice,
    DeviceSettings,
    FaceSettings,
    KeyboardScanner,
    LocalCamera,
    NetworkCamera,
    PcscDevice,
    RecordedCamera,
    SerialDevice,
    SerialIdentityCardReader,
    TcpDevice,
    UsbDevice,
    WebSocketTerminal,
)
from kiosk.devices.detection import PortInUseError, ask, group_of
from kiosk.devices.drivers.wave_sound import silence
from kiosk.devices.fault_catalogue import load_fault_catalogue
from kiosk.devices.ports import DeviceKind, FaultCode
from kiosk.devices.probes import PROBES, Answer, Probe
from kiosk.devices.transports.lost import DeviceLostError
from kiosk.devices.transports.loudspeaker import AlsaLoudspeaker
from kiosk.devices.transports.pcsc_readers import pcsc_readers
from kiosk.domain.words import Language
from kiosk.flows.catalogue import Catalogue
from kiosk.toml_text import ConfigError

_CONNECT_SECONDS = 2.0
_PLAY_SECONDS = 5.0
_PORTS = {"ws": 80, "wss": 443, "http": 80, "https": 443, "rtsp": 554}


def check_device(kind: DeviceKind, settings: DeviceSettings) -> Finding:
    """See whether a device is where the settings say, and whether it answers if it can be asked.

    Raises:
        ImportError: the PC/SC library is missing.
    """
    try:
        return _check(getattr(settings, kind), kind)
    except OSError as error:
        return unseen(kind, error)


@singledispatch
def _check(bound: object, kind: DeviceKind) -> Finding:
    return ok(kind, "there is none" if bound is None else "simulated")


@_check.register
def _(bound: PcscDevice, kind: DeviceKind) -> Finding:
    try:
        readers = pcsc_readers()
    except DeviceLostError as error:
        remedy = "install and restart it: apt-get install pcscd; systemctl restart pcscd"
        return fault(kind, str(error), remedy)
    if not readers:
        return fault(kind, "none is plugged in", "check its cable and its driver, such as libccid")
    found = ", ".join(readers)
    for key, name in (("reader", bound.reader), ("psam_reader", bound.psam_reader)):
        if not any(reader.startswith(name or "") for reader in readers):
            return fault(kind, f"none begins with '{name}': {found}", f"correct [{kind}] {key}")
    return ok(kind, found)


@_check.register
def _(bound: SerialDevice, kind: DeviceKind) -> Finding:
    return _check_device_file(kind, Path(bound.path)) or _check_answer(kind, bound)


@_check.register
def _(bound: SerialIdentityCardReader, kind: DeviceKind) -> Finding:
    library = bound.photo_library
    if library and not Path(library).is_file():
        remedy = f"install the library of the reader's vendor, or correct [{kind}] photo_library"
        return Finding(kind, State.WARNING, f"no photograph can be shown: there is no {library}", remedy)
    return _check_device_file(kind, Path(bound.path)) or _check_answer(kind, bound)


@_check.register(UsbDevice)
@_check.register(LocalCamera)
def _(bound: UsbDevice | LocalCamera, kind: DeviceKind) -> Finding:
    works = f"{bound.path}; only its use shows whether it works"
    return _check_device_file(kind, Path(bound.path)) or ok(kind, works)


@_check.register
def _(bound: TcpDevice, kind: DeviceKind) -> Finding:
    """Connect, and ask: what is connected may be something else, or have no paper."""
    where = f"[{bound.host}]:{bound.port}" if ":" in bound.host else f"{bound.host}:{bound.port}"
    try:
        answer = ask(f"socket://{where}", 0, next(probe for probe in PROBES if probe.kind is kind))
    except OSError as error:
        return _unreachable(kind, where, error)
    if answer is None:
        remedy = "stop a kiosk that is using it, and look again; else correct [printer] host and port"
        return Finding(kind, State.WARNING, f"{where} takes a connection, and no printer answers", remedy)
    return _tell(answer, f"{where}: {answer.found}", kind)


@_check.register(WebSocketTerminal)
@_check.register(NetworkCamera)
def _(bound: WebSocketTerminal | NetworkCamera, kind: DeviceKind) -> Finding:
    address = urlsplit(bound.url)
    return _check_tcp(kind, address.hostname or "", address.port or _PORTS[address.scheme])


@_check.register
def _(_: KeyboardScanner, kind: DeviceKind) -> Finding:
    return ok(kind, "types like a keyboard; only a code held before it shows whether it is there")


@_check.register
def _(bound: AlsaDevice, kind: DeviceKind) -> Finding:
    """See whether there are programs to speak and to play, and play nothing: only that shows a card."""
    if shutil.which("aplay") is None:
        return fault(kind, "there is no aplay to play sounds with", "apt-get install alsa-utils")
    try:
        asyncio.run(asyncio.wait_for(AlsaLoudspeaker(bound.device).play(silence()), _PLAY_SECONDS))
    except (DeviceLostError, TimeoutError) as error:
        remedy = f"plug a loudspeaker in, or correct [{kind}] device: 'aplay -L' lists those that there are"
        return fault(kind, f"{bound.device} plays nothing ({str(error) or 'it hangs'})", remedy)
    if shutil.which("espeak-ng") is None:
        return Finding(kind, State.WARNING, "only recordings are said", "apt-get install espeak-ng")
    return ok(kind, f"speaks through {bound.device}")


@_check.register
def _(bound: RecordedCamera, kind: DeviceKind) -> Finding:
    there = Path(bound.path).parent.is_dir() if "%" in bound.path else Path(bound.path).is_file()
    if not there:
        return fault(kind, f"there is no recording {bound.path}", "correct [camera] path")
    remedy = "bind a camera where citizens stand"
    return Finding(kind, State.WARNING, f"plays {bound.path}, and sees nobody", remedy)


@_check.register
def _(bound: FaceSettings, kind: DeviceKind) -> Finding:
    path = FOLDER / "calibrations" / f"{bound.calibration}.toml"
    if not path.is_file():
        return fault(kind, f"there is no calibration {path}", "correct [faces] calibration")
    return ok(kind, str(path))


def _check_device_file(kind: DeviceKind, path: Path) -> Finding | None:
    if not path.is_char_device():
        remedy = f"check its cable and [{kind}] path; 'kiosk devices detect' lists what is there"
        return fault(kind, f"there is no device {path}", remedy)
    if not os.access(path, os.R_OK | os.W_OK):
        remedy = f"add the kiosk's account to the group {group_of(path)}"
        return fault(kind, f"{path} may not be opened by this account", remedy)
    return None


def _check_answer(kind: DeviceKind, line: SerialDevice) -> Finding:
    probe = next((probe for probe in PROBES if probe.kind is kind and _fits(probe, line)), None)
    if probe is None:
        return ok(kind, f"{line.path}; only its use shows whether it works")
    try:
        answer = ask(line.path, line.baud, probe)
    except PortInUseError:
        return ok(kind, f"{line.path}, in use by a running kiosk, whose service menu tells how it is")
    except OSError as error:
        remedy = f"correct [{kind}] path, or pull its cable and plug it in again"
        return fault(kind, f"{line.path} cannot be used ({error.strerror})", remedy)
    if answer is None:
        remedy = f"switch it on; see that its speed is [{kind}] baud, or run 'kiosk devices detect'"
        return fault(kind, f"nothing that we know answers at {line.path}, {line.baud} baud", remedy)
    return _tell(answer, f"{line.path}: {answer.found}", kind)


def _tell(answer: Answer, found: str, kind: DeviceKind) -> Finding:
    if answer.fault:
        return fault(kind, f"{found}: {answer.fault}", _steps(kind, answer.fault))
    if answer.paper_low:
        return Finding(kind, State.WARNING, f"{found}, its paper nearly used up", "load a new roll")
    return ok(kind, found)


def _steps(kind: DeviceKind, code: FaultCode) -> str:
    try:
        row = load_fault_catalogue(FOLDER / "faults.toml").row(kind, code)
    except ConfigError:
        return ""  # the check of the catalogue tells of it
    return Catalogue(ASSETS / "translations").say(row.steps, Language.ENGLISH).replace("\n", " ")


def _fits(probe: Probe, line: SerialDevice) -> bool:
    """Whether a question is for the device of that table: scanners of each make have their own."""
    trigger = getattr(line, "trigger", None)
    return trigger is None or probe.settings.get("trigger") == trigger


def _check_tcp(kind: DeviceKind, host: str, port: int) -> Finding:
    try:
        socket.create_connection((host, port), _CONNECT_SECONDS).close()
    except OSError as error:
        return _unreachable(kind, f"{host}:{port}", error)
    return ok(kind, f"{host}:{port} takes a connection; only its use shows whether it works")


def _unreachable(kind: DeviceKind, where: str, error: OSError) -> Finding:
    remedy = "switch it on, check cable and address; stop a kiosk that is using it"
    return fault(kind, f"{where} cannot be reached ({error.strerror or error})", remedy)
