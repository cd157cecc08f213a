"""Step 1 by face, named by the e-voucher on a phone: the session comes first, and the face raises it."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.bureau.evouchers import EVouchers
from kiosk.config import FOLDER, Settings, load_settings
from kiosk.devices.ports import DeviceKind
from kiosk.domain.secret import Secret
from kiosk.faces.attempts import Locked, MayTry
from kiosk.flows.payment.state import Payment
from tests.flows.face_scenes import CITIZEN
from tests.flows.visitor import Play, Visitor, standing_before_a_kiosk

ALL = load_settings(FOLDER / "simulator.toml")
ONLY_EVOUCHER = "只用电子凭证登录"


def state(visitor: Visitor) -> Payment:
    """Look at what the kiosk knows of who stands there."""
    known = visitor.machine.engine._state  # noqa: SLF001 whatever stays in it stays for the visit
    assert isinstance(known, Payment)
    return known


def sessions(visitor: Visitor) -> list[tuple[str, int]]:
    """List who is logged in at the bureau, and what they have proven."""
    rows = visitor.machine.bureau.store.db.execute("select person, assurance from sessions")
    return [(row["person"], row["assurance"]) for row in rows.fetchall()]


def number(visitor: Visitor) -> Secret:
    """Give what the citizen's attempts are counted by."""
    return Secret(visitor.machine.world.citizens[CITIZEN].identity_number)


async def choose_face(visitor: Visitor) -> None:
    await visitor.until(lambda: visitor.view["ways"][-1]["enabled"])
    await visitor.tap("way-face")
    await visitor.until(lambda: visitor.machine.world.devices.scanner.reading)


async def name_oneself(visitor: Visitor) -> None:
    """Hold the phone before the scanner for a login by face."""
    await choose_face(visitor)
    visitor.machine.world.show_evoucher(CITIZEN)
    await visitor.until(lambda: visitor.screen not in {"prompt", "wait"})


async def hold(visitor: Visitor, code: str) -> None:
    await visitor.until(lambda: visitor.machine.world.devices.scanner.reading)
    visitor.machine.world.hold_code(code)
    await visitor.settle()


