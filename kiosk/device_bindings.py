"""Which driver and which transport each port gets, by the settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.config import ASSETS, FOLDER
from kiosk.device_settings import (
    AlsaDevice,
    DeviceSettings,
    KeyboardScanner,
    LocalCamera,
    NetworkCamera,
    PcscDevice,
    RecordedCamera,
    SerialCodeScanner,
    SerialDevice,
    SerialIdentityCardReader,
    SerialTerminal,
    SimulatedDevice,
    TcpDevice,
    UsbDevice,
    WebSocketTerminal,
)
from kiosk.devices.driver import Driver
from kiosk.devices.drivers.announcer import LoudspeakerAnnouncer
from kiosk.devices.drivers.board import SerialIndicatorBoard
from kiosk.devices.drivers.camera import FrameCamera
from kiosk.devices.drivers.ecr_hub import EcrHubTerminal
from kiosk.devices.drivers.ecr_hub_session import EcrHubSession
from kiosk.devices.drivers.escpos import EscPosPrinter
from kiosk.devices.drivers.psam import SecurityModule
from kiosk.devices.drivers.sam import SamIdentityCardReader
from kiosk.devices.drivers.scanner import SerialScanner
from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.devices.drivers.ssse import SocialSecurityCardReader
from kiosk.devices.drivers.voices import EspeakVoice, RecordedVoice
from kiosk.devices.drivers.wlt import VendorPhotoDecoder
from kiosk.devices.ports import CameraCapabilities, DeviceKind, DeviceStatus
from kiosk.devices.simulators.board import SimulatedIndicatorBoard
from kiosk.devices.simulators.camera import SIMULATED_CAMERA, SimulatedCamera
from kiosk.devices.simulators.card_slot import CardSlot
from kiosk.devices.simulators.identity_reader import SimulatedIdentityReader
from kiosk.devices.simulators.loudspeaker import SimulatedLoudspeaker
from kiosk.devices.simulators.printer import SimulatedPrinter
from kiosk.devices.simulators.scanner import SimulatedScanner
from kiosk.devices.simulators.terminal import SimulatedTerminal
from kiosk.devices.simulators.terminal_book import AcquirerBook
from kiosk.devices.simulators.terminal_line import TerminalOnWire
from kiosk.devices.transports.device_file_stream import DeviceFileStream
from kiosk.devices.transports.keyboard_wedge import KeyboardWedge
from kiosk.devices.transports.loudspeaker import AlsaLoudspeaker
from kiosk.devices.transports.pcsc import PcscTransport
from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.devices.transports.stream import ByteStream
from kiosk.devices.transports.tcp_stream import TcpStream
from kiosk.devices.transports.video_capture import VideoCapture, network_stream, recording, video_device
from kiosk.domain.clock import Clock
from kiosk.domain.ids import Ids
from kiosk.face_analysis import FaceAnalysis
from kiosk.faces.calibration import load_calibration
from kiosk.world.camera_scene import CameraScene
from kiosk.world.world import SimulatedDevices

_SIMULATED_SCANNER = TriggerModel.HONEYWELL
_FRAMES_PER_SECOND = 30.0
_UNKNOWN_CAMERA = CameraCapabilities(width_px=0, height_px=0, frames_per_second=0.0)
"""One that gives what it likes."""


@dataclass(frozen=True, slots=True)
class Devices:
    """A driver for each port; None where the hall does without. Nothing works unless a supervisor runs it."""

    card_reader: SocialSecurityCardReader
    printer: EscPosPrinter
    payment_terminal: EcrHubTerminal | None
    code_scanner: SerialScanner | None
    identity_card_reader: SamIdentityCardReader | None
    indicator_board: SerialIndicatorBoard | None
    announcer: LoudspeakerAnnouncer | None
    camera: FrameCamera | None
    faces: FaceAnalysis | None
    keyboard: KeyboardWedge
    """Where the window puts the keys that a scanner may have typed."""

    def fitted(self) -> Mapping[DeviceKind, Driver[DeviceStatus]]:
        """Give those that the hall has; each driver's field is named as its kind."""
        every = ((kind, getattr(self, kind, None)) for kind in DeviceKind)
        return {kind: device for kind, device in every if device is not None}


def simulate_devices(clock: Clock, acquirer: Path) -> SimulatedDevices:
    """Make one of each simulator; `acquirer` is the book of the one behind the payment terminal."""
    scene = CameraScene(ASSETS / "citizens")
    terminal = SimulatedTerminal(clock, AcquirerBook(str(acquirer)))
    terminal.reverse_unfinished()  # it ends with the kiosk's process, and forgets what is on its screen
    return SimulatedDevices(
        CardSlot(),
        SimulatedPrinter(clock),
        terminal,
        SimulatedScanner(_SIMULATED_SCANNER),
        SimulatedIdentityReader(),
        board=SimulatedIndicatorBoard(clock),
        loudspeaker=SimulatedLoudspeaker(clock),
        camera=SimulatedCamera(scene),
        scene=scene,
    )


def bind_devices(settings: DeviceSettings, simulated: SimulatedDevices, clock: Clock, ids: Ids) -> Devices:
    """Give each port the driver and the transport that the settings name.

    Raises:
        ConfigError: there is no such calibration of faces, or it does not fit.
    """
    keyboard = KeyboardWedge()
    return Devices(
        card_reader=_card_reader(settings, simulated.slot, clock),
        printer=EscPosPrinter(_printer_stream(settings, simulated.printer, clock), clock),
        payment_terminal=_terminal(settings, simulated.terminal, clock, ids),
        code_scanner=_scanner(settings, simulated.scanner, keyboard, clock),
        identity_card_reader=_identity_reader(settings, simulated.identity_reader, clock),
        indicator_board=_board(settings, simulated.board, clock),
        announcer=_announcer(settings, simulated.loudspeaker, clock),
        camera=_camera(settings, simulated.camera, clock),
        faces=_faces(settings),
        keyboard=keyboard,
    )


