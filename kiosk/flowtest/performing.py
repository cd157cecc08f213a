"""Doing what a step says."""

from kiosk.domain.money import yuan
from kiosk.flows.render import Rendered
from kiosk.flowtest import steps
from kiosk.flowtest.failure import StepFailed
from kiosk.flowtest.looking import Control, Missing, describe, find, sees
from kiosk.flowtest.rig import Rig
from kiosk.flowtest.waiting import pass_time, until


async def perform(step: steps.Step, rig: Rig) -> None:
    """Do a step, waiting as long as it takes; `Screenshot` is the report's business.

    Raises:
        StepFailed: it cannot be done, or what it expects does not come.
    """
    match step:
        case steps.KillApp():
            await rig.kill_app()
        case steps.StartApp():
            await rig.start_app()
        case steps.Tap() | steps.Hold() | steps.Release() | steps.Type():
            await _touch(step, rig)
        case steps.See() | steps.SeeScreen() | steps.SeeNot():
            await _see(step, rig)
        case steps.ExpectPrinted():
            await _expect_printed(step, rig)
        case steps.ExpectLedger():
            await _expect_ledger(step, rig)
        case steps.Screenshot():
            pass
        case _:
            await _do_around(step, rig)


async def _do_around(step: steps.World, rig: Rig) -> None:
    match step:
        case steps.Network() | steps.Bureau() | steps.SettleElsewhere() | steps.ChangeBill():
            await _do_elsewhere(step, rig)
        case steps.Gateway() | steps.AdvanceClock():
            await _do_elsewhere(step, rig)
        case steps.Pay() | steps.ShowCode() | steps.HoldCode() | steps.AnswerPhone():
            await _do_by_phone(step, rig)
        case _:
            await _do_by_hand(step, rig)


async def _do_by_hand(step: steps.ByHand, rig: Rig) -> None:
    match step:
        case steps.InsertCard(citizen):
            await rig.insert_card(citizen)
        case steps.PullCard():
            await rig.pull_card()
        case steps.PutIdCard(citizen, hasty):
            await rig.put_id_card(citizen, hasty=hasty)
        case steps.TakeIdCard():
            await rig.take_id_card()
        case steps.Paper(loaded):
            await rig.set_paper(loaded=loaded)
        case steps.Cover(closed):
            await rig.set_cover(closed=closed)
        case steps.Terminal(answering):
            await rig.set_terminal(answering=answering)
        case steps.Scanner(plugged):
            await rig.set_scanner(plugged=plugged)
        case steps.BankCard(act):
            await rig.use_bank_card(act)


async def _do_by_phone(step: steps.ByPhone, rig: Rig) -> None:
    match step:
        case steps.Pay(wallet):
            rig.pay(wallet)
        case steps.ShowCode(wallet, habit):
            await rig.show_code(wallet, habit)
        case steps.HoldCode(text):
            await rig.hold_code(text)
        case steps.AnswerPhone(pays):
            rig.answer_phone(pays=pays)


async def _do_elsewhere(step: steps.Elsewhere, rig: Rig) -> None:
    match step:
        case steps.Network(up):
            rig.set_network(up=up)
        case steps.Bureau(up):
            await rig.set_bureau(up=up)
        case steps.SettleElsewhere(citizen):
            await rig.settle_elsewhere(citizen)
        case steps.ChangeBill(citizen, bill, discount):
            await rig.change_bill(citizen, bill, discount)
        case steps.Gateway(fault, times):
            rig.set_fault(fault, times)
        case steps.AdvanceClock(seconds):
            await pass_time(rig, seconds)


async def _touch(step: steps.Touch, rig: Rig) -> None:
    match step:
        case steps.Tap(target):
            await rig.touch("tap", (await _control(target, rig)).id)
        case steps.Hold(target):
            await rig.touch("hold", (await _control(target, rig)).id)
        case steps.Release(target):
            await rig.touch("release", (await _control(target, rig)).id)
        case steps.Type(keys):
            for key in keys:
                await rig.touch("tap", (await _control(f"key-{key}", rig)).id)


async def _control(target: str, rig: Rig) -> Control:
    async def look() -> Control | None:
        found = find(await rig.page(), target)
        return found if isinstance(found, Control) else None

    control = await until(rig, look)
    if control is None:
        page = await rig.page()
        missing = find(page, target)
        why = missing.why if isinstance(missing, Missing) else f'"{target}" came too late'
        raise StepFailed(f"{why}\n{describe(page, target)}")
    return control


async def _see(step: steps.See | steps.SeeScreen | steps.SeeNot, rig: Rig) -> None:
    async def look() -> bool | None:
        return _holds(step, await rig.page()) or None

    if await until(rig, look) is None:
        page = await rig.page()
        match step:
            case steps.See(words):
                raise StepFailed(f'"{words}" is not to be seen\n{describe(page, words)}')
            case steps.SeeScreen(screen):
                raise StepFailed(f'this is not the screen "{screen}"\n{describe(page)}')
            case steps.SeeNot(words):
                raise StepFailed(f'"{words}" is still to be seen\n{describe(page)}')


def _holds(step: steps.See | steps.SeeScreen | steps.SeeNot, page: Rendered | None) -> bool:
    match step:
        case steps.See(words):
            return sees(page, words)
        case steps.SeeScreen(screen):
            return page is not None and page["screen"] == screen
        case steps.SeeNot(words):
            return not sees(page, words)


async def _expect_printed(step: steps.ExpectPrinted, rig: Rig) -> None:
    async def look() -> bool | None:
        papers = await rig.papers()
        latest = "\n".join(papers[-1].lines) if papers else ""
        return (bool(papers) and all(words in latest for words in step.words)) or None

    if not step.words:
        await rig.settle()
        if papers := await rig.papers():
            raise StepFailed("something was printed:\n" + "\n".join(f"  {line}" for line in papers[-1].lines))
    elif await until(rig, look) is None:
        papers = await rig.papers()
        if not papers:
            raise StepFailed(f"nothing was printed\n{describe(await rig.page())}")
        latest = "\n".join(papers[-1].lines)
        missing = ", ".join(f'"{words}"' for words in step.words if words not in latest)
        printed = "\n".join(f"  {line}" for line in papers[-1].lines)
        raise StepFailed(f"the latest paper does not carry {missing}; it carries:\n{printed}")


async def _expect_ledger(step: steps.ExpectLedger, rig: Rig) -> None:
    async def look() -> bool | None:
        books = await rig.ledgers()
        wanted = (step.posted, step.total_fen, step.refunded_fen)
        there = (books.posted, books.posted_fen, books.refunded_fen)
        right = all(want is None or want == value for want, value in zip(wanted, there, strict=True))
        return (right and books.agree) or None

    if await until(rig, look) is None:
        books = await rig.ledgers()
        raise StepFailed(
            f"the bureau's book says: {books.posted} posted, {yuan(books.posted_fen)} yuan; those of gateways"
            f" and acquirer: {yuan(books.paid_fen)} yuan paid, {yuan(books.refunded_fen)} yuan given back"
            + ("" if books.agree else "\nwhat was paid is neither posted nor given back")
            + f"\n{describe(await rig.page())}"
        )
