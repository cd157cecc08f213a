"""Runs a kiosk in the hands of a test runner, and the gateway that a simulated one pays at."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.app import Machine, Place, assemble
from kiosk.config import Settings
from kiosk.domain.clock import Clock
from kiosk.flows.actions import Action
from kiosk.flows.display import Display
from kiosk.flows.render import Rendered
from kiosk.flowtest.busy import BusyTransport
from kiosk.flowtest.control import serve
from kiosk.world.clock import VirtualClock
from kiosk.world.gateway import GatewayKeys, GatewayServer, SimulatedGateway
from kiosk.world.world import World

Photograph = Callable[[Path], "Future[Path]"]
HandOn = Callable[[Rendered], None]


@dataclass(frozen=True, slots=True)
class Control:
    """What the test runner decides: it has the gateway and the time."""

    gateway_url: str
    keys: Path
    now: datetime


class ControlledMachine:
    """A kiosk in the hands of the test runner; see `kiosk.flowtest.controlled`."""

    def __init__(
        self, machine: Machine, clock: VirtualClock, network: BusyTransport, photograph: Photograph | None
    ) -> None:
        self._machine = machine
        self._network = network
        self._photograph = photograph
        self.clock = clock

    @property
    def world(self) -> World:
        """What is around the kiosk."""
        return self._machine.world

    @property
    def busy(self) -> bool:
        """Whether an answer from the network is outstanding."""
        return self._network.on_their_way > 0

    def page(self) -> Rendered | None:
        """Give what is on the screen."""
        return self._machine.stage.rendered

    def act(self, action: Action) -> None:
        """Do what a finger does."""
        self._machine.engine.act(action)

    async def screenshot(self, path: Path) -> None:
        """Write the screen as PNG.

        Raises:
            ValueError: there is no window.
        """
        if self._photograph is None:
            message = "there is no window to take a picture of; run the flow with --window"
            raise ValueError(message)
        await asyncio.wrap_future(self._photograph(path))


async def run_headless(settings: Settings, data: Path, usual: Display, control: Control) -> None:
    """Run without a window until the test runner says quit."""
    await run_controlled(settings, data, usual, control, lambda _: None, None)


async def run_controlled(
    settings: Settings,
    data: Path,
    usual: Display,
    control: Control,
    hand_on: HandOn,
    photograph: Photograph | None,
) -> None:
    """Run in the hands of the test runner, on its time."""
    clock, network = VirtualClock(control.now), BusyTransport()
    place = Place(data, control.keys, clock, control.gateway_url, usual, network)
    machine = assemble(settings, place, hand_on)
    await _first_to_end(machine.run(), serve(ControlledMachine(machine, clock, network, photograph)))


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


def open_gateway(settings: Settings, data: Path, clock: Clock) -> GatewayServer | None:
    """Make the simulated gateway's server, if the settings ask for it; its trades outlive a kill."""
    if settings.payments.gateway != "simulated":
        return None
    data.mkdir(parents=True, exist_ok=True)
    keys = GatewayKeys.load(data / "keys")
    return GatewayServer(SimulatedGateway(data / "gateway.db", keys, clock, secrets.token_bytes))
