"""The tiles of the devices, and the news of them."""

import asyncio
import base64
from collections.abc import Callable, Iterator
from contextlib import aclosing
from io import BytesIO

from kiosk.bench.device_controls import device_controls, device_details
from kiosk.bench.fault_controls import fault_controls
from kiosk.bench.standing import standing
from kiosk.bench.views import Tile
from kiosk.device_settings import DeviceSettings, SimulatedDevice
from kiosk.devices.driver import Driver
from kiosk.devices.fault_catalogue import FaultCatalogue
from kiosk.devices.ports import DeviceKind, DeviceStatus
from kiosk.devices.simulators.faults import When
from kiosk.devices.simulators.paper import Paper
from kiosk.devices.supervisor import Supervisor
from kiosk.domain.words import Text, Words
from kiosk.world import acts
from kiosk.world.world import World

_PICTURES = {
    DeviceKind.CARD_READER: "insert-card",
    DeviceKind.IDENTITY_CARD_READER: "put-id-card",
    DeviceKind.CODE_SCANNER: "show-code",
    DeviceKind.PRINTER: "printer",
    DeviceKind.PAYMENT_TERMINAL: "card-terminal",
    DeviceKind.CAMERA: "camera-lens",
    DeviceKind.FACES: "face",
    DeviceKind.ANNOUNCER: "loudspeaker-cable",
}


class DeviceTiles:
    """Makes a tile for every device that the kiosk has; only a simulated one has controls."""

    def __init__(
        self, world: World, supervisor: Supervisor, faults: FaultCatalogue, settings: DeviceSettings
    ) -> None:
        self._world = world
        self._supervisor = supervisor
        self._faults = faults
        self.at_hand = frozenset(
            kind
            for kind in supervisor.devices
            if kind in acts.FAULT_KINDS and isinstance(getattr(settings, kind), SimulatedDevice)
        )
        """The simulated ones."""
        self._paper: Paper | None = None
        self._paper_picture = ""

    def tiles(self, when: When) -> Iterator[Tile]:
        """Give them, with faults that are to happen then."""
        for kind in self._supervisor.devices:
            here = kind in self.at_hand
            stands = standing(kind, self._supervisor.status(kind), self._faults)
            yield Tile(
                kind,
                Text(f"device-{kind}"),
                _PICTURES.get(kind, "devices"),
                stands.tone,
                stands.state,
                (*stands.details, *(device_details(kind, self._world) if here else ())),
                tuple(device_controls(kind, self._world)) if here else (),
                fault_controls(kind, self._world.faults(kind).planned, when) if here else (),
                self._last_paper() if here and kind is DeviceKind.PRINTER else "",
            )

    async def follow(self, tell: Callable[[Words | None], None]) -> None:
        """Tell what happens to the devices, without anything personal, until cancelled; None for trifles."""
        async with asyncio.TaskGroup() as tasks:
            for kind, driver in self._supervisor.devices.items():
                tasks.create_task(self._follow(kind, driver, tell))

    async def _follow(
        self, kind: DeviceKind, driver: Driver[DeviceStatus], tell: Callable[[Words | None], None]
    ) -> None:
        last = standing(kind, driver.status, self._faults)
        async with aclosing(driver.changes()) as changes:
            async for status in changes:
                stands = standing(kind, status, self._faults)
                happened = stands.details[0] if stands.details else stands.state
                news = stands != last
                last = stands
                tell(Text("bench-event", what=Text(f"device-{kind}"), happened=happened) if news else None)

    def _last_paper(self) -> str:
        printed = self._world.devices.printer.printed
        if printed and printed[-1] is not self._paper:
            self._paper = printed[-1]
            self._paper_picture = _data_url(printed[-1])
        return self._paper_picture


def _data_url(paper: Paper) -> str:
    """Keep it out of any file: it belongs to a citizen."""
    file = BytesIO()
    paper.save_png(file)
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"