def test_who_does_not_consent_has_logged_in_with_the_e_voucher_and_nothing_more(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await name_oneself(visitor)
        assert visitor.screen == "consent"
        assert [button["words"] for button in visitor.view["others"]] == [ONLY_EVOUCHER]
        await visitor.tap("face-skip")
        await visitor.see("bills")
        assert sessions(visitor) == [(CITIZEN, 2)]
        assert (state(visitor).evidence, state(visitor).face) == (None, None)

    play(story)


def test_fresh_codes_are_no_fresh_attempts_and_the_lock_outlasts_a_restart(
    tmp_path: Path, keys: Path
) -> None:
    async def whole() -> None:
        async with standing_before_a_kiosk(tmp_path, keys) as visitor:
            attempts = visitor.machine.attempts
            assert attempts.standing(number(visitor), 0) == MayTry(3)
            for _ in range(4):
                attempts.failed(number(visitor))
            await name_oneself(visitor)
            await visitor.tap("main")
            await visitor.see("face")
            assert attempts.standing(number(visitor), 0) == MayTry(1)
            attempts.failed(number(visitor))
        async with standing_before_a_kiosk(tmp_path, keys) as visitor:
            assert isinstance(visitor.machine.attempts.standing(number(visitor), 0), Locked)
            await name_oneself(visitor)
            assert "现在不能刷脸" in visitor.words
            assert visitor.view["main"]["words"] == ONLY_EVOUCHER
            await visitor.tap("main")
            await visitor.see("bills")

    asyncio.run(whole())


def test_a_code_that_has_lapsed_asks_for_another_and_still_for_the_face(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        store, now = visitor.machine.bureau.store, visitor.clock.now()
        with store.transaction():
            EVouchers(store).issue(CITIZEN, Secret("an-e-voucher"), now - timedelta(minutes=1))
        await choose_face(visitor)
        await hold(visitor, "an-e-voucher")
        await visitor.see("status")
        assert "这个二维码已失效" in visitor.words
        assert "没有扣款" in visitor.words
        await visitor.tap("main")
        assert "先告诉我们您是谁" in visitor.words
        assert state(visitor).evidence is None

    play(story)


def test_what_is_no_e_voucher_is_told_apart_and_what_is_one_is_still_asked_for(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await choose_face(visitor)
        await hold(visitor, "130000000000000000")
        assert "这是付款码" in visitor.words
        await hold(visitor, "社保")
        assert "这不是医保电子凭证" in visitor.words
        assert "请插入社会保障卡，或放上身份证，或用手机出示医保电子凭证。" in visitor.words
        await visitor.until(lambda: visitor.machine.world.devices.scanner.reading)

    play(story)


def test_nobody_is_hurried_who_looks_for_a_card_and_holds_no_phone_there(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await choose_face(visitor)
        asked = visitor.words
        await visitor.clock.advance(25)
        await visitor.settle()
        assert visitor.words == asked

    play(story)


def test_going_back_logs_out_whom_the_e_voucher_named_and_a_session_that_ended_is_begun_again(
    play: Play,
) -> None:
    async def story(visitor: Visitor) -> None:
        world, store = visitor.machine.world, visitor.machine.bureau.store
        await name_oneself(visitor)
        assert sessions(visitor) == [(CITIZEN, 2)]
        await visitor.tap("back")
        await visitor.see("prompt")
        assert sessions(visitor) == []
        assert visitor.page["frame"]["who"] is None
        assert state(visitor) == Payment()
        world.show_evoucher(CITIZEN)
        await visitor.see("consent")
        store.db.execute("delete from sessions")
        await visitor.tap("main")
        await visitor.see("status")
        assert "请重新登录" in visitor.words
        await visitor.tap("main")
        assert "先告诉我们您是谁" in visitor.words
        assert visitor.page["frame"]["who"] is None

    play(story)


def test_whatever_the_bureau_does_not_give_is_told_and_the_e_voucher_still_logs_in(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        world = visitor.machine.world
        await choose_face(visitor)
        world.set_bureau(reachable=False)
        world.show_evoucher(CITIZEN)
        await visitor.see("status")
        assert "暂时连不上社保中心" in visitor.words
        world.set_bureau(reachable=True)
        await visitor.tap("main")
        await visitor.until(lambda: world.devices.scanner.reading)
        world.show_evoucher(CITIZEN)
        await visitor.see("consent")
        world.set_bureau(reachable=False)
        await visitor.tap("main")
        await visitor.see("status")
        assert "暂时连不上社保中心" in visitor.words
        world.set_bureau(reachable=True)
        visitor.machine.bureau.store.db.execute("delete from photos")
        await visitor.tap("main")
        assert "没有查到您的登记照片" in visitor.words
        assert visitor.view["main"]["words"] == ONLY_EVOUCHER
        await visitor.tap("main")
        await visitor.see("bills")
        assert sessions(visitor) == [(CITIZEN, 2)]

    play(story)


def test_a_scanner_that_fails_is_no_longer_asked_for_until_it_is_mended(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        world = visitor.machine.world
        await choose_face(visitor)
        world.set_plugged(DeviceKind.CODE_SCANNER, plugged=False)
        await visitor.until(lambda: "扫码器暂时不能用" in visitor.words)
        assert "请插入社会保障卡，或放上身份证。" in visitor.words
        world.set_plugged(DeviceKind.CODE_SCANNER, plugged=True)
        await visitor.until(lambda: "先告诉我们您是谁" in visitor.words)
        await hold(visitor, "130000000000000000")
        assert "这是付款码" in visitor.words

    play(story)


def test_with_both_card_readers_away_the_e_voucher_still_leads_to_the_face(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        world = visitor.machine.world
        world.set_plugged(DeviceKind.CARD_READER, plugged=False)
        world.set_plugged(DeviceKind.IDENTITY_CARD_READER, plugged=False)
        await visitor.until(lambda: not visitor.view["ways"][0]["enabled"])
        await choose_face(visitor)
        assert "请用手机出示医保电子凭证，对准扫码口。" in visitor.words

    play(story)


@pytest.mark.parametrize(
    ("settings", "asked"),
    [
        (replace(ALL, code_scanner=None), "请插入社会保障卡，或放上身份证。"),
        (replace(ALL, identity_card_reader=None), "请插入社会保障卡，或用手机出示医保电子凭证。"),
        (replace(ALL, code_scanner=None, identity_card_reader=None), "请插入社会保障卡。"),
    ],
    ids=["no scanner", "no reader of ID cards", "neither"],
)
def test_a_kiosk_asks_for_nothing_that_it_cannot_read(
    tmp_path: Path, keys: Path, settings: Settings, asked: str
) -> None:
    async def whole() -> None:
        async with standing_before_a_kiosk(tmp_path, keys, settings=settings) as visitor:
            await visitor.until(lambda: visitor.view["ways"][-1]["enabled"])
            await visitor.tap("way-face")
            assert asked in visitor.words.splitlines()

    asyncio.run(whole())
