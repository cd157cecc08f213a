"""The settings of the devices: each port's driver is bound to a transport by name.

So a mixed set-up (a real printer, a simulated reader) is a matter of one table.
"""

import re
from dataclasses import fields
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.toml_file import STRICT

_HOST = re.compile(r"[\w-]{1,63}(\.[\w-]{1,63})*\.?|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+")


def _host(name: str) -> str:
    """Refuse what is neither a name nor an address."""
    if not _HOST.fullmatch(name):
        raise ValueError("it needs the name or the address of a host, such as 192.168.1.20")
    return name


def _url(*schemes: str) -> AfterValidator:
    """Refuse a URL of any other scheme, one that leads to no host, or to a port that cannot be."""

    def check(text: str) -> str:
        if text.partition("://")[0] not in schemes:
            begins = " or ".join(f"{scheme}://" for scheme in schemes)
            raise ValueError(f"it must begin with {begins}")
        try:
            address = urlsplit(text)
        except ValueError:
            raise ValueError(
                "it has a [ without a ], or something else between them than an address"
            ) from None
        _host(address.hostname or "")
        try:
            _ = address.port
        except ValueError:
            raise ValueError("its port must be a number from 0 to 65535") from None
        return text

    return AfterValidator(check)


def _file_name(text: str) -> str:
    """Refuse what leads out of the folder of such files."""
    if not re.fullmatch(r"[a-z0-9-]+", text):
        raise ValueError("it may have small letters, digits and -, and no .toml at its end")
    return text


@dataclass(frozen=True, config=STRICT, kw_only=True)
class SimulatedDevice:
    """The byte-level simulator in this process, behind the real driver."""

    transport: Literal["simulated"]


@dataclass(frozen=True, config=STRICT, kw_only=True)
class PcscDevice:
    """A reader of the PC/SC service."""

    transport: Literal["pcsc"]
    reader: str | None = None
    """What its name begins with, if there are several."""
    psam_reader: str | None = None
    """What the name of the slot begins with that holds a PSAM, if there is one."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class SerialDevice:
    """A device on a serial line."""

    transport: Literal["serial"]
    path: str
    baud: Annotated[int, Field(ge=1200, le=921_600)] = 115_200


@dataclass(frozen=True, config=STRICT, kw_only=True)
class UsbDevice:
    """A printer on USB, by its device file."""

    transport: Literal["usb"]
    path: str = "/dev/usb/lp0"


@dataclass(frozen=True, config=STRICT, kw_only=True)
class TcpDevice:
    """A device on the network."""

    transport: Literal["tcp"]
    host: Annotated[str, AfterValidator(_host)]
    port: Annotated[int, Field(ge=1, le=65_535)] = 9100


@dataclass(frozen=True, config=STRICT, kw_only=True)
class SerialTerminal(SerialDevice):
    """A payment terminal on a serial line."""

    app_id: str
    """What the acquirer calls the program that may use it."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class SerialCodeScanner(SerialDevice):
    """A code scanner on a serial line."""

    trigger: TriggerModel
    """Whose commands it knows; `none` for one that reads all the time."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class SerialIdentityCardReader(SerialDevice):
    """A reader of resident ID cards on a serial line."""

    photo_library: str | None = None
    """The vendor's library that decodes photographs, such as `/opt/reader/libwlt.so`."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class KeyboardScanner:
    """A code scanner that is plugged in as a keyboard; it must end each code with Enter or Tab."""

    transport: Literal["keyboard"]


@dataclass(frozen=True, config=STRICT, kw_only=True)
class WebSocketTerminal:
    """A payment terminal on the network."""

    transport: Literal["websocket"]
    url: Annotated[str, _url("ws", "wss")]
    """Such as `ws://192.168.1.20:35779`."""
    app_id: str
    """What the acquirer calls the program that may use it."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class AlsaDevice:
    """A loudspeaker of the Linux sound system."""

    transport: Literal["alsa"]
    device: str = "default"
    """By the name that `aplay -L` lists it with."""
    volume: Annotated[int, Field(ge=0, le=100)] = 70
    """Percent of the loudest."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class LocalCamera:
    """A camera of this machine; nearly all on USB are such."""

    transport: Literal["v4l2"]
    path: str = "/dev/video0"
    width_px: Annotated[int, Field(ge=320, le=3840)] = 1280
    height_px: Annotated[int, Field(ge=240, le=2160)] = 720


@dataclass(frozen=True, config=STRICT, kw_only=True)
class NetworkCamera:
    """A camera on the network."""

    transport: Literal["stream"]
    url: Annotated[str, _url("rtsp", "http", "https")]
    """Such as `rtsp://192.168.1.30/live`, or MJPEG over http."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class RecordedCamera:
    """A video, or pictures numbered such as `%03d.jpg`: to look at, and never to log in with."""

    transport: Literal["file"]
    path: str
    frames_per_second: Annotated[float, Field(gt=0, le=60)] = 15


@dataclass(frozen=True, config=STRICT, kw_only=True)
class FaceSettings:
    """Logging in by face, for a kiosk with a camera."""

    calibration: Annotated[str, AfterValidator(_file_name)]
    """The thresholds: a file of config/calibrations, without `.toml`."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class DeviceSettings:
    """What stands for each port in the settings."""

    card_reader: Annotated[SimulatedDevice | PcscDevice, Field(discriminator="transport")]
    printer: Annotated[
        SimulatedDevice | SerialDevice | UsbDevice | TcpDevice, Field(discriminator="transport")
    ]
    payment_terminal: (
        Annotated[SimulatedDevice | SerialTerminal | WebSocketTerminal, Field(discriminator="transport")]
        | None
    ) = None
    """For the rail `card`; a hall may do without."""
    code_scanner: (
        Annotated[SimulatedDevice | SerialCodeScanner | KeyboardScanner, Field(discriminator="transport")]
        | None
    ) = None
    """For payment codes that phones show; a hall may do without."""
    identity_card_reader: (
        Annotated[SimulatedDevice | SerialIdentityCardReader, Field(discriminator="transport")] | None
    ) = None
    """For logging in by ID card; a hall may do without."""
    indicator_board: Annotated[SimulatedDevice | SerialDevice, Field(discriminator="transport")] | None = None
    """For guide lights, the cabinet's door and its alarm; a hall may do without."""
    announcer: Annotated[SimulatedDevice | AlsaDevice, Field(discriminator="transport")] | None = None
    """For saying aloud what stands on the screen; without it the kiosk is silent."""
    camera: (
        Annotated[
            SimulatedDevice | LocalCamera | NetworkCamera | RecordedCamera, Field(discriminator="transport")
        ]
        | None
    ) = None
    """That looks at the citizen; a hall may do without."""
    faces: FaceSettings | None = None
    """For logging in by face; it needs the camera."""

    @property
    def any_simulated(self) -> bool:
        """Whether one of them is simulated, so that only the bench can move it."""
        return any(isinstance(getattr(self, field.name), SimulatedDevice) for field in fields(DeviceSettings))
