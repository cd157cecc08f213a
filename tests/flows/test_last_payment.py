"""At the next login a citizen hears what became of the last payment, and gets its voucher."""

import asyncio
from datetime import timedelta
from pathlib import Path

from kiosk.domain.orders import RailName
from kiosk.payments.record import AttemptState
from kiosk.world.acts import Roll
from kiosk.world.gateway import Fault
from tests.flows.visitor import OPENING, Play, Visitor, standing_before_a_kiosk

LATER = OPENING + timedelta(minutes=20)


async def leave(visitor: Visitor) -> None:
    """End the visit from a screen that offers it, and take the card."""
    await visitor.tap("end")
    visitor.machine.world.pull_card()
    await visitor.see("attract")


async def log_in_and_hear(visitor: Visitor, words: str) -> None:
    """Log in again, and wait until something is said of an earlier payment."""
    await visitor.log_in()
    await visitor.until(lambda: words in visitor.words)
    assert visitor.screen == "status"
    assert "您 2026 年 11 月 2 日 09:30 的付款，400.00 元。" in visitor.words


async def log_in_and_hear_nothing(visitor: Visitor) -> None:
    """Log in again, and come to the bills at once."""
    await visitor.log_in()
    await visitor.see("bills")
    visitor.machine.world.pull_card()
    await visitor.see("attract")


