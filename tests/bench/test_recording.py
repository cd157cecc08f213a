"""What is done at the bench and on the screen is recorded as a flow, and the flow does it again."""

import asyncio
from pathlib import Path

import pytest

from kiosk.bench.desk import Desk
from kiosk.config import FOLDER
from kiosk.domain.orders import RailName
from kiosk.flows.actions import Tap
from kiosk.flowtest.child import KIOSK
from kiosk.flowtest.language import read_flow
from kiosk.flowtest.rig import Setting
from kiosk.flowtest.runner import run_flow
from kiosk.flowtest.verbs import Vocabulary
from kiosk.world import acts
from kiosk.world.citizens import load_citizens
from kiosk.world.doing import do
from tests.bench.desk_visit import Story, View, play
from tests.flows.visitor import Visitor

PIN = "258013"


def record(tmp_path: Path, keys: Path, story: Story) -> Path:
    """Play a story with the recorder running, and give the file."""

    async def whole(visitor: Visitor, desk: Desk, views: list[View]) -> None:
        await desk.do("record")
        await story(visitor, desk, views)
        await desk.do("record")
        assert views[-1]["recording"]["words"].startswith("写在")

    play(tmp_path, keys, whole)
    (path,) = (tmp_path / "recordings").iterdir()
    return path


def steps(path: Path) -> list[str]:
    _, text = path.read_text(encoding="utf-8").split("steps:\n")
    return [line.removeprefix("  - ") for line in text.splitlines()]


def replay(path: Path, keys: Path) -> str | None:
    """Run the file as `kiosk flow run` does, and say how it failed."""
    citizens = frozenset(citizen.id for citizen in load_citizens(FOLDER / "citizens.toml"))
    flow = read_flow(path, Vocabulary(citizens, frozenset()))
    return asyncio.run(run_flow(flow, flow.starts[0], Setting(KIOSK, keys, window=False))).failure


def test_a_recorded_visit_replays_green(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, _: list[View]) -> None:
        await desk.do("fault: {at: payment_terminal, kind: mute, when: always}")
        await visitor.tap("way-card")
        await visitor.see("prompt")
        await desk.do("insert_card: c01_f23")
        await visitor.see("pin")
        await visitor.type("25801")
        await visitor.tap("key-erase")
        await visitor.type("13")
        await visitor.tap("main")
        await visitor.see("bills")
        while visitor.screen != "pay":
            await visitor.go_on()
        await visitor.clock.advance(14)
        await desk.do("pay: wechat")
        await visitor.see("voucher")
        await visitor.until(lambda: bool(visitor.machine.world.devices.printer.printed))
        await desk.do("pull_card")
        await visitor.see("attract", 120)

    path = record(tmp_path, keys, story)
    lines = steps(path)
    assert f'type: "{PIN}"' in lines
    assert "advance_clock: 14s" in lines
    assert lines[-2:] == ["see: {screen: attract}", 'expect_ledger: {posted: 1, total: "400.00"}']
    assert replay(path, keys) is None


def test_a_recorded_visit_by_id_card_and_bank_card_replays_green(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, _: list[View]) -> None:
        await desk.do("put_id_card: c01_f23")
        await visitor.until(lambda: "请拿走您的身份证" in visitor.words)
        await desk.do("take_id_card")
        await visitor.see("bills")
        while visitor.screen != "pay":
            await visitor.go_on(rail=RailName.CARD)
        await desk.do("bank_card: present")
        await visitor.see("voucher")
        await visitor.tap("main")
        await visitor.see("attract", 120)

    path = record(tmp_path, keys, story)
    assert "take_id_card" in steps(path)
    assert replay(path, keys) is None


def test_a_recorded_visit_in_which_somebody_falls_asleep_replays_green(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, _: list[View]) -> None:
        await desk.do("insert_card: c01_f23")
        await visitor.see("pin")
        await visitor.until(lambda: visitor.page["frame"]["overlay"] is not None, 300)
        await visitor.tap("stay")
        await visitor.see("prompt", 300)
        await desk.do("pull_card")
        await visitor.see("attract", 120)

    path = record(tmp_path, keys, story)
    assert any(line.startswith("advance_clock") for line in steps(path))
    assert replay(path, keys) is None


def test_an_alarm_that_an_operator_has_ended_is_not_found_by_the_next_recording(
    tmp_path: Path, keys: Path
) -> None:
    async def story(visitor: Visitor, desk: Desk, _: list[View]) -> None:
        await desk.do("tamper")
        await visitor.see("status")
        await desk.do("record")
        assert visitor.machine.devices.indicator_board is not None
        await visitor.machine.devices.indicator_board.acknowledge_tampering(5.0)
        await visitor.see("attract")
        await desk.do("record")
        await desk.do("record")

    play(tmp_path, keys, story)
    (path,) = (tmp_path / "recordings").iterdir()
    assert steps(path) == ["see: {screen: attract}"]


