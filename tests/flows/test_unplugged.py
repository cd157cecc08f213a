"""Any device may lose its cable at any moment of a visit: the kiosk goes on, and so does the next citizen."""

import pytest

from kiosk.devices.ports import DeviceKind, DeviceState, FaultCode
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


@pytest.mark.parametrize("device", CABLED)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("rail", [RailName.WECHAT, RailName.CARD])
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
        assert {supervisor.status(each).device for each in CABLED} == {DeviceState.ONLINE}
        printed = len(world.papers())
        await visitor.go_to("pay", NEXT_CITIZEN, rail)
        pay(visitor, rail)
        await visitor.see("voucher")
        await visitor.until(lambda: len(world.papers()) > printed)
        assert await books_agree(visitor)

    play(story)
