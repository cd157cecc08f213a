"""The composition root: the only place that picks concrete drivers, rails, stores and stages."""

import asyncio
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom

import httpx
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from kiosk.bureau.embedded import EmbeddedBureau
from kiosk.bureau.policies import load_policies
from kiosk.bureau.voucher_key import load_voucher_key
from kiosk.config import (
    FOLDER,
    AlipayAccount,
    PaymentSettings,
    PcscDevice,
    SerialCodeScanner,
    SerialDevice,
    SerialTerminal,
    Settings,
    SimulatedDevice,
    TcpDevice,
    WebSocketTerminal,
)
from kiosk.devices.drivers.ecr_hub import EcrHubTerminal
from kiosk.devices.drivers.ecr_hub_session import EcrHubSession
from kiosk.devices.drivers.escpos import EscPosPrinter
from kiosk.devices.drivers.sam import SamIdentityCardReader
from kiosk.devices.drivers.scanner import SerialScanner
from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.devices.drivers.ssse import SocialSecurityCardReader
from kiosk.devices.simulators.card_slot import CardSlot
from kiosk.devices.simulators.identity_reader import SimulatedIdentityReader
from kiosk.devices.simulators.printer import SimulatedPrinter
from kiosk.devices.simulators.scanner import SimulatedScanner
from kiosk.devices.simulators.terminal import SimulatedTerminal
from kiosk.devices.simulators.terminal_book import AcquirerBook
from kiosk.devices.simulators.terminal_line import TerminalOnWire
from kiosk.devices.transports.pcsc import PcscTransport
from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.devices.transports.stream import ByteStream
from kiosk.devices.transports.tcp_stream import TcpStream
from kiosk.domain.clock import AlarmClock, Clock
from kiosk.domain.ids import Ids
from kiosk.domain.orders import RailName
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.display import Display
from kiosk.flows.engine import Engine
from kiosk.flows.idle import IdleLimits
from kiosk.flows.payment import Payment, payment_flow
from kiosk.flows.render import Rendered
from kiosk.flows.services import Services
from kiosk.flows.stage import RenderingStage
from kiosk.payments.day_close import DayClose
from kiosk.payments.disk_reserve import RESERVE_BYTES, DiskReserve
from kiosk.payments.journal import Journal
from kiosk.payments.outbox import Outbox
from kiosk.payments.ports import PaymentRail
from kiosk.payments.rails.alipay import AlipayRail, AlipaySettings
from kiosk.payments.rails.alipay_certificates import AlipayCertificates
from kiosk.payments.rails.terminal import TerminalRail
from kiosk.payments.rails.wechat import WeChatRail
from kiosk.payments.rails.wechat_client import WeChatSettings
from kiosk.payments.rails.wechat_keys import read_platform_key
from kiosk.payments.settler import Settler
from kiosk.payments.timing import Timing
from kiosk.toml_file import ConfigError
from kiosk.world.citizens import enrol, load_citizens
from kiosk.world.gateway import GatewayKeys
from kiosk.world.interruptible_bureau import InterruptibleBureau
from kiosk.world.merchant import simulated_accounts
from kiosk.world.world import SimulatedDevices, World

_POLICIES = FOLDER / "policies.toml"
_CITIZENS = FOLDER / "citizens.toml"


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a kiosk runs, which a test decides for itself."""

    data: Path
    keys: Path
    clock: AlarmClock
    gateway_url: str | None
    """The simulated gateway's base address."""
    usual: Display
    catalogue: Catalogue
    transport: httpx.AsyncBaseTransport
    reserve_bytes: int = RESERVE_BYTES
    """Room on the disk that is kept for payments in flight."""


@dataclass(frozen=True, slots=True)
class Machine:
    """A kiosk put together. `run` and everything else belong on one asyncio loop."""

    engine: Engine[Payment]
    stage: RenderingStage
    settler: Settler
    rails: Mapping[RailName, PaymentRail]
    journal: Journal
    day_close: DayClose
    outbox: Outbox
    bureau: EmbeddedBureau
    line: InterruptibleBureau
    reader: SocialSecurityCardReader
    printer: EscPosPrinter
    terminal: EcrHubTerminal | None
    scanner: SerialScanner | None
    identity_reader: SamIdentityCardReader | None
    client: httpx.AsyncClient
    world: World

    async def run(self) -> None:
        """Settle what an earlier run left open, then serve citizens until cancelled."""
        self.journal.has_room()  # makes the reserve now, so that no citizen waits for it
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self.reader.run())
                tasks.create_task(self.printer.run())
                if self.terminal is not None:
                    tasks.create_task(self.terminal.run())
                if self.scanner is not None:
                    tasks.create_task(self.scanner.run())
                if self.identity_reader is not None:
                    tasks.create_task(self.identity_reader.run())
                tasks.create_task(self.settler.run())
                tasks.create_task(self.day_close.run())
                tasks.create_task(self.outbox.run())
                tasks.create_task(self.engine.run(self.settler.recover()))
        finally:
            await self.close()

    async def close(self) -> None:
        """Let go of the line and the files."""
        await self.client.aclose()
        self.journal.close()
        self.bureau.close()
        self.world.devices.terminal.book.close()


