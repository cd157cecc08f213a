"""How a simulator raises each fault of the catalogue in the middle of a visit, and how it is mended.

A row of config/faults.toml without a scene here fails its test.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from kiosk.devices.ports import DeviceKind, FaultCode
from kiosk.devices.simulators.card import CardCondition
from kiosk.devices.simulators.card_slot import SlotFault
from kiosk.devices.simulators.faults import Times
from kiosk.devices.simulators.identity_reader import Command, ReaderFault
from kiosk.devices.simulators.printer import PrinterFault
from kiosk.devices.simulators.scanner import ScannerFault
from kiosk.devices.simulators.terminal import TerminalFault
from kiosk.domain.orders import RailName
from kiosk.flows.actions import Tap
from kiosk.world.acts import BankCardAct
from kiosk.world.social_security_cards import social_security_card
from tests.flows.visitor import Visitor

CITIZEN = "c01_f23"
_WRONG_PIN = "000000"
_MODULE_ERROR, _NOT_IDENTITY, _READ_FAILED = 0x23, 0x40, 0x41

Act = Callable[[Visitor], Awaitable[None]]


@dataclass(frozen=True)
class Scene:
    """What goes wrong while somebody uses the device, and what is done about it."""

    strike: Act
    mend: Act


async def nothing(_: Visitor) -> None:
    """Leave it to itself, or to what the citizen does next."""


def mended(device: DeviceKind) -> Act:
    """Mend a device, and the driver that stumbles over it."""

    async def mend(visitor: Visitor) -> None:
        visitor.machine.world.mend(device)
        vars(visitor.machine.supervisor.devices[device]).pop("_serve", None)

    return mend


def unplugged(device: DeviceKind) -> Scene:
    """Pull a device's cable."""

    async def strike(visitor: Visitor) -> None:
        visitor.machine.world.set_plugged(device, plugged=False)

    return Scene(strike, mended(device))


def stumble(visitor: Visitor, device: DeviceKind) -> None:
    """Let the driver stumble when it is opened again: no device can make it, a mistake in the driver can."""

    async def serve() -> None:
        raise RuntimeError("a mistake in the driver")

    vars(visitor.machine.supervisor.devices[device])["_serve"] = serve


def _stumbling(device: DeviceKind) -> Scene:
    async def strike(visitor: Visitor) -> None:
        stumble(visitor, device)
        visitor.machine.world.set_plugged(device, plugged=False)
        await visitor.settle()
        visitor.machine.world.set_plugged(device, plugged=True)

    return Scene(strike, mended(device))


def _bad_card(condition: CardCondition) -> Scene:
    async def strike(visitor: Visitor) -> None:
        world = visitor.machine.world
        world.devices.slot.insert(social_security_card(world.citizens[CITIZEN], condition))

    return Scene(strike, nothing)


def _card_in_bad_slot(fault: SlotFault, *, pulled: bool) -> Scene:
    async def strike(visitor: Visitor) -> None:
        world = visitor.machine.world
        world.devices.slot.faults.add(fault, Times(1))
        await visitor.insert(CITIZEN)
        if pulled:
            world.pull_card()

    return Scene(strike, nothing)


async def _type_wrong_pins(visitor: Visitor) -> None:
    await visitor.insert(CITIZEN)
    await visitor.see("pin")
    while visitor.screen == "pin":
        await visitor.type(_WRONG_PIN)
        await visitor.tap("main")


async def _hang_identity_reader(visitor: Visitor) -> None:
    visitor.machine.world.devices.identity_reader.faults.add(ReaderFault.HANG)


async def _snatch_identity_card(visitor: Visitor) -> None:
    visitor.machine.world.put_identity_card(CITIZEN, hasty=True)


def _odd_answers(answers: Mapping[bytes, int], *, card: bool) -> Scene:
    async def strike(visitor: Visitor) -> None:
        world = visitor.machine.world
        world.devices.identity_reader.answers.update(answers)
        if card:
            world.put_identity_card(CITIZEN)

    async def mend(visitor: Visitor) -> None:
        visitor.machine.world.devices.identity_reader.answers.clear()

    return Scene(strike, mend)


async def _hang_scanner(visitor: Visitor) -> None:
    visitor.machine.world.devices.scanner.faults.add(ScannerFault.HANG)


async def _hold_spoilt_code(visitor: Visitor) -> None:
    world = visitor.machine.world
    world.devices.scanner.faults.add(ScannerFault.GARBAGE, Times(1))
    world.hold_code("134567890123456789")


def _paid_and(fault: PrinterFault) -> Scene:
    """Let it happen while the voucher is printed."""

    async def strike(visitor: Visitor) -> None:
        visitor.machine.world.devices.printer.faults.add(fault, Times(1))
        visitor.pay()

    return Scene(strike, mended(DeviceKind.PRINTER))


def _paid_after(scene: Scene) -> Scene:
    async def strike(visitor: Visitor) -> None:
        await scene.strike(visitor)
        visitor.pay()

    return Scene(strike, scene.mend)


async def _switch_printer_off(visitor: Visitor) -> None:
    visitor.machine.world.set_power(on=False)


async def _hang_terminal(visitor: Visitor) -> None:
    visitor.machine.world.devices.terminal.faults.add(TerminalFault.HANG)


async def _unplug_terminal_while_it_is_chosen(visitor: Visitor) -> None:
    visitor.machine.world.set_plugged(DeviceKind.PAYMENT_TERMINAL, plugged=False)
    visitor.machine.engine.act(Tap(f"method-{RailName.CARD}"))


