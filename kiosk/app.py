"""The composition root: the only place that picks concrete drivers, rails, stores and stages."""

import asyncio
import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import SystemRandom

import httpx

from kiosk.bench.service.back_room import BackRoom
from kiosk.bench.service.operators import FILE_NAME as OPERATORS
from kiosk.bench.service.operators import Operators
from kiosk.bench.service.out_of_service import OutOfService
from kiosk.bench.service.recent_log import RecentLog
from kiosk.bench.service.results import ResultBook
from kiosk.bench.service.state import ServiceVisit
from kiosk.bench.service.tools import Tools
from kiosk.bureau.embedded import EmbeddedBureau
from kiosk.bureau.policies import load_policies
from kiosk.bureau.voucher_key import load_voucher_key
from kiosk.config import (
    ASSETS,
    FOLDER,
    Settings,
)
from kiosk.device_bindings import Devices, bind_devices, simulate_devices
from kiosk.devices.fault_catalogue import FaultCatalogue, load_fault_catalogue
from kiosk.devices.supervisor import Supervisor
from kiosk.domain.clock import AlarmClock
from kiosk.domain.ids import Ids
from kiosk.domain.orders import RailName
from kiosk.faces.attempt_store import AttemptStore
from kiosk.faces.rules import load_face_rules
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.display import Display
from kiosk.flows.engine import Engine
from kiosk.flows.face_services import FaceServices, Mirror, NoMirror
from kiosk.flows.flow import Flow
from kiosk.flows.guides import Guides
from kiosk.flows.payment import payment_flow
from kiosk.flows.render import Rendered
from kiosk.flows.service_switch import ServiceSwitch
from kiosk.flows.services import Services
from kiosk.flows.stage import EveryStage, RenderingStage
from kiosk.merchant_accounts import gateway_rails
from kiosk.payments.day_close import DayClose
from kiosk.payments.disk_reserve import RESERVE_BYTES, DiskReserve
from kiosk.payments.journal import Journal
from kiosk.payments.outbox import Outbox
from kiosk.payments.ports import PaymentRail
from kiosk.payments.rails.terminal import TerminalRail
from kiosk.payments.settler import Settler
from kiosk.payments.timing import Timing
from kiosk.world.bureau_clerk import BureauClerk
from kiosk.world.citizens import enrol, load_citizens
from kiosk.world.interruptible_bureau import InterruptibleBureau
from kiosk.world.world import World

_POLICIES = FOLDER / "policies.toml"
_CITIZENS = FOLDER / "citizens.toml"
_FAULTS = FOLDER / "faults.toml"


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
    mirror: Mirror = field(default_factory=NoMirror)
    """Where citizens see themselves."""
    reserve_bytes: int = RESERVE_BYTES
    """Room on the disk that is kept for payments in flight."""