@pytest.mark.parametrize("roll", [acts.Roll.OUT, acts.Roll.JAMMED])
def test_a_printer_that_a_fault_left_in_trouble_is_found_so_by_the_next_recording(
    tmp_path: Path, keys: Path, roll: acts.Roll
) -> None:
    async def story(visitor: Visitor, desk: Desk, _: list[View]) -> None:
        for act in (acts.Paper(roll), acts.Cover(closed=False), acts.Power(on=False)):
            await do(act, visitor.machine.world)
        await desk.do("record")
        await desk.do("record")

    play(tmp_path, keys, story)
    (path,) = (tmp_path / "recordings").iterdir()
    assert steps(path) == [f"paper: {roll}", "cover: open", "printer: off", "see: {screen: attract}"]


def test_short_pauses_on_a_screen_add_up_to_the_time_that_passed_there(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, _: list[View]) -> None:
        await desk.do("insert_card: c01_f23")
        await visitor.see("pin")
        for language in ("en", "zh") * 3:
            await visitor.clock.advance(4)
            await visitor.tap(f"language-{language}")

    waits = [line for line in steps(record(tmp_path, keys, story)) if line.startswith("advance_clock")]
    assert waits == ["advance_clock: 12s", "advance_clock: 12s"]


def test_a_recording_begins_with_the_world_as_it_stands(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, _: list[View]) -> None:
        await desk.do("paper: out")
        await desk.do("unplug: code_scanner")
        await desk.do("plug_in: code_scanner")
        await desk.do("bureau: cut")
        await desk.do("mend: bureau")
        await desk.do("fault: {at: printer, kind: paper-jam, when: {after: 2}}")
        await desk.do("fault: {at: gateway, kind: hang, when: always}")
        await desk.do("record")
        await desk.do("insert_card: c01_f23")
        await visitor.see("pin")
        await desk.do("record")

    play(tmp_path, keys, story)
    (path,) = (tmp_path / "recordings").iterdir()
    assert steps(path) == [
        "paper: out",
        "plug_in: code_scanner",
        "fault: {at: gateway, kind: hang, when: always}",
        "fault: {at: printer, kind: paper-jam, when: {after: 2}}",
        "see: {screen: attract}",
        "insert_card: c01_f23",
        "see: {screen: pin}",
    ]


@pytest.mark.parametrize(("typed", "written"), [(PIN, PIN), ("864209", "000000"), ("12", "00")])
def test_what_is_typed_is_written_only_if_it_is_the_simulated_citizens_own_pin(
    typed: str, written: str, tmp_path: Path, keys: Path
) -> None:
    async def story(visitor: Visitor, desk: Desk, _: list[View]) -> None:
        await desk.do("insert_card: c01_f23")
        await visitor.see("pin")
        await visitor.type(typed)
        await desk.do("pull_card")

    lines = steps(record(tmp_path, keys, story))
    assert f'type: "{written}"' in lines
    assert sum("type" in line for line in lines) == 1


def test_touches_that_met_nothing_are_not_recorded(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, _: list[View]) -> None:
        await visitor.tap("nothing")
        desk.touch(Tap("way-card"), visitor.page["serial"] - 1)

    assert steps(record(tmp_path, keys, story)) == ["see: {screen: attract}"]


def test_what_could_not_be_done_is_not_recorded(tmp_path: Path, keys: Path) -> None:
    async def story(_: Visitor, desk: Desk, __: list[View]) -> None:
        await desk.do("pull_card")
        await desk.do("pay: wechat")

    assert steps(record(tmp_path, keys, story)) == ["see: {screen: attract}"]


def test_a_recording_on_used_data_says_that_a_replay_may_differ(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, views: list[View]) -> None:
        await visitor.go_to("pay")
        await desk.do("pay: wechat")
        await visitor.see("voucher")
        await desk.do("pull_card")
        await visitor.see("attract", 120)
        await desk.do("record")
        assert "可能不一样" in views[-1]["recording"]["words"]

    play(tmp_path, keys, story)


def test_a_recording_cannot_begin_in_the_middle_of_a_visit(tmp_path: Path, keys: Path) -> None:
    async def story(visitor: Visitor, desk: Desk, views: list[View]) -> None:
        await desk.do("insert_card: c01_f23")
        await visitor.see("pin")
        await desk.do("record")
        assert not views[-1]["recording"]["control"]["active"]
        assert "有人在办理" in views[-1]["log"][0]["words"]

    play(tmp_path, keys, story)


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path, keys: Path) -> None:
    async def story(_: Visitor, desk: Desk, views: list[View]) -> None:
        (tmp_path / "recordings").write_text("in the way", encoding="utf-8")
        await desk.do("record")
        await desk.do("record")
        assert "写不进" in views[-1]["recording"]["words"]

    play(tmp_path, keys, story)