def assemble(settings: Settings, place: Place, hand_on: Callable[[Rendered], None]) -> Machine:
    """Put a kiosk together from its settings; called on the loop it will run on.

    Args:
        hand_on: takes each page, rendered, such as a window's bridge.

    Raises:
        JournalError: the journal cannot be trusted or another kiosk has it.
        ConfigError: a config file does not fit.
        StoreUnavailableError: the bureau's store cannot be opened.
    """
    clock, catalogue = place.clock, place.catalogue
    ids = Ids(clock, secrets.token_bytes)
    # Whatever can be wrong with the settings is found before any file is locked.
    client = httpx.AsyncClient(transport=place.transport)
    rails = _rails(settings, place, client)
    citizens, policies = load_citizens(_CITIZENS), load_policies(_POLICIES)
    voucher_key = load_voucher_key(place.keys)

    place.data.mkdir(parents=True, exist_ok=True)
    reserve = DiskReserve(place.data / "journal.db.reserve", place.reserve_bytes)
    journal = Journal(place.data / "journal.db", clock, ids.ulid(), reserve=reserve)
    bureau = EmbeddedBureau(place.data / "bureau.db", clock, ids, voucher_key, settings.hall.kiosk_number)
    enrol(bureau.store, citizens, policies, clock.now().date())
    line = InterruptibleBureau(bureau)

    slot, simulated_printer = CardSlot(), SimulatedPrinter(clock)
    reader = SocialSecurityCardReader(_card_transport(settings, slot), clock)
    printer = EscPosPrinter(_printer_stream(settings, simulated_printer), clock)
    simulated_terminal = SimulatedTerminal(clock, AcquirerBook(str(place.data / "acquirer.db")))
    terminal = _terminal(settings, simulated_terminal, clock, ids)
    if terminal is not None:
        rails[RailName.CARD] = TerminalRail(terminal, clock)
    simulated_scanner = SimulatedScanner(TriggerModel.HONEYWELL)
    scanner = _scanner(settings, simulated_scanner, clock)
    simulated_identity_reader = SimulatedIdentityReader()
    identity_reader = _identity_reader(settings, simulated_identity_reader, clock)
    timing = Timing()
    settler = Settler(
        journal,
        rails,
        line,
        clock,
        ids,
        timing,
        settings.hall.kiosk_number,
        SystemRandom(),
    )
    stage = RenderingStage(catalogue, hand_on)
    hall = settings.hall.shown
    services = Services(
        hall=hall,
        bureau=line,
        settler=settler,
        prints=journal,
        orders=journal,
        reader=reader,
        printer=printer,
        terminal=terminal,
        scanner=scanner,
        identity_reader=identity_reader,
        ids=ids,
        timing=timing,
        rails=settings.payments.rails,
        say=catalogue.say,
    )
    engine = Engine(payment_flow(services), stage, reader, clock, hall, IdleLimits(), place.usual)
    devices = SimulatedDevices(
        slot, simulated_printer, simulated_terminal, simulated_scanner, simulated_identity_reader
    )
    world = World(citizens, devices, bureau.store, line, clock, place.data / "papers")
    number, ends = settings.hall.kiosk_number, settings.hall.day_ends
    return Machine(
        engine=engine,
        stage=stage,
        settler=settler,
        rails=rails,
        journal=journal,
        day_close=DayClose(journal, clock, number, place.data / "day-end", ends),
        outbox=Outbox(journal, line, clock, number, SystemRandom()),
        bureau=bureau,
        line=line,
        reader=reader,
        printer=printer,
        terminal=terminal,
        scanner=scanner,
        identity_reader=identity_reader,
        client=client,
        world=world,
    )


def _card_transport(settings: Settings, slot: CardSlot) -> CardSlot | PcscTransport:
    match settings.card_reader:
        case PcscDevice(reader=name):
            return PcscTransport(name)
        case _:
            return slot


