"""Doing what a step says."""

from kiosk.domain.money import yuan
from kiosk.flows.gesture import HOLD_SECONDS, LEFT, RIGHT
from kiosk.flows.render import Rendered
from kiosk.flowtest import steps
from kiosk.flowtest.failure import StepFailed
from kiosk.flowtest.looking import Control, Missing, describe, find, plain, sees
from kiosk.flowtest.rig import Rig
from kiosk.flowtest.waiting import pass_time, until

_LITTLE_LONGER = 0.5
"""Seconds that a finger rests beyond what it must."""


async def perform(line: steps.Line, rig: Rig) -> None:
    """Do what a line says, waiting as long as it takes; `Screenshot` is the report's business.

    Raises:
        StepFailed: it cannot be done, or what it expects does not come.
    """
    match line.step:
        case steps.KillApp() | steps.StartApp() | steps.SetPin() as preparation:
            await _prepare(preparation, rig)
        case steps.Tap() | steps.Hold() | steps.Release() | steps.Type() as touch:
            await _touch(touch, rig)
        case steps.See() | steps.SeeScreen() | steps.SeeNot() as look:
            await _see(look, rig)
        case steps.SeeLight() | steps.Hear() as guidance:
            await _follow(guidance, rig)
        case steps.ExpectPrinted() as paper:
            await _expect_printed(paper, rig)
        case steps.ExpectLedger() as books:
            await _expect_ledger(books, rig)
        case steps.Screenshot():
            pass
        case steps.AdvanceClock(seconds):
            await pass_time(rig, seconds)
        case steps.ServiceGesture():
            await _make_service_gesture(rig)
        case act:
            await rig.do(act, line.text)


async def _prepare(step: steps.KillApp | steps.StartApp | steps.SetPin, rig: Rig) -> None:
    match step:
        case steps.KillApp():
            await rig.kill_app()
        case steps.StartApp():
            await rig.start_app()
        case steps.SetPin(name, pin):
            rig.set_pin(name, pin)


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


async def _make_service_gesture(rig: Rig) -> None:
    for corner in (LEFT, RIGHT):
        await _touch(steps.Hold(corner.id), rig)
        await pass_time(rig, HOLD_SECONDS + _LITTLE_LONGER)
        await _touch(steps.Release(corner.id), rig)


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


async def _follow(step: steps.SeeLight | steps.Hear, rig: Rig) -> None:
    async def look() -> bool | None:
        guidance = await rig.guidance()
        match step:
            case steps.SeeLight(device):
                return guidance.lit == ((device,) if device else ()) or None
            case steps.Hear(words):
                return any(plain(words) in plain(said) for said in guidance.said) or None

    if await until(rig, look) is None:
        guidance = await rig.guidance()
        match step:
            case steps.SeeLight(device):
                lit = ", ".join(guidance.lit) or "none"
                raise StepFailed(f"the light to be on: {device or 'none'}; those that are: {lit}")
            case steps.Hear(words):
                said = "\n".join(f"  {each}" for each in guidance.said)
                raise StepFailed(f'"{words}" was not said; this was:\n{said}')


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
