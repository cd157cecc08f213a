"""What hands can do to each simulated device, and what can be seen of it besides its status."""

from collections.abc import Iterator

from kiosk.bench.views import Control, toggle
from kiosk.devices.ports import DeviceKind, PaperState
from kiosk.domain.money import yuan
from kiosk.domain.words import Text, Words
from kiosk.world.camera_scene import Manner
from kiosk.world.world import World

_NO_CODE = "6217"
"""What no wallet shows."""


def device_details(kind: DeviceKind, world: World) -> Iterator[Words]:
    """Say what can be seen of a device."""
    match kind:
        case DeviceKind.CODE_SCANNER if world.devices.scanner.reading:
            yield Text("bench-scanner-reads")
        case DeviceKind.PAYMENT_TERMINAL if sale := world.devices.terminal.waiting:
            yield Text("bench-terminal-waits", amount=yuan(sale.fen))
        case DeviceKind.CAMERA if who := world.devices.scene.who:
            yield Text("bench-before-camera", name=world.citizens[who].name)
        case DeviceKind.ANNOUNCER if said := world.guidance().said:
            yield Text("bench-announcer-said", words=said[-1])
        case DeviceKind.INDICATOR_BOARD:
            yield from _board(world)


def _board(world: World) -> Iterator[Words]:
    board = world.devices.board
    yield from (Text("bench-light", device=Text(f"device-{place}")) for place in board.lights)
    if board.door_open:
        yield Text("bench-door-open")
    if board.tampered:
        yield Text("bench-tampered")


def device_controls(kind: DeviceKind, world: World) -> Iterator[Control]:
    """Give the controls of a device: its own, its cable, and its mending if there is something to mend."""
    match kind:
        case DeviceKind.CARD_READER:
            yield Control("pull_card", Text("bench-pull-card"), usable=world.card_in)
        case DeviceKind.IDENTITY_CARD_READER:
            there = world.devices.identity_reader.card is not None
            yield Control("put_id_card: stranger", Text("bench-strangers-card"))
            yield Control("snatch_id_card: stranger", Text("bench-snatch-card"))
            yield Control("take_id_card", Text("bench-take-id-card"), usable=there)
        case DeviceKind.CODE_SCANNER:
            yield from _codes(world)
        case DeviceKind.PRINTER:
            yield from _printing(world)
        case DeviceKind.PAYMENT_TERMINAL:
            asks = world.devices.terminal.waiting is not None
            yield Control("bank_card: present", Text("bench-present-card"), usable=asks)
            yield Control("bank_card: decline", Text("bench-decline-card"), usable=asks)
            yield Control("bank_card: cancel", Text("bench-cancel-card"), usable=asks)
        case DeviceKind.CAMERA:
            yield from _manners(world)
        case DeviceKind.INDICATOR_BOARD:
            opened = world.devices.board.door_open
            yield toggle(
                Text("bench-open-door"), "open_door", Text("bench-close-door"), "close_door", on=opened
            )
            yield Control("tamper", Text("bench-tamper"))
    out = kind in world.unplugged
    yield toggle(Text("bench-unplug"), f"unplug: {kind}", Text("bench-plug-in"), f"plug_in: {kind}", on=out)
    if _is_spoilt(kind, world):
        yield Control(f"mend: {kind}", Text("bench-mend"))


def _codes(world: World) -> Iterator[Control]:
    reads = world.devices.scanner.reading
    for wallet, words in (("wechat", Text("bench-show-wechat")), ("alipay", Text("bench-show-alipay"))):
        yield Control(f"show_code: {{wallet: {wallet}, habit: password}}", words, usable=reads)
    yield Control("show_code: wechat", Text("bench-show-and-pay"), usable=reads)
    yield Control(f'hold_code: "{_NO_CODE}"', Text("bench-hold-other"), usable=reads)


def _printing(world: World) -> Iterator[Control]:
    printer = world.devices.printer
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
    yield toggle(
        Text("bench-open-cover"), "cover: open", Text("bench-close-cover"), "cover: closed", on=opened
    )
    off = not printer.powered
    yield toggle(Text("bench-switch-off"), "printer: off", Text("bench-switch-on"), "printer: on", on=off)


def _manners(world: World) -> Iterator[Control]:
    scene = world.devices.scene
    for manner in Manner:
        line = f"before_camera: {{citizen: {scene.who}, manner: {manner}}}"
        here = scene.who is not None
        words = Text(f"bench-manner-{manner}")
        yield Control(line, words, active=here and manner is scene.manner, usable=here)


def _is_spoilt(kind: DeviceKind, world: World) -> bool:
    if kind in world.unplugged or world.faults(kind).planned:
        return True
    printer, board = world.devices.printer, world.devices.board
    match kind:
        case DeviceKind.PRINTER:
            low = printer.condition.paper is PaperState.LOW
            return low or printer.condition.offline or not printer.powered
        case DeviceKind.INDICATOR_BOARD:
            return board.door_open or board.tampered
        case _:
            return False
