"""Any device may lose its cable at any moment of a visit: the kiosk goes on, and so does the next citizen."""

from itertools import product

import pytest

from kiosk.devices.ports import DeviceKind, DeviceState, FaultCode
from kiosk.devices.simulators.faults import Times
from kiosk.devices.simulators.printer import PrinterFault
from kiosk.domain.orders import RailName
from kiosk.world.gateway import PhoneState
from tests.flows.visitor import Play, Visitor

CABLED = (
    DeviceKind.CARD_READER,
    DeviceKind.PRINTER,
    DeviceKind.PAYMENT_TERMINAL,
    DeviceKind.CODE_SCANNER,
    DeviceKind.IDENTITY_CARD_READER,
)
SCREENS = ("attract", "pin", "bills", "confirm", "method", "pay", "voucher")
NEXT_CITIZEN = "c04_f34"
_VISIT_SECONDS = 900.0


async def come_to(visitor: Visitor, screen: str, rail: RailName) -> None:
    """Play the citizen up to a screen."""
    if screen == "voucher":
        await visitor.go_to("pay", rail=rail)
        pay(visitor, rail)
        await visitor.see("voucher")
    elif screen != "attract":
        await visitor.go_to(screen, rail=rail)


def pay(visitor: Visitor, rail: RailName) -> None:
    if rail is RailName.CARD:
        visitor.machine.world.devices.terminal.present_card()
    else:
        assert visitor.pay(rail).state is PhoneState.PAID


async def leave(visitor: Visitor) -> None:
    """Walk away, with the card if it is in."""
    if visitor.machine.world.inserted:
        visitor.machine.world.pull_card()
    await visitor.see("attract", _VISIT_SECONDS)


async def books_agree(visitor: Visitor) -> bool:
    world = visitor.machine.world
    phones, cards = visitor.gateway.ledger(), world.card_ledger()
    paid = cards.paid_fen + sum(row.paid_fen for row in phones)
    refunded = cards.refunded_fen + sum(row.refunded_fen for row in phones)
    return paid == (await world.ledger()).posted_fen + refunded


@pytest.mark.parametrize(
    ("device", "rail"),
    [
        *product(CABLED, (RailName.WECHAT, RailName.CARD)),
        *product((DeviceKind.CAMERA, DeviceKind.INDICATOR_BOARD), (RailName.WECHAT,)),
    ],
)
@pytest.mark.parametrize("screen", SCREENS)
def test_a_cable_pulled_at_any_moment_costs_nobody_money_and_the_next_citizen_is_served(
    play: Play, screen: str, device: DeviceKind, rail: RailName
) -> None:
    async def story(visitor: Visitor) -> None:
        world, supervisor = visitor.machine.world, visitor.machine.supervisor
        await come_to(visitor, screen, rail)
        world.set_plugged(device, plugged=False)
        await visitor.clock.advance(7)
        assert supervisor.status(device).fault is FaultCode.NO_DEVICE
        assert supervisor.history(device)[-1].new is DeviceState.NO_DEVICE
        world.set_plugged(device, plugged=True)
        await leave(visitor)
        await visitor.clock.advance(60)
        assert {supervisor.status(each).device for each in supervisor.devices} == {DeviceState.ONLINE}
        printed = len(world.papers())
        await visitor.go_to("pay", NEXT_CITIZEN, rail)
        pay(visitor, rail)
        await visitor.see("voucher")
        await visitor.until(lambda: len(world.papers()) > printed)
        assert await books_agree(visitor)

    play(story)


@pytest.mark.parametrize("screen", ["pin", "bills", "confirm", "method"])
def test_a_reader_that_is_gone_is_not_taken_for_a_card_that_was_pulled(play: Play, screen: str) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to(screen)
        visitor.machine.world.set_plugged(DeviceKind.CARD_READER, plugged=False)
        await visitor.see("status")
        assert "读卡器暂时不能用" in visitor.words
        assert "请取出您的卡" in visitor.words
        assert "没有付的款不会扣" in visitor.words
        await visitor.see("attract")

    play(story)


def test_a_terminal_lost_while_a_card_is_presented_leaves_the_payment_unknown_until_it_is_back(
    play: Play,
) -> None:
    async def story(visitor: Visitor) -> None:
        world = visitor.machine.world
        await visitor.go_to("pay", rail=RailName.CARD)
        world.set_plugged(DeviceKind.PAYMENT_TERMINAL, plugged=False)
        await visitor.settle()
        world.devices.terminal.present_card()
        await visitor.see("status")
        assert "还不能确定有没有扣款" in visitor.words
        world.set_plugged(DeviceKind.PAYMENT_TERMINAL, plugged=True)
        await visitor.see("voucher", 60)
        assert await books_agree(visitor)

    play(story)


@pytest.mark.parametrize("moment", ["before the payment", "while it prints"])
def test_a_voucher_whose_printer_is_gone_is_offered_as_a_picture(play: Play, moment: str) -> None:
    async def story(visitor: Visitor) -> None:
        world = visitor.machine.world
        await visitor.go_to("pay")
        if moment == "before the payment":
            world.set_plugged(DeviceKind.PRINTER, plugged=False)
        else:
            world.faults(DeviceKind.PRINTER).add(PrinterFault.POWER_OFF, Times(1))
        pay(visitor, RailName.WECHAT)
        await visitor.see("voucher")
        await visitor.until(lambda: "请拍下二维码" in visitor.words, 60)
        assert "请取走凭证" not in visitor.words
        assert (await world.ledger()).posted == 1

    play(story)


def test_a_citizen_whose_code_the_scanner_can_no_longer_read_is_shown_another_way(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("method")
        await visitor.tap("method-show-code")
        await visitor.settle()
        visitor.machine.world.set_plugged(DeviceKind.CODE_SCANNER, plugged=False)
        await visitor.until(lambda: "扫码器暂时不能用" in visitor.words)

    play(story)
