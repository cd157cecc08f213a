"""What the engine does for every service."""

import asyncio
import re
from pathlib import Path

import pytest

from kiosk.devices.simulators.identity_reader import ReaderFault
from kiosk.domain.words import Language
from kiosk.flows.actions import Tap
from kiosk.flows.display import Display
from tests.flows.visitor import Play, Visitor, standing_before_a_kiosk


def test_a_tap_on_the_card_way_asks_for_the_card(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.tap("way-card")
        assert visitor.screen == "prompt"
        assert "请插入社会保障卡" in visitor.words

    play(story)


def test_a_card_put_in_at_the_invitation_begins_a_visit_at_once(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.insert("c01_f23")
        await visitor.see("pin")

    play(story)


def test_without_a_reader_the_invitation_says_where_to_go_instead(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.see("attract")
        visitor.machine.world.devices.slot.unplug()
        visitor.machine.world.devices.scanner.unplug()
        visitor.machine.world.devices.identity_reader.faults.add(ReaderFault.HANG)
        await visitor.until(lambda: "身份证阅读器暂时不能用" in visitor.words)
        assert "读卡器暂时不能用" in visitor.words
        assert "请换一台机器，或到人工窗口办理。" in visitor.words
        visitor.machine.world.devices.slot.plug_in()
        await visitor.until(lambda: "读卡器暂时不能用" not in visitor.words)

    play(story)


def test_going_back_leads_to_the_step_before(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.log_in()
        await visitor.see("bills")
        await visitor.tap(next(row["id"] for row in visitor.rows() if row["enabled"]))
        await visitor.tap("main")
        assert visitor.screen == "payer"
        await visitor.tap("main")
        assert visitor.screen == "confirm"
        await visitor.tap("back")
        assert visitor.screen == "payer"
        assert visitor.page["direction"] == "back"
        await visitor.tap("back")
        assert visitor.screen == "bills"

    play(story)


def test_a_change_of_language_keeps_the_page_and_what_was_done_on_it(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.insert("c01_f23")
        await visitor.see("pin")
        await visitor.type("258")
        before = visitor.page["serial"]
        await visitor.tap("language-en")
        assert "Enter your card PIN" in visitor.words
        assert (visitor.view["filled"], visitor.page["serial"]) == (3, before)

    play(story)


def test_elder_mode_stays_for_the_visit_and_ends_with_it(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.tap("elder")
        await visitor.log_in()
        await visitor.see("bills")
        assert visitor.page["frame"]["elder"]
        visitor.machine.world.pull_card()
        await visitor.see("attract")
        assert not visitor.page["frame"]["elder"]

    play(story)


def test_a_visitor_who_walks_away_from_the_invitation_leaves_the_usual_language(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.tap("language-en")
        await visitor.until(lambda: visitor.page["frame"]["language"] == "zh", 70)

    play(story)


def test_an_idle_visitor_is_warned_before_the_visit_ends(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.log_in()
        await visitor.see("bills")
        await visitor.until(lambda: visitor.page["frame"]["overlay"] is not None, 45)
        assert re.search(r"(19|20) 秒后将自动退出", visitor.page["frame"]["overlay"]["sentence"])
        assert visitor.screen == "bills"
        await visitor.tap("stay")
        assert visitor.page["frame"]["overlay"] is None

    play(story)


def test_an_elder_visitor_gets_twice_the_time_before_the_warning(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.tap("elder")
        await visitor.log_in()
        await visitor.see("bills")
        await visitor.clock.advance(70)
        await visitor.settle()
        assert visitor.page["frame"]["overlay"] is None
        await visitor.until(lambda: visitor.page["frame"]["overlay"] is not None, 15)

    play(story)


def test_the_absolute_limit_of_a_visit_asks_too_and_can_be_extended(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.log_in()
        await visitor.see("bills")
        for _ in range(19):
            await visitor.clock.advance(30)
            await visitor.tap("bill-none")
        await visitor.until(lambda: visitor.page["frame"]["overlay"] is not None, 15)
        await visitor.tap("stay")
        await visitor.clock.advance(30)
        await visitor.settle()
        assert visitor.screen == "bills"

    play(story)


def test_after_a_quiet_hour_the_next_citizen_has_the_time_of_a_whole_visit(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.clock.advance(3600)
        await visitor.tap("language-en")
        await visitor.clock.advance(5)
        assert visitor.page["frame"]["language"] == "en"
        await visitor.insert("c01_f23")
        await visitor.see("pin")
        await visitor.clock.advance(35)
        await visitor.settle()
        assert (visitor.screen, visitor.page["frame"]["overlay"]) == ("pin", None)

    play(story)


def test_the_time_that_a_payment_takes_is_not_missing_at_its_voucher(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("method")
        for _ in range(14):
            await visitor.clock.advance(30)
            await visitor.tap("method-other")
        await visitor.tap("method-wechat")
        await visitor.see("pay")
        await visitor.clock.advance(175)
        visitor.pay()
        await visitor.see("voucher")
        await visitor.clock.advance(15)
        await visitor.settle()
        assert (visitor.screen, visitor.page["frame"]["overlay"]) == ("voucher", None)

    play(story)


def test_an_abandoned_visit_ends_and_asks_for_the_card_to_be_taken(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.log_in()
        await visitor.see("bills")
        await visitor.until(lambda: "请取走您的卡" in visitor.words, 65)
        visitor.machine.world.pull_card()
        await visitor.see("status")
        assert "您的信息已清除" in visitor.words
        await visitor.see("attract")

    play(story)


@pytest.mark.parametrize("screen", ["pin", "bills", "payer", "confirm", "method"])
def test_a_card_pulled_before_paying_ends_the_visit(play: Play, screen: str) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to(screen)
        visitor.machine.world.pull_card()
        await visitor.see("status")
        assert "您已取走卡" in visitor.words
        await visitor.see("attract")

    play(story)


def test_another_card_put_in_within_a_blink_does_not_inherit_the_visit(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("payer")
        visitor.machine.world.insert_card("c07_m55")
        await visitor.until(lambda: "请取走您的卡" in visitor.words)

    play(story)


def test_after_a_visit_nothing_of_the_citizen_is_left_in_the_engine_or_on_the_screen(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("payer")
        await visitor.hold("field-identity")
        citizen = visitor.machine.world.citizens["c01_f23"]
        assert citizen.identity_number in visitor.words
        visitor.machine.world.pull_card()
        await visitor.see("attract")
        left = visitor.words + repr(vars(visitor.machine.engine))
        for personal in (citizen.name, citizen.identity_number, citizen.card.number, citizen.name[0] + "*"):
            assert personal not in left

    play(story)


def test_leaving_asks_first_and_can_be_taken_back(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("payer")
        await visitor.tap("leave")
        assert "要离开吗" in visitor.words
        await visitor.tap("stay")
        assert (visitor.screen, visitor.page["frame"]["overlay"]) == ("payer", None)
        await visitor.tap("leave", "end-visit")
        await visitor.until(lambda: "请取走您的卡" in visitor.words)

    play(story)


def test_what_lies_under_a_question_cannot_be_touched(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("payer")
        await visitor.tap("help", "main")
        assert visitor.screen == "payer"

    play(story)


def test_a_touch_on_an_earlier_page_is_dropped(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("payer")
        earlier = visitor.page["serial"] - 1
        visitor.machine.engine.act(Tap("main"), earlier)
        await visitor.settle()
        assert visitor.screen == "payer"

    play(story)


def test_a_kiosk_can_begin_in_english_and_large_text(tmp_path: Path, keys: Path) -> None:
    async def story() -> None:
        async with standing_before_a_kiosk(tmp_path, keys, Display(Language.ENGLISH, elder=True)) as visitor:
            assert "Pay your social insurance" in visitor.words
            assert visitor.page["frame"]["elder"]

    asyncio.run(story())