def _card_reader(settings: DeviceSettings, slot: CardSlot, clock: Clock) -> SocialSecurityCardReader:
    match settings.card_reader:
        case PcscDevice(reader=name, psam_reader=psam):
            module = SecurityModule(PcscTransport(psam), clock) if psam else None
            return SocialSecurityCardReader(PcscTransport(name), clock, module)
        case _:
            return SocialSecurityCardReader(slot, clock)


def _printer_stream(settings: DeviceSettings, printer: SimulatedPrinter, clock: Clock) -> ByteStream:
    match settings.printer:
        case SerialDevice(path=path, baud=baud):
            return SerialStream(path, baud)
        case UsbDevice(path=path):
            return DeviceFileStream(path, clock)
        case TcpDevice(host=host, port=port):
            return TcpStream(host, port)
        case _:
            return printer.stream()


def _terminal(
    settings: DeviceSettings, simulated: SimulatedTerminal, clock: Clock, ids: Ids
) -> EcrHubTerminal | None:
    match settings.payment_terminal:
        case SerialTerminal(path=path, baud=baud, app_id=app_id):
            return EcrHubTerminal(EcrHubSession(SerialStream(path, baud), clock), clock, ids, app_id)
        case WebSocketTerminal(url=url, app_id=app_id):
            # Only such a terminal pays at every start for what this imports.
            from kiosk.devices.transports.websocket_link import WebSocketLink  # noqa: PLC0415

            return EcrHubTerminal(WebSocketLink(url, clock), clock, ids, app_id)
        case SimulatedDevice():
            session = EcrHubSession(TerminalOnWire(simulated).stream(), clock)
            return EcrHubTerminal(session, clock, ids, "simulated")
        case None:
            return None


def _scanner(
    settings: DeviceSettings, simulated: SimulatedScanner, keyboard: KeyboardWedge, clock: Clock
) -> SerialScanner | None:
    match settings.code_scanner:
        case SerialCodeScanner(path=path, baud=baud, trigger=trigger):
            return SerialScanner(SerialStream(path, baud), clock, trigger)
        case KeyboardScanner():
            return SerialScanner(keyboard.stream(), clock, TriggerModel.NONE)
        case SimulatedDevice():
            return SerialScanner(simulated.stream(), clock, _SIMULATED_SCANNER)
        case None:
            return None


def _identity_reader(
    settings: DeviceSettings, simulated: SimulatedIdentityReader, clock: Clock
) -> SamIdentityCardReader | None:
    match settings.identity_card_reader:
        case SerialIdentityCardReader(path=path, baud=baud, photo_library=library):
            decoder = VendorPhotoDecoder(Path(library), clock) if library else None
            return SamIdentityCardReader(SerialStream(path, baud), clock, decoder)
        case SimulatedDevice():
            return SamIdentityCardReader(simulated.stream(), clock)
        case None:
            return None


def _board(
    settings: DeviceSettings, simulated: SimulatedIndicatorBoard, clock: Clock
) -> SerialIndicatorBoard | None:
    match settings.indicator_board:
        case SerialDevice(path=path, baud=baud):
            return SerialIndicatorBoard(SerialStream(path, baud), clock)
        case SimulatedDevice():
            return SerialIndicatorBoard(simulated.stream(), clock)
        case None:
            return None


def _announcer(
    settings: DeviceSettings, simulated: SimulatedLoudspeaker, clock: Clock
) -> LoudspeakerAnnouncer | None:
    match settings.announcer:
        case AlsaDevice(device=device, volume=volume):
            voices = RecordedVoice(ASSETS / "sounds"), EspeakVoice()
            return LoudspeakerAnnouncer(voices, AlsaLoudspeaker(device), clock, volume)
        case SimulatedDevice():
            return LoudspeakerAnnouncer([simulated], simulated, clock, volume=100)
        case None:
            return None


def _camera(settings: DeviceSettings, simulated: SimulatedCamera, clock: Clock) -> FrameCamera | None:
    match settings.camera:
        case LocalCamera(path=path, width_px=width, height_px=height):
            wanted = CameraCapabilities(width, height, _FRAMES_PER_SECOND)
            return FrameCamera(VideoCapture(video_device(path, wanted)), clock, wanted)
        case NetworkCamera(url=url):
            return FrameCamera(VideoCapture(network_stream(url)), clock, _UNKNOWN_CAMERA)
        case RecordedCamera(path=path, frames_per_second=rate):
            return FrameCamera(VideoCapture(recording(Path(path), rate)), clock, _UNKNOWN_CAMERA)
        case SimulatedDevice():
            return FrameCamera(simulated.stream(clock), clock, SIMULATED_CAMERA)
        case None:
            return None


def _faces(settings: DeviceSettings) -> FaceAnalysis | None:
    if settings.faces is None or settings.camera is None or isinstance(settings.camera, RecordedCamera):
        return None
    calibration = FOLDER / "calibrations" / f"{settings.faces.calibration}.toml"
    load_calibration(calibration)  # what is wrong with it is said at the start, and not to a citizen
    return FaceAnalysis(FOLDER / "faces.toml", calibration)
