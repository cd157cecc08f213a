"""Paying with the code that the phone shows: offered where it works, charged once, and kept nowhere."""

import asyncio
import logging
from pathlib import Path

import pytest

from kiosk.devices.ports import DeviceKind
from kiosk.domain.orders import RailName
from kiosk.flows.display import Display
from kiosk.world.gateway.payment_codes import PayerHabit
from tests.flows.visitor import Play, Visitor, standing_before_a_kiosk

SHOWN = "出示付款码"


def ways(visitor: Visitor) -> list[str]:
    return [method["words"] for method in visitor.view["methods"]]


def lit(visitor: Visitor) -> bool:
    return visitor.machine.world.devices.scanner.reading


async def show(visitor: Visitor, wallet: RailName, habit: PayerHabit) -> str:
    """Choose the way, and hold the phone before the scanner."""
    await visitor.tap("method-show-code")
    await visitor.see("prompt")
    code = visitor.gateway.show_code(wallet, habit)
    visitor.machine.world.hold_code(code)
    return code


def test_the_light_is_on_only_while_a_code_is_waited_for(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("method")
        assert not lit(visitor)
        await visitor.tap("method-show-code")
        await visitor.see("prompt")
        assert lit(visitor)
        await visitor.tap("back")
        await visitor.see("method")
        assert not lit(visitor)

    play(story)


def test_a_citizen_who_takes_time_is_read_when_the_phone_comes(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("method")
        await visitor.tap("method-show-code")
        await visitor.see("prompt")
        await visitor.clock.advance(45)
        await visitor.settle()
        visitor.machine.world.hold_code(visitor.gateway.show_code(RailName.WECHAT))
        await visitor.see("voucher")
        assert (await visitor.machine.world.ledger()).posted == 1

    play(story)


def test_in_large_text_there_are_fewer_ways_and_they_come_and_go_with_it(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("method")
        assert SHOWN in ways(visitor)
        await visitor.tap("elder")
        await visitor.until(lambda: SHOWN not in ways(visitor))
        assert len(ways(visitor)) == 3
        await visitor.tap("elder")
        await visitor.until(lambda: SHOWN in ways(visitor))

    play(story)


def test_a_scanner_that_is_gone_says_why_it_cannot_be_chosen(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("method")
        visitor.machine.world.set_plugged(DeviceKind.CODE_SCANNER, plugged=False)
        await visitor.until(lambda: "扫码器暂时不能用" in visitor.words)
        await visitor.tap("method-show-code")
        assert visitor.screen == "method"

    play(story)


def test_the_next_attempt_does_not_charge_the_code_of_the_one_before(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("method")
        await show(visitor, RailName.ALIPAY, PayerHabit.PASSWORD)
        await visitor.see("pay")
        await visitor.tap("cancel")
        await visitor.until(lambda: "没有完成" in visitor.words)
        await visitor.tap("main")
        await visitor.see("method")
        await visitor.tap("method-wechat")
        await visitor.see("pay")
        assert visitor.view["code"]
        visitor.pay()
        await visitor.see("voucher")

    play(story)


@pytest.mark.parametrize("habit", [PayerHabit.CONFIRM, PayerHabit.PASSWORD])
def test_a_payment_code_stands_in_no_file_no_page_and_no_log(
    tmp_path: Path, keys: Path, caplog: pytest.LogCaptureFixture, habit: PayerHabit
) -> None:
    async def story() -> str:
        async with standing_before_a_kiosk(tmp_path, keys, Display()) as visitor:
            await visitor.go_to("method")
            code = await show(visitor, RailName.WECHAT, habit)
            pages = [visitor.words]
            if habit is PayerHabit.PASSWORD:
                await visitor.see("pay")
                pages.append(visitor.words)
                visitor.gateway.confirm(RailName.WECHAT, code)
            await visitor.see("voucher")
            pages.append(visitor.words)
            assert not [page for page in pages if code in page]
            return code

    caplog.set_level(logging.DEBUG)
    code = asyncio.run(story())
    assert code not in caplog.text
    # The simulated gateway stands outside the kiosk; it knows the codes that its phones show.
    written = [path for path in tmp_path.rglob("*") if path.is_file() and "gateway" not in path.name]
    assert written
    assert not [path.name for path in written if code.encode() in path.read_bytes()]