@dataclass(frozen=True, slots=True)
class Machine:
    """A kiosk put together. `run` and everything else belong on one asyncio loop."""

    engine: Engine
    stage: RenderingStage
    guides: Guides
    switch: ServiceSwitch
    back_room: BackRoom
    recent_log: RecentLog
    settler: Settler
    rails: Mapping[RailName, PaymentRail]
    journal: Journal
    day_close: DayClose
    outbox: Outbox
    bureau: EmbeddedBureau
    line: InterruptibleBureau
    devices: Devices
    attempts: AttemptStore
    faults: FaultCatalogue
    supervisor: Supervisor
    client: httpx.AsyncClient
    world: World

    async def run(self) -> None:
        """Settle what an earlier run left open, then serve citizens until cancelled."""
        logging.getLogger().addHandler(self.recent_log)
        self.journal.has_room()  # makes the reserve now, so that no citizen waits for it
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self.supervisor.run())
                tasks.create_task(self.settler.run())
                tasks.create_task(self.day_close.run())
                tasks.create_task(self.outbox.run())
                tasks.create_task(self.engine.run(self.settler.recover()))
                tasks.create_task(self.guides.run())
        finally:
            await self.close()

    async def close(self) -> None:
        """Let go of the line and the files."""
        logging.getLogger().removeHandler(self.recent_log)
        await self.client.aclose()
        self.journal.close()
        self.bureau.close()
        self.attempts.close()
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
    rails = gateway_rails(settings.payments, place.keys, place.gateway_url, clock, client)
    citizens, policies = load_citizens(_CITIZENS), load_policies(_POLICIES)
    faults = load_fault_catalogue(_FAULTS)
    voucher_key = load_voucher_key(place.keys)

    place.data.mkdir(parents=True, exist_ok=True)
    reserve = DiskReserve(place.data / "journal.db.reserve", place.reserve_bytes)
    journal = Journal(place.data / "journal.db", clock, ids.ulid(), reserve=reserve)
    bureau = EmbeddedBureau(place.data / "bureau.db", clock, ids, voucher_key, settings.hall.kiosk_number)
    enrol(bureau.store, citizens, policies, clock.now().date())
    BureauClerk(bureau.store).take_up_photos(ASSETS / "citizens")
    line = InterruptibleBureau(bureau)

    simulated = simulate_devices(clock, place.data / "acquirer.db")
    devices = bind_devices(settings, simulated, clock, ids)
    if devices.payment_terminal is not None:
        rails[RailName.CARD] = TerminalRail(devices.payment_terminal, clock)
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
    attempts = AttemptStore(place.data, clock, load_face_rules(FOLDER / "faces.toml").attempts)
    stage = RenderingStage(catalogue, hand_on)
    simulated.scene.screen = lambda: _movement(stage.rendered)
    hall = settings.hall.shown
    services = Services(
        hall=hall,
        bureau=line,
        settler=settler,
        prints=journal,
        orders=journal,
        reader=devices.card_reader,
        printer=devices.printer,
        terminal=devices.payment_terminal,
        scanner=devices.code_scanner,
        identity_reader=devices.identity_card_reader,
        faces=FaceServices(devices.camera, devices.faces, attempts, place.mirror)
        if devices.camera and devices.faces
        else None,
        faults=faults,
        ids=ids,
        timing=timing,
        rails=settings.payments.rails,
        say=catalogue.say,
    )
    switch = ServiceSwitch()
    guides = Guides(devices.indicator_board, devices.announcer, switch, catalogue.say, clock)
    number, ends = settings.hall.kiosk_number, settings.hall.day_ends
    tools = Tools(
        services=services,
        supervisor=Supervisor(devices.fitted(), clock),
        journal=journal,
        day_close=DayClose(journal, clock, number, place.data / "day-end", ends),
        operators=Operators(place.data / OPERATORS, clock),
        results=ResultBook(place.data / "self-tests.json"),
        switch=switch,
        out_of_service=OutOfService(place.data / "out-of-service", switch),
        board=devices.indicator_board,
        announcer=devices.announcer,
        mirror=place.mirror,
        back_room=BackRoom(),
        recent_log=RecentLog(),
        kiosk_number=number,
        reports=place.data / "reports",
    )
    engine = Engine(
        payment_flow(services),
        partial(_service_menu, tools),
        EveryStage(stage, guides),
        devices.card_reader,
        clock,
        hall,
        place.usual,
        switch,
    )
    world = World(citizens, simulated, bureau.store, line, clock, place.data / "papers")
    return Machine(
        engine=engine,
        stage=stage,
        guides=guides,
        switch=switch,
        back_room=tools.back_room,
        recent_log=tools.recent_log,
        settler=settler,
        rails=rails,
        journal=journal,
        day_close=tools.day_close,
        outbox=Outbox(journal, line, clock, number, SystemRandom()),
        bureau=bureau,
        line=line,
        devices=devices,
        attempts=attempts,
        faults=faults,
        supervisor=tools.supervisor,
        client=client,
        world=world,
    )


def _movement(page: Rendered | None) -> str | None:
    """Give the movement that a page asks the citizen for."""
    return page["view"].get("movement") if page else None


def _service_menu(tools: Tools) -> Flow[ServiceVisit]:
    # Whoever looks after the kiosk waits for this once, and no start of a kiosk does.
    from kiosk.bench.service.flow import service_flow  # noqa: PLC0415

    return service_flow(tools)
