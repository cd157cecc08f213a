"""The technician's hands: what the bench of a simulated kiosk can do to the world."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from kiosk.bench.desk import Desk
from kiosk.config import ASSETS
from kiosk.domain.orders import RailName
from kiosk.flows.catalogue import Catalogue
from kiosk.world.gateway import GatewayServer
from tests.flows.visitor import Visitor, standing_before_a_kiosk

Story = Callable[[Visitor, Desk, list[dict[str, Any]]], Awaitable[None]]


def play(tmp_path: Path, keys: Path, story: Story) -> None:
    """Play a story before a new kiosk with a bench beside it."""

    async def whole() -> None:
        async with standing_before_a_kiosk(tmp_path, keys) as visitor:
            machine, states = visitor.machine, list[dict[str, Any]]()
            server = GatewayServer(visitor.gateway)
            say = Catalogue(ASSETS / "translations").say
            desk = Desk(machine.world, machine.stage, server, machine.line, visitor.clock, say, states.append)
            await story(visitor, desk, states)
            server.stop()

    asyncio.run(whole())


def test_a_card_put_in_from_the_bench_begins_a_visit(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, states: list[dict[str, Any]]) -> None:
        desk.do("insert", "c01_f23")
        await visitor.see("pin")
        assert [citizen["id"] for citizen in states[-1]["citizens"] if citizen["card_in"]] == ["c01_f23"]
        desk.do("pull", "c01_f23")
        await visitor.see("attract")

    play(tmp_path, keys, story)


def test_an_id_card_put_on_from_the_bench_begins_a_visit(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, states: list[dict[str, Any]]) -> None:
        desk.do("put-id-card", "c01_f23")
        await visitor.until(lambda: "请拿走您的身份证" in visitor.words)
        assert [citizen["id"] for citizen in states[-1]["citizens"] if citizen["id_card_there"]] == [
            "c01_f23"
        ]
        desk.do("take-id-card", "c01_f23")
        await visitor.see("bills")
        desk.do("take-id-card", "")
        assert "there is no ID card" in states[-1]["log"][0]

    play(tmp_path, keys, story)


def test_the_phone_pays_the_code_that_is_on_the_screen(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, states: list[dict[str, Any]]) -> None:
        desk.do("pay", "wechat")
        assert "没有付款码" in states[-1]["log"][0]
        await visitor.go_to("pay")
        desk.do("pay", "alipay")
        assert "读不了这个码" in states[-1]["log"][0]
        desk.do("pay", "wechat")
        assert "支付成功" in states[-1]["log"][0]
        await visitor.see("voucher")

    play(tmp_path, keys, story)


def test_a_bank_card_pays_at_the_terminal_when_it_asks_for_one(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, states: list[dict[str, Any]]) -> None:
        desk.do("bank-card", "present")
        assert "does not ask for a card" in states[-1]["log"][0]
        await visitor.go_to("pay", rail=RailName.CARD)
        desk.do("bank-card", "present")
        assert "银行同意付款" in states[-1]["log"][0]
        await visitor.see("voucher")

    play(tmp_path, keys, story)


def test_a_phone_shows_its_code_to_the_scanner_and_answers_for_it(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, states: list[dict[str, Any]]) -> None:
        desk.do("show-code", "wechat")
        assert "the scanner does not read now" in states[-1]["log"][0]
        desk.do("answer-phone", "confirm")
        assert "还没有手机" in states[-1]["log"][0]
        await visitor.go_to("method")
        await visitor.tap("method-show-code")
        desk.do("show-code", "wechat")
        await visitor.see("pay")
        desk.do("pay", "wechat")
        assert "没有付款码" in states[-1]["log"][0]
        desk.do("answer-phone", "confirm")
        assert "支付成功" in states[-1]["log"][0]
        await visitor.see("voucher")

    play(tmp_path, keys, story)


def test_what_is_switched_off_at_the_bench_is_off_until_it_is_switched_on_again(
    tmp_path: Path, keys: Path
) -> None:
    async def story(visitor: Visitor, desk: Desk, states: list[dict[str, Any]]) -> None:
        desk.do("paper", "")
        await visitor.until(lambda: "今天不能打印凭证" in visitor.words)
        desk.do("paper", "")
        await visitor.until(lambda: "今天不能打印凭证" not in visitor.words)
        desk.do("bureau", "")
        assert not visitor.machine.line.connected
        assert any(button["active"] for group in states[-1]["groups"] for button in group["buttons"])
        desk.do("bureau", "")
        assert visitor.machine.line.connected

    play(tmp_path, keys, story)


def test_what_cannot_be_done_is_told_in_the_log(tmp_path: Path, keys: Path) -> None:
    async def story(_: Visitor, desk: Desk, states: list[dict[str, Any]]) -> None:
        desk.do("pull", "")
        assert "no card in the reader" in states[-1]["log"][0]

    play(tmp_path, keys, story)


def test_the_bench_speaks_both_languages(tmp_path: Path, keys: Path) -> None:
    async def story(_: Visitor, desk: Desk, states: list[dict[str, Any]]) -> None:
        desk.show()
        assert states[-1]["title"] == "工作台：模拟世界"
        desk.do("chinese", "")
        assert states[-1]["title"] == "Bench: the simulated world"

    play(tmp_path, keys, story)
