"""Finds out which device is at which port, while no kiosk is using them."""

import errno
import os
import termios
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import serial
from serial.tools import list_ports

from kiosk.devices.ports import DeviceKind
from kiosk.devices.probes import PROBES, Answer, Probe
from kiosk.devices.transports.lost import DeviceLostError
from kiosk.devices.transports.pcsc_readers import pcsc_readers

_LONGEST_ANSWER = 4096
_WRITE_SECONDS = 0.5
_BY_ID = Path("/dev/serial/by-id")
_USB = Path("/dev/usb")
_VIDEO = Path("/dev")
_MOST_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Detected:
    """What was found at one port."""

    port: str
    """A device file, or the name of a card reader."""
    kind: DeviceKind | None
    """None if nothing there answered as one of our devices does."""
    found: str
    """What it is, or why it is not known, for a technician."""
    settings: tuple[str, ...] = ()
    """The lines for the kiosk's settings."""


def detect(paths: Iterable[str]) -> Sequence[Detected]:
    """Ask at every serial port of the machine and at `paths`, all at the same time, and list the rest.

    Takes some ten seconds at the most, however many ports there are.
    """
    listed = (port.device for port in list_ports.comports())
    # A device has one line and may have many names, such as those of /dev/serial/by-id.
    ports = sorted({os.path.realpath(path): path for path in (*listed, *paths)}.values())
    with ThreadPoolExecutor(_MOST_AT_ONCE) as threads:
        serial_devices = list(threads.map(_ask_at, ports))
    return [*serial_devices, *_printers_on_usb(), *_card_readers(), *_cameras()]


class PortInUseError(OSError):
    """A running kiosk, or another program, has the serial port for itself."""


def ask(path: str, baud: int, probe: Probe) -> Answer | None:
    """Ask one question at a serial port, or at one of the network by a URL `socket://host:port`.

    Gives what answered, or None if nothing did that we know.

    Raises:
        PortInUseError: another program has the port.
        OSError: it cannot be used; its `strerror` says why.
    """
    try:
        with serial.serial_for_url(
            path, baud, timeout=probe.seconds, write_timeout=_WRITE_SECONDS, exclusive=True
        ) as port:
            port.reset_input_buffer()
            port.write(probe.question)
            answer = port.read(_LONGEST_ANSWER)
    except (serial.SerialException, termios.error, ValueError) as error:
        raise _below(error) from error
    # What was sent comes back from a line whose two wires are joined.
    return None if answer.startswith(probe.question) else probe.understand(answer)


def _below(error: BaseException) -> OSError:
    """Give the error that one of pyserial has wrapped, for its words are quoted there twice over."""
    while error.__context__ is not None:
        error = error.__context__
    match error:
        case BlockingIOError():
            return PortInUseError(error.errno, error.strerror)
        case termios.error():
            return OSError(errno.ENOTTY, "it is no serial port")
        case OSError(strerror=str()):
            return error
        case _:
            return OSError(errno.EINVAL, str(error))


def group_of(path: Path) -> str:
    """Name the group that a device file belongs to, or give its number if it has no name."""
    try:
        return path.group()
    except KeyError:
        return str(path.stat().st_gid)


def _ask_at(path: str) -> Detected:
    try:
        for probe in PROBES:
            for baud in probe.bauds:
                if answer := ask(path, baud, probe):
                    found = f"{answer.found}: {answer.fault}" if answer.fault else answer.found
                    return Detected(path, probe.kind, found, _serial_table(probe, path, baud))
    except PortInUseError:
        return Detected(path, None, "in use by another program; stop the kiosk to have it asked")
    except PermissionError:
        group = group_of(Path(path))
        return Detected(path, None, f"may not be opened by this account; add it to the group {group}")
    except OSError as error:
        return Detected(path, None, f"cannot be asked ({error.strerror})")
    return Detected(path, None, "nothing that we know answered")


def _serial_table(probe: Probe, path: str, baud: int) -> tuple[str, ...]:
    words = {"transport": "serial", "path": _lasting_name(path)}
    lines = [f'{key} = "{word}"' for key, word in (words | dict(probe.settings)).items()]
    return f"[{probe.kind}]", *lines, f"baud = {baud}"


def _lasting_name(path: str) -> str:
    """Give the name that a USB device keeps at whatever socket and in whatever order it is plugged in."""
    links = sorted(_BY_ID.glob("*")) if _BY_ID.is_dir() else []
    return next((str(link) for link in links if link.resolve() == Path(path).resolve()), path)


def _card_readers() -> Sequence[Detected]:
    kind = DeviceKind.CARD_READER
    try:
        readers = pcsc_readers()
    except ImportError as error:
        return [Detected("PC/SC", None, f"the PC/SC library is missing ({error})")]
    except DeviceLostError as error:
        return [Detected("PC/SC", None, str(error))]
    return [
        Detected(reader, kind, "a card reader", (f"[{kind}]", 'transport = "pcsc"', f'reader = "{reader}"'))
        for reader in readers
    ]


def _printers_on_usb() -> Sequence[Detected]:
    kind = DeviceKind.PRINTER
    return [
        Detected(str(path), kind, "a printer on USB", (f"[{kind}]", 'transport = "usb"', f'path = "{path}"'))
        for path in sorted(_USB.glob("lp*"))
    ]


def _cameras() -> Sequence[Detected]:
    kind = DeviceKind.CAMERA
    found = "a camera, or another device for video"
    return [
        Detected(str(path), kind, found, (f"[{kind}]", 'transport = "v4l2"', f'path = "{path}"'))
        for path in sorted(_VIDEO.glob("video*"))
    ]
