"""How a visit ends that nobody ends: whatever happened, what is said about the money is true."""

import asyncio
from pathlib import Path

import pytest

from kiosk.config import ASSETS
from kiosk.domain.words import Language
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.overlays import idle
from kiosk.payments.journal_file import JournalFullError
from kiosk.payments.sealed_store import SealedStore
from tests.flows.visitor import Play, Visitor, standing_before_a_kiosk


def refuse(*_: object) -> None:
    raise JournalFullError("the disk is full")


def test_a_citizen_who_has_paid_and_walks_away_is_not_told_that_nothing_was_charged(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        visitor.machine.world.pull_card()
        visitor.pay()
        await visitor.see("voucher")
        await visitor.until(lambda: "已自动退出" in visitor.words, 200)
        assert "没有扣款" not in visitor.words

    play(story)


def test_a_step_that_breaks_ends_the_visit_with_words_and_the_kiosk_serves_the_next(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("confirm")
        with monkeypatch.context() as patched:
            patched.setattr(visitor.machine.bureau.store, "bills", None)
            await visitor.tap("check", "main")
            visitor.machine.world.pull_card()
            await visitor.until(lambda: "这次办理中断了" in visitor.words)
            assert "如果您已经付款，钱不会丢，请不要再付。" in visitor.words
        await visitor.see("attract", 60)
        await visitor.go_to("bills")

    play(story)


def test_a_citizen_without_a_card_who_walks_away_from_a_refused_order_leaves_the_kiosk_to_the_next(
    play: Play,
) -> None:
    async def story(visitor: Visitor) -> None:
        world = visitor.machine.world
        world.put_identity_card("c01_f23")
        await visitor.until(lambda: "请拿走您的身份证" in visitor.words)
        world.take_identity_card()
        await visitor.see("bills")
        while visitor.screen != "confirm":
            await visitor.go_on()
        world.set_bureau(reachable=False)
        await visitor.tap("check", "main")
        await visitor.until(lambda: "没有扣款。" in visitor.words)
        await visitor.see("attract", 90)

    play(story)


def test_a_journal_that_takes_nothing_pauses_paying_in_words_and_bills_can_still_be_seen(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("confirm")
        with monkeypatch.context() as patched:
            patched.setattr(SealedStore, "commit", refuse)
            await visitor.tap("check", "main")
            await visitor.until(lambda: "本机暂停缴费" in visitor.words)
            assert "没有扣款。" in visitor.words
        await visitor.tap("main")
        await visitor.see("bills")

    play(story)


def test_a_citizen_at_the_code_is_told_the_truth_when_the_journal_takes_nothing_more(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        visitor.pay()
        with monkeypatch.context() as patched:
            patched.setattr(SealedStore, "commit", refuse)
            await visitor.until(lambda: "还不能确定有没有扣款。请不要再付这一笔。" in visitor.words)
            visitor.machine.world.pull_card()
            await visitor.see("attract", 200)

    play(story)


def test_a_bank_card_payment_that_the_kiosk_left_on_the_terminal_is_closed_after_its_next_start(
    tmp_path: Path, keys: Path
) -> None:
    async def whole() -> None:
        async with standing_before_a_kiosk(tmp_path, keys) as visitor:
            await visitor.go_to("method")
            await visitor.tap("method-card")
            await visitor.see("pay")
        async with standing_before_a_kiosk(tmp_path, keys) as visitor:
            (attempt,) = visitor.machine.journal.attempts()
            await visitor.until(lambda: visitor.machine.journal.attempt(attempt.attempt_no).final, 60)
            assert visitor.machine.journal.unresolved_bills() == frozenset()

    asyncio.run(whole())


@pytest.mark.parametrize(("seconds", "said"), [(1, "In 1 second we"), (2, "In 2 seconds we")])
def test_the_seconds_that_are_left_are_counted_in_good_english(seconds: int, said: str) -> None:
    catalogue = Catalogue(ASSETS / "translations")
    assert catalogue.say(idle(seconds).sentence, Language.ENGLISH).startswith(said)
