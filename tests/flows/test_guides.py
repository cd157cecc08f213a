"""What guides citizens beside the screen: a light at the right place, a voice that gossips of nobody."""

import asyncio

import pytest

from kiosk.devices.ports import Colour, DeviceKind, FaultCode, FlashRate, Light
from kiosk.devices.simulators.board import BoardFault
from kiosk.devices.simulators.loudspeaker import LoudspeakerFault
from tests.flows.visitor import Play, Visitor

GIVE = Light(FlashRate.SLOW, Colour.GREEN)
TAKE = Light(FlashRate.QUICK, Colour.YELLOW)
_PATIENCE = 20.0
"""Seconds of real time."""


def lights(visitor: Visitor) -> dict[DeviceKind, Light]:
    return dict(visitor.machine.world.devices.board.lights)


def spoken(visitor: Visitor) -> list[str]:
    return [prompt.text for prompt in visitor.machine.world.devices.loudspeaker.begun]


async def hear(visitor: Visitor, words: str) -> None:
    """Let time pass until it is said: its volume is set in a thread, which takes real time."""
    async with asyncio.timeout(_PATIENCE):
        while words not in spoken(visitor):
            await asyncio.sleep(0.001)
            await visitor.clock.advance(0.1)


def test_the_card_slot_is_lit_while_a_card_is_asked_for_and_while_one_is_to_be_taken(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        assert lights(visitor) == {}
        await visitor.tap("way-card")
        await visitor.until(lambda: lights(visitor) == {DeviceKind.CARD_READER: GIVE})
        await visitor.insert("c01_f23")
        await visitor.see("pin")
        await visitor.until(lambda: lights(visitor) == {})
        await visitor.tap("leave", "end-visit")
        await visitor.until(lambda: lights(visitor) == {DeviceKind.CARD_READER: TAKE})
        visitor.machine.world.pull_card()
        await visitor.until(lambda: lights(visitor) == {})

    play(story)


def test_the_id_card_reader_is_lit_for_the_id_card(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.tap("way-id-card")
        await visitor.until(lambda: lights(visitor) == {DeviceKind.IDENTITY_CARD_READER: GIVE})
        visitor.machine.world.put_identity_card("c01_f23")
        await visitor.until(lambda: lights(visitor) == {DeviceKind.IDENTITY_CARD_READER: TAKE})

    play(story)


def test_every_place_is_lit_and_named_where_one_can_say_for_the_face_who_one_is(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.until(lambda: visitor.view["ways"][-1]["enabled"])
        await visitor.tap("way-face")
        places = {DeviceKind.CARD_READER, DeviceKind.IDENTITY_CARD_READER, DeviceKind.CODE_SCANNER}
        await visitor.until(lambda: lights(visitor) == dict.fromkeys(places, GIVE))
        await hear(visitor, "请插入社会保障卡，或放上身份证，或用手机出示医保电子凭证。")

    play(story)


def test_the_printer_is_lit_when_the_voucher_has_come_out_and_not_before(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        visitor.pay()
        await visitor.see("voucher")
        await visitor.until(lambda: lights(visitor) == {DeviceKind.PRINTER: TAKE})
        assert len(visitor.machine.world.devices.printer.printed) == 1

    play(story)


@pytest.mark.parametrize(
    ("method", "place"),
    [("method-show-code", DeviceKind.CODE_SCANNER), ("method-card", DeviceKind.PAYMENT_TERMINAL)],
)
def test_the_device_that_is_paid_at_is_lit(play: Play, method: str, place: DeviceKind) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("method")
        await visitor.tap(method)
        await visitor.until(lambda: lights(visitor) == {place: GIVE})

    play(story)


@pytest.mark.parametrize("fault", list(BoardFault))
def test_a_board_that_fails_costs_nothing_but_the_light(play: Play, fault: BoardFault) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.world.devices.board.faults.add(fault)
        visitor.machine.world.devices.board.restart()
        await visitor.tap("way-card")
        await visitor.insert("c01_f23")
        await visitor.see("pin")

    play(story)


def test_a_board_plugged_in_again_shows_the_light_of_the_page_that_is_there_now(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        board = visitor.machine.world.devices.board
        await visitor.tap("way-card")
        await visitor.until(lambda: bool(lights(visitor)))
        board.unplug()
        board.restart()
        await visitor.tap("back")
        await visitor.tap("way-id-card")
        board.plug_in()
        await visitor.until(lambda: lights(visitor) == {DeviceKind.IDENTITY_CARD_READER: GIVE}, 60)

    play(story)


def test_a_page_is_said_aloud_with_what_to_do_and_the_next_page_breaks_it_off(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        assert spoken(visitor) == []
        await visitor.tap("way-card")
        await hear(visitor, "请插入社会保障卡")
        await hear(visitor, "芯片朝上，向里推到底。")
        await visitor.insert("c01_f23")
        await visitor.see("pin")
        await hear(visitor, "请输入社保卡密码")
        assert spoken(visitor)[-1] == "请输入社保卡密码"

    play(story)


def test_the_invitation_is_not_said_to_an_empty_hall_and_ends_what_was_being_said(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.tap("way-card")
        await hear(visitor, "请插入社会保障卡")
        await visitor.tap("back")
        await visitor.see("attract")
        assert not visitor.machine.world.devices.loudspeaker.speaking
        heard = spoken(visitor)
        await visitor.clock.advance(30)
        await visitor.settle()
        assert spoken(visitor) == heard

    play(story)


def test_only_what_is_new_on_a_page_is_said(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.insert("c01_f23")
        await visitor.see("pin")
        await hear(visitor, "共 6 位数字。输入时请用手遮挡。")
        await visitor.type("000000")
        await visitor.tap("main")
        await hear(visitor, "密码不对，还可以试 2 次。")
        assert spoken(visitor).count("请输入社保卡密码") == 1

    play(story)


def test_the_warning_before_the_end_of_an_idle_visit_is_said_once_though_it_counts_down(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.insert("c01_f23")
        await visitor.see("pin")
        await hear(visitor, "您还在吗？")
        await visitor.clock.advance(5)
        await visitor.settle()
        assert spoken(visitor).count("您还在吗？") == 1

    play(story)


def test_a_page_is_said_again_in_the_language_that_is_touched(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.tap("way-card")
        await hear(visitor, "请插入社会保障卡")
        await visitor.tap("language-en")
        await hear(visitor, str(visitor.view["title"]))
        assert spoken(visitor)[-1].isascii()

    play(story)


def test_in_a_whole_visit_no_name_number_or_amount_is_said(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        visitor.pay()
        await visitor.see("voucher")
        await hear(visitor, "请取走凭证")
        said = "\n".join(spoken(visitor))
        citizen = visitor.machine.world.citizens["c01_f23"]
        assert "缴费成功" in said
        for secret in (citizen.name, f"{citizen.name[0]}*", "400", "元", "9999", "12333"):
            assert secret not in said

    play(story)


@pytest.mark.parametrize("fault", list(LoudspeakerFault))
def test_a_loudspeaker_that_fails_costs_nothing_but_the_voice(play: Play, fault: LoudspeakerFault) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.world.devices.loudspeaker.faults.add(fault)
        await visitor.tap("way-card")
        await visitor.insert("c01_f23")
        await visitor.see("pin")

    play(story)


def test_a_loudspeaker_that_hangs_is_noticed_while_somebody_is_being_spoken_to(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.world.devices.loudspeaker.faults.add(LoudspeakerFault.HANG)
        await visitor.tap("way-card")
        announcer = visitor.machine.devices.announcer
        assert announcer is not None
        await visitor.until(lambda: announcer.status.fault is FaultCode.NOT_RESPONDING, 15)

    play(story)


def test_a_guide_that_breaks_is_logged_and_begins_again_and_the_citizen_is_served(
    play: Play, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(visitor: Visitor) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(visitor.machine.devices.indicator_board, "set_lights", None)
            patched.setattr(visitor.machine.devices.announcer, "say", None)
            await visitor.tap("way-card")
            await visitor.clock.advance(5)
            await visitor.insert("c01_f23")
            await visitor.see("pin")
        assert "a guide beside the screen broke and begins again" in caplog.messages
        await visitor.tap("leave", "end-visit")
        await visitor.until(lambda: lights(visitor) == {DeviceKind.CARD_READER: TAKE})
        await hear(visitor, "请取走您的卡")

    play(story)
