"""How the kiosk goes out of service: never before a citizen's eyes, and in words."""

from kiosk.flows.service_switch import Closure
from tests.flows.visitor import Play, Visitor

CLOSED = "本机暂停服务"


def test_a_kiosk_that_nobody_uses_goes_out_of_service_at_once(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.switch.set(Closure.OPERATOR, closed=True)
        await visitor.settle()
        assert CLOSED in visitor.words
        assert "请换一台机器，或到人工窗口办理。" in visitor.words

    play(story)


def test_a_card_put_into_a_kiosk_out_of_service_begins_nothing_until_it_serves_again(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.switch.set(Closure.DOOR, closed=True)
        await visitor.settle()
        await visitor.insert("c01_f23")
        assert CLOSED in visitor.words
        visitor.machine.switch.set(Closure.DOOR, closed=False)
        await visitor.see("pin")

    play(story)


def test_it_serves_again_only_when_nothing_keeps_it_from_serving(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        switch = visitor.machine.switch
        switch.set(Closure.DOOR, closed=True)
        switch.set(Closure.TAMPERING, closed=True)
        await visitor.settle()
        switch.set(Closure.TAMPERING, closed=False)  # the first of them must not be forgotten for it
        await visitor.settle()
        assert CLOSED in visitor.words
        switch.set(Closure.DOOR, closed=False)
        await visitor.see("attract")

    play(story)


def test_a_citizen_who_pays_is_served_to_the_end_before_the_kiosk_goes_out_of_service(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        visitor.machine.switch.set(Closure.DOOR, closed=True)
        await visitor.settle()
        assert visitor.screen == "pay"
        visitor.pay()
        await visitor.see("voucher")
        await visitor.until(lambda: bool(visitor.view["main"]["enabled"]))
        await visitor.tap("main")
        assert "请取走您的卡" in visitor.words
        visitor.machine.world.pull_card()
        await visitor.until(lambda: CLOSED in visitor.words)

    play(story)


def test_a_kiosk_out_of_service_says_so_in_the_language_that_is_touched_and_goes_back_to_the_usual_one(
    play: Play,
) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.switch.set(Closure.OPERATOR, closed=True)
        await visitor.settle()
        await visitor.tap("language-en")
        assert CLOSED not in visitor.words
        await visitor.until(lambda: CLOSED in visitor.words, 120)

    play(story)
