"""A kiosk in memory with a visitor before it: the real rooms, simulated devices, a clock that is ours."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.app import Machine, Place, assemble
from kiosk.config import ASSETS, FOLDER, Settings, load_settings
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.orders import RailName
from kiosk.flows.actions import Action, Hold, Release, Tap
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.display import Display
from kiosk.flows.render import Rendered
from kiosk.screens.mirror import Mirror
from kiosk.world.clock import VirtualClock
from kiosk.world.gateway import GatewayKeys, GatewayTransport, PhoneScreen, SimulatedGateway

OPENING = datetime(2026, 11, 2, 9, 30, tzinfo=SHANGHAI)
_USUAL = Display()
_CATALOGUE = Catalogue(ASSETS / "translations")
_TURNS = 30
_PATIENCE = 30.0
_REST_SECONDS = 0.001


class Visitor:
    """Looks at the screen, touches it, and has a card and a phone."""

    def __init__(
        self,
        machine: Machine,
        clock: VirtualClock,
        gateway: SimulatedGateway,
        line: GatewayTransport,
        mirror: Mirror,
    ) -> None:
        self.machine = machine
        self.clock = clock
        self.gateway = gateway
        self.line = line
        self.mirror = mirror
        self.seen: Callable[[Rendered], None] = lambda _: None
        self.touched: Callable[[Action, int], None] = lambda *_: None
        """Hear of each page and each finger, as the bench does."""

    @property
    def page(self) -> Rendered:
        """What is on the screen."""
        assert self.machine.stage.rendered is not None
        return self.machine.stage.rendered

    @property
    def screen(self) -> str:
        """Which screen it is."""
        return str(self.page["screen"])

    @property
    def view(self) -> dict[str, Any]:
        """What the screen shows."""
        view: dict[str, Any] = self.page["view"]
        return view

    @property
    def words(self) -> str:
        """Everything that can be read, a line each."""
        return "\n".join(_texts(self.page))

    async def settle(self) -> None:
        """Let everything happen that does not need time to pass."""
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        faces = self.machine.devices.faces
        while faces is not None and faces.asking:  # noqa: ASYNC110 a process that works in real time
            await asyncio.sleep(_REST_SECONDS)

    async def do(self, action: Action) -> None:
        """Do something with a finger, and see what comes of it at once."""
        self.touched(action, self.page["serial"])
        self.machine.engine.act(action)
        await self.settle()

    async def tap(self, *targets: str) -> None:
        """Touch controls one after another."""
        for target in targets:
            await self.do(Tap(target))

    async def hold(self, target: str) -> None:
        """Rest a finger on a control."""
        await self.do(Hold(target))

    async def release(self, target: str) -> None:
        """Take the finger away again."""
        await self.do(Release(target))

    async def until(self, seen: Callable[[], bool], patience: float = _PATIENCE) -> None:
        """Let time pass until something is seen, `patience` seconds at most."""
        end = self.clock.monotonic() + patience
        await self.settle()
        while not seen():
            pause = self.clock.next_deadline
            if pause is None or self.clock.monotonic() + pause > end:
                raise AssertionError(f"not seen within {patience} s; the screen reads:\n{self.words}")
            await self.clock.advance(pause)
            await self.settle()

    async def see(self, screen: str, patience: float = _PATIENCE) -> None:
        """Let time pass until a screen is there."""
        await self.until(lambda: self.screen == screen, patience)

    async def insert(self, citizen: str) -> None:
        """Put a citizen's card in."""
        self.machine.world.insert_card(citizen)
        await self.settle()

    async def log_in(self, citizen: str = "c01_f23") -> None:
        """Put the card in and type its PIN."""
        await self.insert(citizen)
        await self.see("pin")
        await self.type(self.machine.world.citizens[citizen].card.pin)
        await self.tap("main")

    async def type(self, digits: str) -> None:
        """Type on the pad."""
        await self.tap(*(f"key-{digit}" for digit in digits))

    async def go_to(self, screen: str, citizen: str = "c01_f23", rail: RailName = RailName.WECHAT) -> None:
        """Put the card in and go on, with the first bill that is due, until a screen is there."""
        await self.insert(citizen)
        await self.see("pin")
        while self.screen != screen:
            await self.go_on(citizen, rail)

    async def go_on(self, citizen: str = "c01_f23", rail: RailName = RailName.WECHAT) -> None:
        """Do what leads on from the present screen."""
        screen = self.screen
        match screen:
            case "pin":
                await self.type(self.machine.world.citizens[citizen].card.pin)
                await self.tap("main")
            case "bills":
                if not self.view["main"]["enabled"]:
                    await self.tap(next(row["id"] for row in self.rows() if row["enabled"]))
                await self.tap("main")
            case "confirm":
                await self.tap("check", "main")
            case "method":
                await self.tap(f"method-{rail}")
            case _:
                await self.tap("main")
        await self.until(lambda: self.screen not in {screen, "wait"})

    def rows(self) -> Iterator[dict[str, Any]]:
        """List the bills on the screen."""
        for group in self.view["groups"]:
            yield from group["rows"]

    def pay(self, rail: RailName = RailName.WECHAT) -> PhoneScreen:
        """Scan the code with the phone and pay."""
        return self.gateway.pay(rail, self.view["code"])


@asynccontextmanager
async def standing_before_a_kiosk(
    data: Path,
    keys: Path,
    usual: Display = _USUAL,
    now: datetime = OPENING,
    settings: Settings | None = None,
) -> AsyncIterator[Visitor]:
    """Start a kiosk on a folder and wait for its invitation; switch it off at the end."""
    clock = VirtualClock(now)
    gateway = SimulatedGateway(data / "gateway.db", GatewayKeys.load(keys), clock, secrets.token_bytes)
    line = GatewayTransport(gateway, clock)
    mirror = Mirror()

    def show(page: Rendered) -> None:
        visitor.seen(page)

    url = "http://gateway.invalid"
    machine = assemble(
        settings or load_settings(FOLDER / "simulator.toml"),
        Place(data, keys, clock, url, usual, _CATALOGUE, line, mirror, reserve_bytes=4096),
        show,
    )
    visitor = Visitor(machine, clock, gateway, line, mirror)
    running = asyncio.create_task(machine.run())
    try:
        await visitor.until(lambda: machine.stage.rendered is not None and visitor.screen == "attract", 60)
        yield visitor
    finally:
        running.cancel()
        (ended,) = await asyncio.gather(running, return_exceptions=True)
        gateway.close()
        if isinstance(ended, BaseExceptionGroup):
            raise ended


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from _texts(item)
        case list():
            for item in value:
                yield from _texts(item)


Story = Callable[[Visitor], Awaitable[None]]
Play = Callable[[Story], None]
