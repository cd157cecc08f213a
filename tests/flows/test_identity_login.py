"""Logging in by ID card."""

import pytest

from kiosk.devices.simulators.identity_reader import Command, ReaderFault
from kiosk.world.identity_cards import STRANGER
from tests.flows.visitor import Play, Visitor


async def log_in(visitor: Visitor, citizen: str = "c01_f23") -> None:
    visitor.machine.world.put_identity_card(citizen)
    await visitor.until(lambda: "请拿走您的身份证" in visitor.words)
    visitor.machine.world.take_identity_card()
    await visitor.see("bills")


def test_an_id_card_put_on_the_reader_is_enough_to_begin(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await log_in(visitor)
        assert "林**" in visitor.words

    play(story)


def test_the_citizen_sees_the_card_number_that_the_bureau_knows(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await log_in(visitor)
        await visitor.tap(next(row["id"] for row in visitor.rows() if row["enabled"]), "main")
        await visitor.see("payer")
        await visitor.hold("field-card")
        assert "A31840276" in visitor.words

    play(story)


def test_a_card_that_stays_on_the_reader_can_be_overruled_by_a_tap(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.world.put_identity_card("c01_f23")
        await visitor.until(lambda: "请拿走您的身份证" in visitor.words)
        await visitor.tap("main")
        await visitor.see("bills")

    play(story)


def test_a_card_left_from_the_last_visit_begins_no_new_one(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.world.put_identity_card("c01_f23")
        await visitor.until(lambda: "请拿走您的身份证" in visitor.words)
        await visitor.tap("leave", "end-visit")
        await visitor.see("attract")
        await visitor.clock.advance(10)
        await visitor.settle()
        assert visitor.screen == "attract"
        visitor.machine.world.put_identity_card("c06_m41")
        await visitor.until(lambda: "P*** J*** H*" in visitor.words)

    play(story)


@pytest.mark.parametrize(
    ("command", "status", "words"),
    [
        (Command.READ, 0x41, "身份证没有读出来"),
        (Command.READ, 0x40, "这张卡不是身份证"),
        (Command.READ, 0x23, "身份证阅读器暂时不能用"),
    ],
    ids=["unreadable", "another card", "module"],
)
def test_what_is_wrong_with_the_card_is_said_and_another_try_offered(
    play: Play, command: bytes, status: int, words: str
) -> None:
    async def story(visitor: Visitor) -> None:
        world = visitor.machine.world
        world.devices.identity_reader.answers[command] = status
        await visitor.tap("way-id-card")
        await visitor.see("prompt")
        world.put_identity_card("c01_f23")
        await visitor.until(lambda: words in visitor.words)
        assert "没有扣款" in visitor.words
        world.devices.identity_reader.answers.clear()
        world.take_identity_card()
        await visitor.clock.advance(3)
        world.put_identity_card("c01_f23")
        if status == 0x23:
            await visitor.tap("main")
        await visitor.until(lambda: "请拿走您的身份证" in visitor.words)

    play(story)


def test_a_reader_that_falls_silent_is_told_of_and_its_way_closed(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.tap("way-id-card")
        await visitor.see("prompt")
        visitor.machine.world.devices.identity_reader.faults.add(ReaderFault.HANG)
        await visitor.see("status")
        assert "身份证阅读器暂时不能用" in visitor.words
        await visitor.tap("main")
        await visitor.see("attract")
        (way,) = [way for way in visitor.view["ways"] if way["id"] == "way-id-card"]
        assert (way["enabled"], way["reason"]) == (False, "身份证阅读器暂时不能用")
        visitor.machine.world.devices.identity_reader.faults.clear()
        await visitor.until(lambda: "放在感应区，不用密码" in visitor.words)

    play(story)


@pytest.mark.parametrize("hasty", [True, False])
def test_who_cannot_be_known_sees_nobodys_bills(play: Play, *, hasty: bool) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.world.put_identity_card(STRANGER, hasty=hasty)
        await visitor.see("status")
        assert ("拿开早了" in visitor.words, "没有查到您的参保登记" in visitor.words) == (hasty, not hasty)
        assert "验" not in visitor.words

    play(story)


def test_a_cut_line_to_the_bureau_is_told_and_tried_again(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.world.set_bureau(reachable=False)
        visitor.machine.world.put_identity_card("c01_f23")
        await visitor.until(lambda: "暂时连不上社保中心" in visitor.words)
        visitor.machine.world.set_bureau(reachable=True)
        await visitor.tap("main")
        await visitor.until(lambda: "请拿走您的身份证" in visitor.words)

    play(story)
