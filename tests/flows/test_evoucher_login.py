"""Logging in by the e-voucher on a phone."""

from kiosk.bureau.evouchers import EVouchers
from kiosk.domain.secret import Secret
from kiosk.flows.payment.evoucher_login import LONGEST_CODE
from kiosk.flows.payment.state import Payment
from tests.flows.visitor import Play, Visitor

CODE = "an-e-voucher"


async def hold(visitor: Visitor, code: str) -> None:
    """Hold a code there as soon as the scanner reads, however lately it saw another."""
    world = visitor.machine.world
    await visitor.until(lambda: world.devices.scanner.reading)
    world.hold_code(code)
    await visitor.settle()


async def ask_for_it(visitor: Visitor) -> None:
    await visitor.tap("way-evoucher")
    await visitor.see("prompt")


def issue(visitor: Visitor) -> None:
    store = visitor.machine.bureau.store
    with store.transaction():
        EVouchers(store).issue("c01_f23", Secret(CODE), visitor.clock.now())


def test_a_code_that_was_used_is_refused_kindly_and_a_new_one_accepted(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await ask_for_it(visitor)
        await hold(visitor, CODE)
        await visitor.until(lambda: "这个二维码已失效" in visitor.words)
        assert "没有扣款" in visitor.words
        await visitor.tap("main")
        await visitor.see("prompt")
        visitor.machine.world.show_evoucher("c01_f23")
        await visitor.see("bills")

    play(story)


def test_a_bureau_out_of_reach_asks_for_a_new_code(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await ask_for_it(visitor)
        issue(visitor)
        visitor.machine.world.set_bureau(reachable=False)
        await hold(visitor, CODE)
        await visitor.see("status")
        visitor.machine.world.set_bureau(reachable=True)
        await visitor.tap("main")
        assert "请把医保电子凭证对准扫码口" in visitor.words

    play(story)


def test_a_text_that_no_phone_shows_never_reaches_the_bureau(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await ask_for_it(visitor)
        visitor.machine.world.set_bureau(reachable=False)
        for text in ("a b", "社保", "x" * (LONGEST_CODE + 1), "<b>\x07"):
            await hold(visitor, text)
            assert visitor.screen == "prompt"

    play(story)


def test_the_used_code_does_not_stay_with_who_has_logged_in(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await ask_for_it(visitor)
        visitor.machine.world.show_evoucher("c01_f23")
        await visitor.see("bills")
        known = visitor.machine.engine._state  # noqa: SLF001 whatever stays in it stays for the visit
        assert isinstance(known, Payment)
        assert known.session is not None
        assert known.evidence is None

    play(story)