async def _mute_terminal_while_it_is_paid(visitor: Visitor) -> None:
    await visitor.tap(f"method-{RailName.CARD}")
    await visitor.see("pay")
    world = visitor.machine.world
    world.devices.terminal.faults.add(TerminalFault.MUTE)
    world.use_bank_card(BankCardAct.PRESENT)


async def _let_terminal_answer(visitor: Visitor) -> None:
    visitor.machine.world.mend(DeviceKind.PAYMENT_TERMINAL)
    await visitor.see("voucher")


async def _open_door(visitor: Visitor) -> None:
    visitor.machine.world.set_door(open_=True)


async def _force_cabinet(visitor: Visitor) -> None:
    visitor.machine.world.devices.board.tamper()


async def _acknowledge_tampering(visitor: Visitor) -> None:
    board = visitor.machine.devices.indicator_board
    assert board is not None
    await board.acknowledge_tampering(1.0)


SCENES: Mapping[DeviceKind, Mapping[FaultCode, Scene]] = {
    DeviceKind.CARD_READER: {
        FaultCode.NO_DEVICE: unplugged(DeviceKind.CARD_READER),
        FaultCode.SUSPECT: _stumbling(DeviceKind.CARD_READER),
        FaultCode.CARD_REMOVED: _card_in_bad_slot(SlotFault.HANG, pulled=True),
        FaultCode.CARD_MUTE: _card_in_bad_slot(SlotFault.MUTE, pulled=False),
        FaultCode.CARD_NOT_SOCIAL_SECURITY: _bad_card(CardCondition.BANK_ONLY),
        FaultCode.CARD_UNREADABLE: _bad_card(CardCondition.GARBLED_NAME),
        FaultCode.CARD_BLOCKED: Scene(_type_wrong_pins, nothing),
        FaultCode.CARD_INVALIDATED: _bad_card(CardCondition.INVALIDATED),
    },
    DeviceKind.IDENTITY_CARD_READER: {
        FaultCode.NO_DEVICE: unplugged(DeviceKind.IDENTITY_CARD_READER),
        FaultCode.NOT_RESPONDING: Scene(_hang_identity_reader, mended(DeviceKind.IDENTITY_CARD_READER)),
        FaultCode.SUSPECT: _stumbling(DeviceKind.IDENTITY_CARD_READER),
        FaultCode.CARD_REMOVED: Scene(_snatch_identity_card, nothing),
        FaultCode.CARD_UNREADABLE: _odd_answers({Command.READ: _READ_FAILED}, card=True),
        FaultCode.CARD_NOT_IDENTITY: _odd_answers({Command.READ: _NOT_IDENTITY}, card=True),
        FaultCode.IDENTITY_MODULE_ERROR: _odd_answers(
            {Command.FIND: _MODULE_ERROR, Command.STATUS: _MODULE_ERROR}, card=False
        ),
    },
    DeviceKind.CODE_SCANNER: {
        FaultCode.NO_DEVICE: unplugged(DeviceKind.CODE_SCANNER),
        FaultCode.NOT_RESPONDING: Scene(_hang_scanner, mended(DeviceKind.CODE_SCANNER)),
        FaultCode.SUSPECT: _stumbling(DeviceKind.CODE_SCANNER),
        FaultCode.CODE_UNREADABLE: Scene(_hold_spoilt_code, nothing),
        FaultCode.NO_CODE: Scene(nothing, nothing),
    },
    DeviceKind.PRINTER: {
        FaultCode.NO_DEVICE: _paid_after(unplugged(DeviceKind.PRINTER)),
        FaultCode.NOT_RESPONDING: _paid_after(Scene(_switch_printer_off, mended(DeviceKind.PRINTER))),
        FaultCode.SUSPECT: _paid_after(_stumbling(DeviceKind.PRINTER)),
        FaultCode.PAPER_OUT: _paid_and(PrinterFault.PAPER_OUT),
        FaultCode.PAPER_JAM: _paid_and(PrinterFault.PAPER_JAM),
        FaultCode.COVER_OPEN: _paid_and(PrinterFault.COVER_OPEN),
        FaultCode.CUTTER_ERROR: _paid_and(PrinterFault.CUTTER_ERROR),
        FaultCode.PRINTER_ERROR: _paid_and(PrinterFault.PRINTER_ERROR),
        FaultCode.PRINT_UNCONFIRMED: _paid_and(PrinterFault.POWER_OFF),
    },
    DeviceKind.PAYMENT_TERMINAL: {
        FaultCode.NO_DEVICE: unplugged(DeviceKind.PAYMENT_TERMINAL),
        FaultCode.NOT_RESPONDING: Scene(_hang_terminal, mended(DeviceKind.PAYMENT_TERMINAL)),
        FaultCode.SUSPECT: _stumbling(DeviceKind.PAYMENT_TERMINAL),
        FaultCode.TERMINAL_NOT_CONNECTED: Scene(
            _unplug_terminal_while_it_is_chosen, mended(DeviceKind.PAYMENT_TERMINAL)
        ),
        FaultCode.TERMINAL_SILENT: Scene(_mute_terminal_while_it_is_paid, _let_terminal_answer),
    },
    DeviceKind.INDICATOR_BOARD: {
        FaultCode.DOOR_OPEN: Scene(_open_door, mended(DeviceKind.INDICATOR_BOARD)),
        FaultCode.TAMPERED: Scene(_force_cabinet, _acknowledge_tampering),
    },
}
