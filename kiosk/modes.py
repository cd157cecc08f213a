"""The ways to run a kiosk: for people, or in the hands of a test runner."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import httpx

from kiosk.app import Machine, Place, assemble
from kiosk.config import ASSETS, Settings
from kiosk.devices.simulators.terminal_book import AcquirerBook
from kiosk.domain.clock import AlarmClock, Clock, SystemClock
from kiosk.domain.words import Language
from kiosk.flows.actions import Action
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.display import Display
from kiosk.flows.face_services import Mirror, NoMirror
from kiosk.flows.framing import out_of_service_page
from kiosk.flows.render import Rendered, render
from kiosk.flowtest.busy import BusyTransport
from kiosk.flowtest.control import serve
from kiosk.flowtest.control_options import Control
from kiosk.world.acts import AtKiosk
from kiosk.world.clock import VirtualClock
from kiosk.world.doing import do
from kiosk.world.gateway import GatewayKeys, GatewayServer, SimulatedGateway
from kiosk.world.world import BureauLedger, CardLedger, Guidance, PrintedPaper

if TYPE_CHECKING:
    from kiosk.bench.desk import Desk

_log = logging.getLogger(__name__)
_LAST_WORDS_SECONDS = 30.0
HandOn = Callable[[Rendered], None]


class Glass(Protocol):
    """A window that a test runner can look at and touch, from the kiosk's loop."""

    def screenshot(self, path: Path) -> "Future[Path]":
        """Save what is seen."""
        ...

    def touch(self, action: Action) -> "Future[None]":
        """Do what a finger does."""
        ...


class Doors(Protocol):
    """Where the windows put down what comes from people, and the mirror in which these see themselves."""

    act: Callable[[Action, int], None] | None
    command: Callable[[str], None] | None
    press: Callable[[str, float], bool] | None

    @property
    def mirror(self) -> Mirror:
        """Where citizens see themselves."""
        ...


class ControlledMachine:
    """A kiosk in the hands of the test runner; see `kiosk.flowtest.controlled`."""

    def __init__(
        self, machine: Machine, clock: VirtualClock, network: BusyTransport, glass: Glass | None
    ) -> None:
        self._machine = machine
        self._network = network
        self._glass = glass
        self.clock = clock

    @property
    def citizens(self) -> frozenset[str]:
        """Who has cards."""
        return frozenset(self._machine.world.citizens)

    @property
    def busy(self) -> bool:
        """Whether an answer from the network is outstanding, or somebody is at work beside the loop."""
        faces = self._machine.devices.faces
        asking = faces is not None and faces.asking > 0
        return self._network.on_their_way > 0 or self._machine.back_room.at_work > 0 or asking

    def page(self) -> Rendered | None:
        """Give what is on the screen."""
        return self._machine.stage.rendered

    async def act(self, action: Action) -> None:
        """Do what a finger does, on the glass if there is one.

        Raises:
            ValueError: the glass has no such control that can be touched.
        """
        if self._glass is None:
            self._machine.engine.act(action)
        else:
            await asyncio.wrap_future(self._glass.touch(action))

    async def do(self, act: AtKiosk) -> None:
        """Do something to the world around it.

        Raises:
            ValueError: it cannot be done.
        """
        await do(act, self._machine.world)

    def papers(self) -> Sequence[PrintedPaper]:
        """List what was printed."""
        return self._machine.world.papers()

    def guidance(self) -> Guidance:
        """See the lights, and hear what was said."""
        return self._machine.world.guidance()

    async def ledger(self) -> BureauLedger:
        """Read the bureau's book."""
        return await self._machine.world.ledger()

    def card_ledger(self) -> CardLedger:
        """Read the acquirer's book."""
        return self._machine.world.card_ledger()

    async def screenshot(self, path: Path) -> None:
        """Write the screen as PNG.

        Raises:
            ValueError: there is no window.
        """
        if self._glass is None:
            message = "there is no window to take a picture of; run the flow with --window"
            raise ValueError(message)
        await asyncio.wrap_future(self._glass.screenshot(path))


async def run_headless(settings: Settings, data: Path, usual: Display, control: Control) -> None:
    """Run without a window until the test runner says quit."""
    catalogue = Catalogue(ASSETS / "translations")
    await run_controlled(settings, data, usual, control, catalogue, lambda _: None, None)


