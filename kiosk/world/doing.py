"""Doing an act of the simulated world to the kiosk's devices and to the bureau."""

from kiosk.world import acts
from kiosk.world.world import World


async def do(act: acts.AtKiosk, world: World) -> None:
    """Do it, on the kiosk's loop.

    Raises:
        ValueError: it cannot be done, in words for a tester.
    """
    match act:
        case acts.InsertCard() | acts.PullCard() | acts.PutIdCard() | acts.TakeIdCard():
            _do_with_cards(act, world)
        case acts.HoldCode() | acts.ShowEVoucher() | acts.StandBeforeCamera():
            _do_before_kiosk(act, world)
        case acts.BankCard(deed):
            world.use_bank_card(deed)
        case acts.Paper() | acts.Cover() | acts.Power():
            _do_to_printer(act, world)
        case acts.Plug(device, plugged):
            world.set_plugged(device, plugged=plugged)
        case acts.Door() | acts.Tamper():
            _do_to_cabinet(act, world)
        case acts.PlanFault(at, kind, when):
            world.faults(at).add(kind, when)
        case acts.Mend(at):
            world.mend(at)
        case acts.Bureau() | acts.SettleElsewhere() | acts.ChangeBill():
            await _do_at_bureau(act, world)


def _do_with_cards(
    act: acts.InsertCard | acts.PullCard | acts.PutIdCard | acts.TakeIdCard, world: World
) -> None:
    match act:
        case acts.InsertCard(citizen):
            world.insert_card(citizen)
        case acts.PullCard():
            world.pull_card()
        case acts.PutIdCard(citizen, hasty):
            world.put_identity_card(citizen, hasty=hasty)
        case acts.TakeIdCard():
            world.take_identity_card()


def _do_before_kiosk(act: acts.HoldCode | acts.ShowEVoucher | acts.StandBeforeCamera, world: World) -> None:
    match act:
        case acts.HoldCode(text):
            world.hold_code(text)
        case acts.ShowEVoucher(citizen):
            world.show_evoucher(citizen)
        case acts.StandBeforeCamera(citizen, manner):
            world.stand_before_camera(citizen, manner)


def _do_to_printer(act: acts.Paper | acts.Cover | acts.Power, world: World) -> None:
    match act:
        case acts.Paper(roll):
            world.set_paper(roll)
        case acts.Cover(closed):
            world.set_cover(closed=closed)
        case acts.Power(on):
            world.set_power(on=on)


def _do_to_cabinet(act: acts.Door | acts.Tamper, world: World) -> None:
    match act:
        case acts.Door(open=open_):
            world.set_door(open_=open_)
        case acts.Tamper():
            world.devices.board.tamper()


async def _do_at_bureau(act: acts.Bureau | acts.SettleElsewhere | acts.ChangeBill, world: World) -> None:
    match act:
        case acts.Bureau(up):
            world.set_bureau(reachable=up)
        case acts.SettleElsewhere(citizen):
            world.settle_elsewhere(citizen)
        case acts.ChangeBill(citizen, bill, discount):
            await world.change_bill(citizen, bill, discount)
