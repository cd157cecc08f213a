"""The technician's hands: what the bench of a simulated kiosk can do to the world, and what it shows."""

from pathlib import Path

import pytest

from kiosk.bench.desk import Desk
from kiosk.domain.orders import RailName
from kiosk.domain.words import Language
from tests.bench.desk_visit import View, play, tile
from tests.flows.visitor import Visitor


def control(view: View, name: str, line: str) -> View:
    """Find a control on a tile."""
    here = tile(view, name)
    found: View = next(each for each in (*here["controls"], *here["faults"]) if each["line"] == line)
    return found


def used(view: View) -> list[str]:
    """List what the citizens have put in, on or before a device."""
    return [
        f"{row['id']} {control['picture']}"
        for row in view["citizens"]
        for control in row["controls"]
        if control["active"]
    ]


def test_every_device_has_a_tile_that_says_how_it_stands(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, _: Desk, views: list[View]) -> None:
        devices = [*visitor.machine.supervisor.devices]
        await visitor.until(lambda: all(tile(views[-1], name)["tone"] == "done" for name in devices))
        assert [each["id"] for each in views[-1]["tiles"]] == ["phone", *devices, "gateway", "bureau"]
        assert tile(views[-1], "printer")["state"] == "正常"

    play(tmp_path, keys, story)


def test_a_card_put_in_from_the_bench_begins_a_visit(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, views: list[View]) -> None:
        await desk.do("insert_card: c01_f23")
        await visitor.see("pin")
        assert used(views[-1]) == ["c01_f23 insert-card"]
        await desk.do("pull_card")
        await visitor.see("attract")

    play(tmp_path, keys, story)


def test_an_id_card_put_on_from_the_bench_begins_a_visit(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, views: list[View]) -> None:
        await desk.do("put_id_card: c01_f23")
        await visitor.until(lambda: "请拿走您的身份证" in visitor.words)
        assert used(views[-1]) == ["c01_f23 id-card"]
        await desk.do("take_id_card")
        await visitor.see("bills")
        assert not control(views[-1], "identity_card_reader", "take_id_card")["usable"]

    play(tmp_path, keys, story)


def test_the_phone_can_do_something_only_while_there_is_a_code(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, views: list[View]) -> None:
        assert not control(views[-1], "phone", "pay: wechat")["usable"]
        await visitor.go_to("pay")
        assert control(views[-1], "phone", "pay: wechat")["usable"]
        await desk.do("pay: alipay")
        assert "读不了这个码" in views[-1]["log"][0]["words"]
        await desk.do("language")
        assert "This wallet cannot read this code" in views[-1]["log"][0]["words"]
        await desk.do("scan: wechat")
        assert visitor.screen == "pay"
        await desk.do("pay: wechat")
        await visitor.see("voucher")

    play(tmp_path, keys, story)


def test_a_bank_card_pays_at_the_terminal_when_it_asks_for_one(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, views: list[View]) -> None:
        assert not control(views[-1], "payment_terminal", "bank_card: present")["usable"]
        await visitor.go_to("pay", rail=RailName.CARD)
        await visitor.until(lambda: control(views[-1], "payment_terminal", "bank_card: present")["usable"])
        assert "等刷卡：400.00 元" in tile(views[-1], "payment_terminal")["details"]
        await desk.do("bank_card: present")
        await visitor.see("voucher")

    play(tmp_path, keys, story)


def test_a_phone_shows_its_code_to_the_scanner_and_answers_for_it(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, views: list[View]) -> None:
        await visitor.go_to("method")
        await visitor.tap("method-show-code")
        await desk.do("show_code: {wallet: wechat, habit: password}")
        await visitor.see("pay")
        await visitor.until(lambda: tile(views[-1], "phone")["state"] == "在问密码")
        await desk.do("answer_phone: confirm")
        await visitor.see("voucher")

    play(tmp_path, keys, story)


def test_a_citizen_stands_before_the_camera_in_one_manner_or_another(tmp_path: Path, keys: Path) -> None:
    async def story(_: Visitor, desk: Desk, views: list[View]) -> None:
        assert not control(views[-1], "camera", "before_camera: {citizen: None, manner: stares}")["usable"]
        await desk.do("before_camera: c05_f45")
        assert used(views[-1]) == ["c05_f45 face"]
        line = "before_camera: {citizen: c05_f45, manner: stares}"
        await desk.do(control(views[-1], "camera", line)["line"])
        assert control(views[-1], "camera", line)["active"]
        await desk.do("before_camera: nobody")
        assert used(views[-1]) == []

    play(tmp_path, keys, story)


def test_the_last_paper_is_shown_as_a_picture_and_the_light_beside_it_as_soon_as_it_is_on(
    tmp_path: Path, keys: Path
) -> None:
    async def story(visitor: Visitor, desk: Desk, views: list[View]) -> None:
        assert tile(views[-1], "printer")["paper"] == ""
        await visitor.go_to("pay")
        await desk.do("pay: wechat")
        await visitor.see("voucher")
        await visitor.until(lambda: tile(views[-1], "printer")["paper"].startswith("data:image/png;base64,"))
        await visitor.until(lambda: "灯亮：凭证打印机" in tile(views[-1], "indicator_board")["details"])

    play(tmp_path, keys, story)


