"""The tiles of the devices: how each stands, and what hands can do to its simulator."""

import asyncio
import base64
from collections.abc import Callable, Iterator
from contextlib import aclosing
from io import BytesIO

from kiosk.bench.fault_controls import fault_controls
from kiosk.bench.standing import standing
from kiosk.bench.views import Control, Tile
from kiosk.device_settings import DeviceSettings, SimulatedDevice
from kiosk.devices.driver import Driver
from kiosk.devices.fault_catalogue import FaultCatalogue
from kiosk.devices.ports import DeviceKind, DeviceStatus, PaperState
from kiosk.devices.simulators.faults import When
from kiosk.devices.simulators.paper import Paper
from kiosk.devices.supervisor import Supervisor
from kiosk.domain.money import yuan
from kiosk.domain.words import Text, Words
from kiosk.world import acts
from kiosk.world.world import World

_PICTURES = {
    DeviceKind.CARD_READER: "insert-card",
    DeviceKind.IDENTITY_CARD_READER: "put-id-card",
    DeviceKind.CODE_SCANNER: "show-code",
    DeviceKind.PRINTER: "printer",
    DeviceKind.PAYMENT_TERMINAL: "card-terminal",
    DeviceKind.CAMERA: "face",
}
_NO_CODE = "6217"
"""What no wallet shows."""


class DeviceTiles:
    """Makes a tile for every device that the kiosk has; only a simulated one has controls."""

    def __init__(
        self, world: World, supervisor: Supervisor, faults: FaultCatalogue, settings: DeviceSettings
    ) -> None:
        self._world = world
        self._supervisor = supervisor
        self._faults = faults
        self._at_hand = {
            kind
            for kind in supervisor.devices
            if kind in acts.FAULT_KINDS and isinstance(getattr(settings, kind), SimulatedDevice)
        }
        self._paper: Paper | None = None
        self._paper_picture = ""

    def tiles(self, when: When) -> Iterator[Tile]:
        """Give them, with faults that are to happen then."""
        for kind in self._supervisor.devices:
            here = kind in self._at_hand
            stands = standing(kind, self._supervisor.status(kind), self._faults)
            yield Tile(
                kind,
                Text(f"device-{kind}"),
                _PICTURES.get(kind, "devices"),
                stands.tone,
                stands.state,
                (*stands.details, *(self._details(kind) if here else ())),
                (*self._controls(kind), *self._common_controls(kind)) if here else (),
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

    def _details(self, kind: DeviceKind) -> Iterator[Words]:
        devices = self._world.devices
        if kind is DeviceKind.CODE_SCANNER and devices.scanner.reading:
            yield Text("bench-scanner-reads")
        if kind is DeviceKind.PAYMENT_TERMINAL and (sale := devices.terminal.waiting):
            yield Text("bench-terminal-waits", amount=yuan(sale.fen))
        if kind is DeviceKind.INDICATOR_BOARD:
            yield from self._board()
        if kind is DeviceKind.ANNOUNCER and (said := self._world.guidance().said):
            yield Text("bench-announcer-said", words=said[-1])

    def _board(self) -> Iterator[Words]:
        board = self._world.devices.board
        yield from (Text("bench-light", device=Text(f"device-{place}")) for place in board.lights)
        if board.door_open:
            yield Text("bench-door-open")
        if board.tampered:
            yield Text("bench-tampered")

    def _controls(self, kind: DeviceKind) -> Iterator[Control]:
        match kind:
            case DeviceKind.CARD_READER:
                yield Control("pull_card", Text("bench-pull-card"), usable=self._world.card_in)
            case DeviceKind.IDENTITY_CARD_READER:
                there = self._world.devices.identity_reader.card is not None
                yield Control("put_id_card: stranger", Text("bench-strangers-card"))
                yield Control("snatch_id_card: stranger", Text("bench-snatch-card"))
                yield Control("take_id_card", Text("bench-take-id-card"), usable=there)
            case DeviceKind.CODE_SCANNER:
                yield from self._codes()
            case DeviceKind.PRINTER:
                yield from self._printing()
            case DeviceKind.PAYMENT_TERMINAL:
                asks = self._world.devices.terminal.waiting is not None
                yield Control("bank_card: present", Text("bench-present-card"), usable=asks)
                yield Control("bank_card: decline", Text("bench-decline-card"), usable=asks)
                yield Control("bank_card: cancel", Text("bench-cancel-card"), usable=asks)
            case DeviceKind.INDICATOR_BOARD:
                opened = self._world.devices.board.door_open
                yield Control("close_door" if opened else "open_door", Text("bench-open-door"), active=opened)
                yield Control("tamper", Text("bench-tamper"))

    def _codes(self) -> Iterator[Control]:
        reads = self._world.devices.scanner.reading
        for wallet, words in (("wechat", Text("bench-show-wechat")), ("alipay", Text("bench-show-alipay"))):
            line = f"show_code: {{wallet: {wallet}, habit: password}}"
            yield Control(line, words, usable=reads)
        yield Control("show_code: wechat", Text("bench-show-and-pay"), usable=reads)
        yield Control(f'hold_code: "{_NO_CODE}"', Text("bench-hold-other"), usable=reads)

    def _printing(self) -> Iterator[Control]:
        printer = self._world.devices.printer
        condition = printer.condition
        paper = PaperState.JAMMED if condition.jammed else condition.paper
        for roll, state, words in (
            ("loaded", PaperState.FULL, Text("bench-paper-load")),
            ("low", PaperState.LOW, Text("bench-paper-near-end")),
            ("out", PaperState.OUT, Text("bench-paper-take")),
            ("jammed", PaperState.JAMMED, Text("bench-paper-jam")),
        ):
            yield Control(f"paper: {roll}", words, active=paper is state)
        opened = condition.cover_open
        yield Control(f"cover: {'closed' if opened else 'open'}", Text("bench-open-cover"), active=opened)
        off = not printer.powered
        yield Control(f"printer: {'on' if off else 'off'}", Text("bench-switch-off"), active=off)

    def _common_controls(self, kind: DeviceKind) -> Iterator[Control]:
        out = kind in self._world.unplugged
        yield Control(f"{'plug_in' if out else 'unplug'}: {kind}", Text("bench-unplug"), active=out)
        if self._is_spoilt(kind):
            yield Control(f"mend: {kind}", Text("bench-mend"))

    def _is_spoilt(self, kind: DeviceKind) -> bool:
        if kind in self._world.unplugged or self._world.faults(kind).planned:
            return True
        printer = self._world.devices.printer
        condition = printer.condition
        return kind is DeviceKind.PRINTER and (
            condition.offline or condition.paper is PaperState.LOW or not printer.powered
        )

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
