"""Flows run on a kiosk in a process of its own: the stub, which obeys the real control."""

import json
from pathlib import Path

from PIL import Image

from kiosk.flowtest.record import RunRecord
from kiosk.flowtest.report import write_report
from tests.flowtest.conftest import Run

LOG_IN = ("insert_card: c01_f23", "type: 123456")


def failure(record: RunRecord) -> str:
    assert record.failure is not None
    return record.failure


def test_a_flow_that_sees_what_it_expects_passes(run: Run) -> None:
    record = run(*LOG_IN, "see: 网络正常", "see: {screen: voucher}", 'expect_printed: [缴费凭证, "400.00"]')
    assert record.failure is None
    assert [step.screen for step in record.steps] == ["pin", "status", "status", "voucher", "voucher"]


def test_waiting_takes_the_kiosks_own_time_to_the_second(run: Run) -> None:
    record = run(*LOG_IN, "see: 请取凭证", "advance_clock: 2m")
    assert [step.at for step in record.steps] == [0.0, 0.0, 3.0, 123.0]


def test_what_is_held_shows_until_it_is_released(run: Run) -> None:
    steps = ("hold: 姓名", "see: 林晓雨", "release: 姓名", "see: {not: 林晓雨}")
    assert run("insert_card: c01_f23", *steps).failure is None


def test_an_overlay_takes_every_touch(run: Run) -> None:
    record = run("tap: 帮助", "see: 请稍等", "tap: 出错")
    assert "there are: 知道了, stay" in failure(record)


def test_a_cut_network_is_really_cut(run: Run) -> None:
    assert run("network: cut", *LOG_IN, "see: 网络不通").failure is None
    assert run("network: cut", "network: restored", *LOG_IN, "see: 网络正常").failure is None


def test_a_gateway_that_misbehaves_does_so_as_often_as_was_said(run: Run) -> None:
    again = ("pull_card", *LOG_IN)
    record = run(
        "fault: {at: gateway, kind: drop-reply, when: once}",
        *LOG_IN,
        "see: 网络不通",
        *again,
        "see: 网络正常",
    )
    assert record.failure is None


def test_while_a_gateway_hangs_virtual_time_goes_no_faster_than_real_time(run: Run) -> None:
    record = run("fault: {at: gateway, kind: hang, when: always}", *LOG_IN, "see: 网络不通")
    assert record.failure is None
    assert 0.0 < record.steps[-1].at < record.seconds


def test_a_killed_kiosk_starts_again_on_what_it_had_written(run: Run) -> None:
    assert run("see: 第 1 次启动", "kill_app", "start_app", "see: 第 2 次启动").failure is None


def test_a_card_left_in_the_reader_is_still_there_after_the_kill(run: Run) -> None:
    assert run("insert_card: c01_f23", "kill_app", "start_app", "see: {screen: pin}").failure is None
    assert run("insert_card: c01_f23", "kill_app", "pull_card", "start_app", "see: 第 2 次").failure is None


def test_an_empty_printer_stays_empty_through_a_kill(run: Run) -> None:
    record = run("paper: out", "kill_app", "start_app", *LOG_IN, "see: 打印机缺纸", "expect_printed: nothing")
    assert record.failure is None


def test_the_clock_goes_on_from_where_it_was_when_the_kiosk_starts_again(run: Run) -> None:
    assert run("see: 09:30", "kill_app", "advance_clock: 5m", "start_app", "see: 09:35").failure is None


def test_what_was_printed_before_the_kill_is_kept(run: Run, tmp_path: Path) -> None:
    steps = (*LOG_IN, "see: 请取凭证", "kill_app", "pull_card", "start_app")
    record = run(*steps, *LOG_IN, "see: 请取凭证", folder=tmp_path)
    assert [path.name for path in record.papers] == ["voucher-1.png", "voucher-2.png"]