async def run_controlled(
    settings: Settings,
    data: Path,
    usual: Display,
    control: Control,
    catalogue: Catalogue,
    hand_on: HandOn,
    glass: Glass | None,
    doors: Doors | None = None,
) -> None:
    """Run in the hands of the test runner, on its time."""
    clock, network = VirtualClock(control.now), BusyTransport()
    mirror = NoMirror() if doors is None else doors.mirror
    place = Place(data, control.keys, clock, control.gateway_url, usual, catalogue, network, mirror)
    machine = assemble(settings, place, hand_on)
    if doors is not None:
        doors.act = machine.engine.act
    await _first_to_end(machine.run(), serve(ControlledMachine(machine, clock, network, glass)))


async def _first_to_end(*works: Awaitable[None]) -> None:
    """Run side by side; when one ends the others are cancelled, and what any died of is raised."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result


async def run_for_people(
    settings: Settings,
    data: Path,
    usual: Display,
    catalogue: Catalogue,
    hand_on: HandOn,
    show_bench: Callable[[dict[str, Any]], None],
    doors: Doors,
) -> None:
    """Run on the machine's own time until cancelled, with the simulated gateway if that is asked for.

    What ends it is raised once the citizens have had time to read that the kiosk is out of service.
    """
    clock = SystemClock()
    try:
        await _run_on_own_time(settings, data, clock, usual, catalogue, hand_on, show_bench, doors)
    except Exception as error:
        _log.error("out of service: %s", error)
        doors.act = doors.command = doors.press = None
        hand_on(render(out_of_service_page(settings.hall.shown, usual, clock.now()), catalogue))
        with suppress(asyncio.CancelledError):  # the window was closed
            await clock.sleep(_LAST_WORDS_SECONDS)
        raise


async def _run_on_own_time(
    settings: Settings,
    data: Path,
    clock: AlarmClock,
    usual: Display,
    catalogue: Catalogue,
    hand_on: HandOn,
    show_bench: Callable[[dict[str, Any]], None],
    doors: Doors,
) -> None:
    desk: Desk | None = None

    def show(page: Rendered) -> None:
        hand_on(page)
        if desk is not None:
            desk.see(page)

    def act(action: Action, serial: int) -> None:
        if desk is not None:
            desk.touch(action, serial)
        machine.engine.act(action, serial)

    server = open_gateway(settings, data, clock)
    url = server.start() if server else None
    try:
        network = httpx.AsyncHTTPTransport()
        place = Place(data, data / "keys", clock, url, usual, catalogue, network, doors.mirror)
        machine = assemble(settings, place, show)
        doors.act = act
        doors.press = machine.devices.keyboard.press
        works = [machine.run()]
        if settings.needs_bench:
            desk = _stand_desk(settings, data, clock, usual.language, machine, server, show_bench)
            doors.command = desk.command
            works.append(desk.run())
        await _first_to_end(*works)
    finally:
        if server:
            server.stop()


def _stand_desk(
    settings: Settings,
    data: Path,
    clock: AlarmClock,
    language: Language,
    machine: Machine,
    server: GatewayServer | None,
    show_bench: Callable[[dict[str, Any]], None],
) -> "Desk":
    # Only a simulated kiosk pays for what this imports.
    from kiosk.bench.desk import Desk  # noqa: PLC0415
    from kiosk.bench.device_tiles import DeviceTiles  # noqa: PLC0415
    from kiosk.bench.tape import Tape  # noqa: PLC0415
    from kiosk.world.outside import Outside  # noqa: PLC0415

    world, stage = machine.world, machine.stage
    outside = Outside(server) if server else None
    return Desk(
        world,
        outside,
        stage,
        DeviceTiles(world, machine.supervisor, machine.faults, settings),
        Tape(world, outside, stage, clock, data / "recordings"),
        clock,
        language,
        show_bench,
    )


def open_gateway(settings: Settings, data: Path, clock: Clock) -> GatewayServer | None:
    """Make the simulated gateway, whose trades outlive a kill of the kiosk."""
    if settings.payments.gateway != "simulated":
        return None
    data.mkdir(parents=True, exist_ok=True)
    keys = GatewayKeys.load(data / "keys")
    book = AcquirerBook(str(data / "acquirer.db"))
    return GatewayServer(SimulatedGateway(data / "gateway.db", keys, clock, secrets.token_bytes, book))