def test_a_device_in_trouble_says_why_and_is_mended_at_once(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, views: list[View]) -> None:
        await visitor.until(lambda: tile(views[-1], "printer")["tone"] == "done")
        await desk.do("paper: jammed")
        await visitor.until(lambda: tile(views[-1], "printer")["tone"] == "error")
        assert "纸卡在打印头或切刀处。" in tile(views[-1], "printer")["details"]
        await desk.do("mend: printer")
        await visitor.until(lambda: tile(views[-1], "printer")["tone"] == "done")

    play(tmp_path, keys, story)


def test_an_open_cabinet_is_not_called_well(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, views: list[View]) -> None:
        await desk.do("open_door")
        await visitor.until(lambda: tile(views[-1], "indicator_board")["tone"] == "error")
        assert tile(views[-1], "indicator_board")["state"] == "要人处理"

    play(tmp_path, keys, story)


def test_an_unplugged_device_is_plugged_in_by_the_same_control(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, views: list[View]) -> None:
        for kind in ("card_reader", "identity_card_reader", "code_scanner", "printer", "payment_terminal"):
            await visitor.until(lambda: tile(views[-1], kind)["tone"] == "done", 60)  # noqa: B023 used at once
            await desk.do(f"unplug: {kind}")
            await visitor.until(lambda: tile(views[-1], kind)["tone"] == "error", 60)  # noqa: B023 used at once
            assert control(views[-1], kind, f"plug_in: {kind}")["active"]
            await desk.do(f"plug_in: {kind}")
            await visitor.until(lambda: tile(views[-1], kind)["tone"] == "done", 60)  # noqa: B023 used at once

    play(tmp_path, keys, story)


def test_what_is_planned_to_fail_shows_when_and_is_undone_by_a_second_click(
    tmp_path: Path, keys: Path
) -> None:
    async def story(_: Visitor, desk: Desk, views: list[View]) -> None:
        for wish in ("after", "more"):
            await desk.do(f"when: {wish}")
        line = "fault: {at: bureau, kind: drop-reply, when: {after: 4}}"
        assert not control(views[-1], "bureau", line)["active"]
        await desk.do(line)
        assert views[-1]["log"][0]["words"] == "社保系统：回答丢了：4 次之后一次"
        undo = control(views[-1], "bureau", "fault: {at: bureau, kind: drop-reply, when: never}")
        assert undo["active"]
        assert undo["words"] == "回答丢了：4 次之后一次"
        assert tile(views[-1], "bureau")["tone"] == "care"
        await desk.do(undo["line"])
        assert tile(views[-1], "bureau")["tone"] == "done"

    play(tmp_path, keys, story)


def test_the_gateways_fail_at_random_from_the_chosen_seed(tmp_path: Path, keys: Path) -> None:
    async def story(_: Visitor, desk: Desk, views: list[View]) -> None:
        await desk.do("when: random")
        line = "fault: {at: gateway, kind: hang, when: {percent: 20, seed: 1}}"
        await desk.do(control(views[-1], "gateway", line)["line"])
        assert "没有反应：随机 20%，种子 1" in [
            fault["words"] for fault in tile(views[-1], "gateway")["faults"]
        ]
        await desk.do("mend: gateway")
        assert not any(fault["active"] for fault in tile(views[-1], "gateway")["faults"])

    play(tmp_path, keys, story)


def test_the_log_tells_what_happened_and_names_nobody(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, views: list[View]) -> None:
        await desk.do("insert_card: c01_f23")
        await visitor.see("pin")
        await desk.do("pull_card")
        await visitor.settle()
        told = [line["words"] for line in views[-1]["log"]]
        assert told[:3] == [
            "社会保障卡读卡器：没有卡",
            "社会保障卡读卡器：拔出卡",
            "社会保障卡读卡器：有卡",
        ]
        assert told[3] == "市民：插卡"
        await desk.do("unplug: code_scanner")
        await desk.do("plug_in: code_scanner")
        assert views[-1]["log"][0]["words"] == "扫码器：插上线"
        assert views[-1]["log"][0]["time"] == "09:30:00"
        citizen = visitor.machine.world.citizens["c01_f23"]
        assert not any(citizen.name in words or citizen.card.pin in words for words in told)

    play(tmp_path, keys, story)


def test_what_cannot_be_done_is_told_in_the_log(tmp_path: Path, keys: Path) -> None:
    async def story(_: Visitor, desk: Desk, views: list[View]) -> None:
        await desk.do("pull_card")
        assert "no card in the reader" in views[-1]["log"][0]["words"]

    play(tmp_path, keys, story)


def test_commands_are_done_one_after_another(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, _: list[View]) -> None:
        desk.command("network: cut")
        desk.command("network: restored")
        desk.command("bureau: cut")
        await visitor.settle()
        assert not visitor.machine.line.connected

    play(tmp_path, keys, story)


@pytest.mark.parametrize("begins", Language)
def test_the_bench_begins_in_the_kiosks_language_and_speaks_both(
    tmp_path: Path, keys: Path, begins: Language
) -> None:
    titles = {Language.CHINESE: "工作台：模拟世界", Language.ENGLISH: "Bench: the simulated world"}

    async def story(_: Visitor, desk: Desk, views: list[View]) -> None:
        assert views[-1]["title"] == titles.pop(begins)
        await desk.do("language")
        assert views[-1]["title"] in titles.values()

    play(tmp_path, keys, story, begins)