def test_a_voucher_not_taken_is_offered_and_then_no_more(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        visitor.machine.world.set_bureau(reachable=False)
        visitor.pay()
        await visitor.until(lambda: "已收到付款，正在登记" in visitor.words)
        await leave(visitor)
        visitor.machine.world.set_bureau(reachable=True)
        await visitor.until(lambda: not visitor.machine.journal.open_attempts(), 90)
        await log_in_and_hear(visitor, "现在可以取")
        await visitor.tap("main")
        await visitor.see("voucher")
        await visitor.until(lambda: "请取走凭证" in visitor.words)
        (paper,) = visitor.machine.world.papers()
        assert not any("补打" in line for line in paper.lines)
        await visitor.tap("main")
        await visitor.see("bills")
        visitor.machine.world.pull_card()
        await visitor.see("attract")
        await log_in_and_hear_nothing(visitor)

    play(story)


def test_a_voucher_that_is_put_off_is_offered_again(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        visitor.machine.world.set_bureau(reachable=False)
        visitor.pay()
        await visitor.until(lambda: "已收到付款，正在登记" in visitor.words)
        await leave(visitor)
        visitor.machine.world.set_bureau(reachable=True)
        await visitor.until(lambda: not visitor.machine.journal.open_attempts(), 90)
        for _ in range(2):
            await log_in_and_hear(visitor, "现在可以取")
            await visitor.tap("later")
            await visitor.see("bills")
            visitor.machine.world.pull_card()
            await visitor.see("attract")

    play(story)


def test_who_went_before_the_paper_came_gets_it_at_the_next_login_marked_as_a_reprint(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        world = visitor.machine.world
        world.set_paper(Roll.OUT)
        await visitor.go_to("pay")
        visitor.pay()
        await visitor.until(lambda: "打印纸用完了" in visitor.words, 60)
        await visitor.see("prompt", 120)
        world.pull_card()
        await visitor.see("attract")
        world.set_paper(Roll.LOADED)
        await log_in_and_hear(visitor, "现在可以取")
        await visitor.tap("main")
        await visitor.until(lambda: "请取走凭证" in visitor.words)
        (paper,) = world.papers()
        assert any("补打" in line for line in paper.lines)

    play(story)


def test_a_voucher_seen_on_the_screen_of_a_kiosk_without_paper_is_not_offered_again(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.world.set_paper(Roll.OUT)
        await visitor.go_to("pay")
        visitor.pay()
        await visitor.until(lambda: "打印纸用完了" in visitor.words, 60)
        await visitor.tap("main")
        visitor.machine.world.pull_card()
        await visitor.see("attract")
        await log_in_and_hear_nothing(visitor)

    play(story)


def test_a_payment_made_while_the_kiosk_was_off_is_told_with_its_voucher(tmp_path: Path, keys: Path) -> None:
    async def whole() -> None:
        async with standing_before_a_kiosk(tmp_path, keys) as visitor:
            await visitor.go_to("pay")
            visitor.pay()
        async with standing_before_a_kiosk(tmp_path, keys, now=LATER) as visitor:
            await log_in_and_hear(visitor, "现在可以取")

    asyncio.run(whole())


def test_a_refund_is_told_once(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        world = visitor.machine.world
        await visitor.go_to("pay")
        world.set_bureau(reachable=False)
        visitor.pay()
        await visitor.until(lambda: "已收到付款，正在登记" in visitor.words)
        await leave(visitor)
        world.settle_elsewhere("c01_f23")
        world.set_bureau(reachable=True)
        await visitor.until(lambda: not visitor.machine.journal.unresolved_orders(), 200)
        await log_in_and_hear(visitor, "400.00 元已原路退回")
        await visitor.tap("main")
        await visitor.until(lambda: visitor.screen in {"bills", "status"} and "的付款" not in visitor.words)
        world.pull_card()
        await visitor.see("attract")
        await visitor.log_in()
        await visitor.until(lambda: visitor.screen in {"bills", "status"})
        assert "的付款" not in visitor.words

    play(story)


def test_a_refund_under_way_is_told_each_time_until_it_has_arrived(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        world = visitor.machine.world
        await visitor.go_to("pay")
        world.settle_elsewhere("c01_f23")
        visitor.pay()
        await visitor.until(lambda: visitor.machine.journal.attempts()[0].refund_no is not None)
        visitor.line.set_reachable(False)
        await visitor.until(lambda: "正在退款" in visitor.words)
        await visitor.tap("main")
        world.pull_card()
        await visitor.see("attract")
        await log_in_and_hear(visitor, "正在退款")
        visitor.line.set_reachable(True)
        await visitor.until(lambda: "已经退款" in visitor.words, 200)

    play(story)


def test_what_is_still_being_checked_is_told_its_bill_is_locked_and_the_end_comes_by_itself(
    play: Play,
) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        code = visitor.view["code"]
        visitor.line.set_reachable(False)
        await visitor.until(lambda: "正在核对这笔付款" in visitor.words, 60)
        await leave(visitor)
        await log_in_and_hear(visitor, "还不能确定有没有扣款")
        await visitor.tap("main")
        await visitor.see("bills")
        (locked,) = [row for row in visitor.rows() if row["reason"] == "之前的付款还在核对，请先不要再付"]
        assert not locked["enabled"]
        visitor.machine.world.pull_card()
        await visitor.see("attract")
        await log_in_and_hear(visitor, "还不能确定有没有扣款")
        visitor.gateway.pay(RailName.WECHAT, code)
        visitor.line.set_reachable(True)
        await visitor.until(lambda: "现在可以取" in visitor.words, 200)

    play(story)


def test_a_payment_that_was_cut_off_and_never_made_is_told_as_just_that(tmp_path: Path, keys: Path) -> None:
    async def whole() -> None:
        async with standing_before_a_kiosk(tmp_path, keys) as visitor:
            await visitor.go_to("pay")
        async with standing_before_a_kiosk(tmp_path, keys, now=LATER) as visitor:
            await log_in_and_hear(visitor, "没有扣款")
            await visitor.tap("main")
            await visitor.see("bills")
            visitor.machine.world.pull_card()
            await visitor.see("attract")
            await log_in_and_hear_nothing(visitor)

    asyncio.run(whole())


def test_a_payment_that_was_seen_to_end_without_money_is_not_told_again(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        await visitor.tap("cancel")
        await visitor.until(lambda: "这笔付款没有完成" in visitor.words)
        await leave(visitor)
        await log_in_and_hear_nothing(visitor)

    play(story)


def test_what_a_person_must_look_at_is_told_at_the_next_login_too(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        visitor.pay()
        visitor.gateway.faults.always(Fault.WRONG_AMOUNT)
        await visitor.until(lambda: "需要人工核对" in visitor.words)
        await visitor.until(lambda: visitor.screen == "prompt", 200)
        visitor.machine.world.pull_card()
        await visitor.see("attract")
        await log_in_and_hear(visitor, "还不能确定扣了多少钱")
        (attempt,) = visitor.machine.journal.attempts()
        assert attempt.state is AttemptState.QUARANTINED

    play(story)


def test_another_citizen_hears_nothing_of_it(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        visitor.line.set_reachable(False)
        await visitor.until(lambda: "正在核对这笔付款" in visitor.words, 60)
        await leave(visitor)
        await visitor.log_in("c03_m31")
        await visitor.see("bills")

    play(story)