def test_a_failure_names_file_line_and_step_and_what_was_there_instead(run: Run) -> None:
    text = failure(run("insert_card: c01_f23", "see: 请输入蜜码"))
    assert text.splitlines()[:3] == [
        "test.yaml:5: see: 请输入蜜码",
        '  "请输入蜜码" is not to be seen',
        '  on the screen "pin":',
    ]
    assert 'nearest to it: "请输入密码"' in text


def test_a_control_that_cannot_be_used_fails_with_its_reason(run: Run) -> None:
    assert '"缴费" cannot be used now: 请先插卡' in failure(run("tap: 缴费"))


def test_a_thing_that_cannot_be_done_fails_with_the_worlds_own_words(run: Run) -> None:
    assert "there is a card in the reader already" in failure(run(*["insert_card: c01_f23"] * 2))


def test_a_kiosk_that_dies_fails_the_step_it_died_in(run: Run) -> None:
    text = failure(run("see: 第 1 次", "tap: 出错", "see: 第 1 次"))
    assert text.startswith("test.yaml:5: tap: 出错\n  the kiosk ended by itself (status 3)")


def test_paying_without_a_code_on_the_screen_fails(run: Run) -> None:
    assert "there was no code on the screen to scan" in failure(run("pay: wechat"))


def test_a_wrong_screen_is_told_by_its_name(run: Run) -> None:
    assert 'this is not the screen "pay"' in failure(run("see: {screen: pay}"))


def test_words_that_stay_fail_the_wait_for_their_end(run: Run) -> None:
    assert '"帮助" is still to be seen' in failure(run("see: {not: 帮助}"))


def test_a_paper_without_the_words_is_shown_as_it_is(run: Run) -> None:
    text = failure(run(*LOG_IN, "see: 请取凭证", "expect_printed: [缴费凭证, 大写]"))
    assert 'the latest paper does not carry "大写"; it carries:\n    缴费凭证' in text


def test_a_paper_that_should_not_be_fails(run: Run) -> None:
    assert "something was printed" in failure(run(*LOG_IN, "see: 请取凭证", "expect_printed: nothing"))


def test_a_light_that_stays_dark_fails_and_those_that_shine_are_named(run: Run) -> None:
    assert "the light to be on: printer; those that are: none" in failure(run("see_light: printer"))
    assert run("see_light: none").failure is None


def test_words_that_nobody_says_fail(run: Run) -> None:
    assert '"请插卡" was not said' in failure(run("hear: 请插卡"))


def test_money_posted_that_nobody_paid_fails_the_ledger(run: Run) -> None:
    text = failure(run(*LOG_IN, "see: 请取凭证", "expect_ledger: {posted: 1}"))
    assert "what was paid is neither posted nor given back" in text


def test_the_report_holds_named_pictures_a_film_strip_the_papers_and_the_steps(
    run: Run, tmp_path: Path
) -> None:
    record = run(*LOG_IN, "see: 请取凭证", "screenshot: paid", folder=tmp_path)
    write_report(record, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "film-strip.png",
        "paid.png",
        "report.json",
        "report.md",
        "steps",
        "voucher-1.png",
    ]
    assert [shot.caption for shot in record.shots] == ["insert_card: c01_f23", "type: 123456", "paid"]
    with Image.open(tmp_path / "film-strip.png") as strip:
        assert strip.width > 3 * strip.height / 3
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["passed"] is True
    assert report["steps"][-1] == {"line": 7, "step": "screenshot: paid", "screen": "voucher", "at": 3.0}
    assert "![paid](paid.png)" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_the_report_of_a_failure_ends_with_the_picture_of_it(run: Run, tmp_path: Path) -> None:
    record = run("see: 不在", folder=tmp_path)
    write_report(record, tmp_path)
    assert record.shots[-1].caption == "FAILED: see: 不在"
    assert "test.yaml:4: see: 不在" in (tmp_path / "report.md").read_text(encoding="utf-8")