def _printer_stream(settings: Settings, printer: SimulatedPrinter) -> ByteStream:
    match settings.printer:
        case SerialDevice(path=path, baud=baud):
            return SerialStream(path, baud)
        case TcpDevice(host=host, port=port):
            return TcpStream(host, port)
        case _:
            return printer.stream()


def _terminal(
    settings: Settings, simulated: SimulatedTerminal, clock: Clock, ids: Ids
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


def _scanner(settings: Settings, simulated: SimulatedScanner, clock: Clock) -> SerialScanner | None:
    match settings.code_scanner:
        case SerialCodeScanner(path=path, baud=baud, trigger=trigger):
            return SerialScanner(SerialStream(path, baud), clock, trigger)
        case SimulatedDevice():
            return SerialScanner(simulated.stream(), clock, TriggerModel.HONEYWELL)
        case None:
            return None


def _identity_reader(
    settings: Settings, simulated: SimulatedIdentityReader, clock: Clock
) -> SamIdentityCardReader | None:
    match settings.identity_card_reader:
        case SerialDevice(path=path, baud=baud):
            return SamIdentityCardReader(SerialStream(path, baud), clock)
        case SimulatedDevice():
            return SamIdentityCardReader(simulated.stream(), clock)
        case None:
            return None


def _rails(settings: Settings, place: Place, client: httpx.AsyncClient) -> dict[RailName, PaymentRail]:
    wechat, alipay = _accounts(settings, place)
    every: dict[RailName, PaymentRail] = {}
    if wechat is not None:
        every[RailName.WECHAT] = WeChatRail(wechat, client, place.clock, lambda: secrets.token_hex(16))
    if alipay is not None:
        every[RailName.ALIPAY] = AlipayRail(alipay, client, place.clock)
    return {rail: every[rail] for rail in settings.payments.rails if rail in every}


def _accounts(settings: Settings, place: Place) -> tuple[WeChatSettings | None, AlipaySettings | None]:
    """Give the accounts at the gateways: those of the settings, or the simulated merchant's."""
    if place.gateway_url is None:
        return _real_accounts(settings.payments)
    return simulated_accounts(place.gateway_url, GatewayKeys.load(place.keys).merchant)


def _real_accounts(payments: PaymentSettings) -> tuple[WeChatSettings | None, AlipaySettings | None]:
    wechat, alipay = payments.wechat, payments.alipay
    return (
        WeChatSettings(
            base_urls=wechat.base_urls,
            app_id=wechat.app_id,
            merchant_id=wechat.merchant_id,
            merchant_serial=wechat.merchant_serial,
            merchant_private_key=_private_key(wechat.merchant_private_key),
            platform_keys={
                key_id: _platform_key(key_id, path) for key_id, path in wechat.platform_keys.items()
            },
            notify_url=wechat.notify_url,
        )
        if wechat
        else None,
        AlipaySettings(
            gateway_url=alipay.gateway_url,
            app_id=alipay.app_id,
            private_key=_private_key(alipay.private_key),
            alipay_public_key=_alipay_public_key(alipay),
        )
        if alipay
        else None,
    )


def _private_key(path: str) -> RSAPrivateKey:
    key = _read_key(path, lambda pem: load_pem_private_key(pem, password=None))
    if not isinstance(key, RSAPrivateKey):
        raise ConfigError(Path(path), None, "is not an RSA private key in PEM form")
    return key


def _public_key(path: str) -> RSAPublicKey:
    key = _read_key(path, load_pem_public_key)
    if not isinstance(key, RSAPublicKey):
        raise ConfigError(Path(path), None, "is not an RSA public key in PEM form")
    return key


def _alipay_public_key(account: AlipayAccount) -> RSAPublicKey | AlipayCertificates:
    if (files := account.certificates) is None:
        return _public_key(account.alipay_public_key or "")
    paths = [Path(path) for path in (files.application, files.alipay, files.root)]
    try:
        return AlipayCertificates.read(*(path.read_bytes() for path in paths))
    except OSError as error:
        path = Path(error.filename)
        raise ConfigError(path, None, f"the certificate cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise ConfigError(paths[0].parent, None, f"{error}; take the file that Alipay hands out") from error


def _platform_key(key_id: str, path: str) -> RSAPublicKey:
    try:
        return read_platform_key(key_id, Path(path).read_bytes())
    except OSError as error:
        raise ConfigError(Path(path), None, f"the key cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise ConfigError(Path(path), None, str(error)) from error


def _read_key(path: str, read: Callable[[bytes], object]) -> object:
    try:
        return read(Path(path).read_bytes())
    except OSError as error:
        raise ConfigError(Path(path), None, f"the key cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise ConfigError(Path(path), None, "is not a key in PEM form") from error
