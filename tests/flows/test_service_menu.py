"""The service menu before the whole kiosk: who gets in, what is kept, and that no citizen is disturbed."""

import errno
import logging
from pathlib import Path

import pytest

from kiosk import app
from kiosk.bench.service.operators import FILE_NAME, Operators
from kiosk.domain.secret import Secret
from kiosk.payments.timing import Timing
from tests.flows.service_scenes import PIN, at_work, enter, make_gesture
from tests.flows.visitor import Play, Visitor


def test_the_gesture_opens_nothing_before_a_citizen_who_is_being_served(play: Play, tmp_path: Path) -> None:
    async def story(visitor: Visitor) -> None:
        Operators(tmp_path / FILE_NAME, visitor.clock).set_pin("Li Na", Secret(PIN))
        await visitor.insert("c01_f23")
        await visitor.see("pin")
        await make_gesture(visitor)
        assert visitor.screen == "pin"
        assert visitor.page["frame"]["corners"] == []

    play(story)


def test_without_an_operator_the_gesture_says_how_to_make_one(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await make_gesture(visitor)
        assert "kiosk operator set-pin" in visitor.words
        await visitor.tap("main")
        assert visitor.screen == "attract"

    play(story)


def test_a_damaged_file_of_operators_is_told_and_lets_nobody_in(play: Play, tmp_path: Path) -> None:
    async def story(visitor: Visitor) -> None:
        (tmp_path / FILE_NAME).write_bytes(b"{")
        await make_gesture(visitor)
        assert "is damaged" in visitor.words
        await visitor.tap("main")
        assert visitor.screen == "attract"

    play(story)


@pytest.mark.parametrize("then", ["wait", "try"])
def test_a_file_of_operators_that_is_damaged_while_a_pin_is_typed_is_told_and_lets_nobody_in(
    play: Play, tmp_path: Path, then: str
) -> None:
    async def story(visitor: Visitor) -> None:
        Operators(tmp_path / FILE_NAME, visitor.clock).set_pin("Li Na", Secret(PIN))
        await make_gesture(visitor)
        await visitor.tap("operator-0")
        await visitor.type(PIN)
        (tmp_path / FILE_NAME).write_bytes(b"{")
        if then == "try":
            await visitor.tap("main")
        else:
            await visitor.clock.advance(1)
        await visitor.settle()
        assert "还不能进入服务菜单" in visitor.words
        assert f"{FILE_NAME} is damaged" in visitor.words
        await visitor.tap("main")
        assert visitor.screen == "attract"

    play(story)


def test_a_try_that_cannot_be_counted_is_none_and_told(
    play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    async def story(visitor: Visitor) -> None:
        Operators(tmp_path / FILE_NAME, visitor.clock).set_pin("Li Na", Secret(PIN))
        await make_gesture(visitor)
        await visitor.tap("operator-0")
        await visitor.type(PIN)
        monkeypatch.setattr("kiosk.bench.service.operators.write_private_file", read_only)
        await visitor.tap("main")
        assert f"{FILE_NAME} cannot be written (Read-only file system)" in visitor.words

    play(story)


def test_an_operator_whose_pin_is_taken_away_before_they_typed_it_is_not_asked_for_it(
    play: Play, tmp_path: Path
) -> None:
    async def story(visitor: Visitor) -> None:
        operators = Operators(tmp_path / FILE_NAME, visitor.clock)
        operators.set_pin("Li Na", Secret(PIN))
        operators.set_pin("Wang Wei", Secret(PIN))
        await make_gesture(visitor)
        await visitor.tap("operator-0")
        operators.remove("Li Na")
        await visitor.clock.advance(1)
        await visitor.settle()
        assert "Li Na" not in visitor.words
        assert "Wang Wei" in visitor.words

    play(story)


def test_the_loop_goes_on_while_a_pin_is_hashed(play: Play, tmp_path: Path) -> None:
    async def story(visitor: Visitor) -> None:
        Operators(tmp_path / FILE_NAME, visitor.clock).set_pin("Li Na", Secret(PIN))
        await make_gesture(visitor)
        await visitor.tap("operator-0")
        await visitor.type(PIN)
        await visitor.tap("main")
        assert visitor.machine.back_room.at_work == 1
        await at_work(visitor)
        assert "服务菜单" in visitor.words

    play(story)


def test_a_menu_that_nobody_uses_closes_by_itself(play: Play, tmp_path: Path) -> None:
    async def story(visitor: Visitor) -> None:
        await enter(visitor, tmp_path)
        await visitor.until(lambda: visitor.page["frame"]["overlay"] is not None, 125)
        await visitor.see("attract", 80)
        assert visitor.page["frame"]["who"] is None

    play(story)


def test_who_came_what_they_did_and_that_they_left_is_logged_with_their_name(
    play: Play, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(visitor: Visitor) -> None:
        await enter(visitor, tmp_path)
        await visitor.tap("closing", "main")
        await visitor.tap("main")
        assert "本机暂停服务" in visitor.words
        assert "Li Na" not in visitor.words

    with caplog.at_level(logging.INFO, "kiosk.bench.service"):
        play(story)
    acts = [record.getMessage() for record in caplog.records if "service menu" in record.getMessage()]
    assert acts == [
        f"service menu, Li Na: {act}" for act in ("entered", "took the kiosk out of service", "left")
    ]
    assert PIN not in caplog.text


def test_a_citizen_is_served_as_soon_as_the_menu_is_left(play: Play, tmp_path: Path) -> None:
    async def story(visitor: Visitor) -> None:
        await enter(visitor, tmp_path)
        await visitor.insert("c01_f23")
        assert "服务菜单" in visitor.words
        await visitor.tap("main")
        await visitor.until(lambda: "请取走您的卡" in visitor.words)

    play(story)


def test_a_report_is_a_pdf_with_its_own_chinese_font(play: Play, tmp_path: Path) -> None:
    async def story(visitor: Visitor) -> None:
        await enter(visitor, tmp_path)
        await visitor.tap("devices", "main")
        await at_work(visitor)
        await visitor.until(lambda: "就绪报告已写好" in visitor.words)

    play(story)
    (report,) = (tmp_path / "reports").glob("readiness-999901-*.pdf")
    assert report.read_bytes().startswith(b"%PDF")
    assert b"FontFile" in report.read_bytes()


def test_a_folder_that_cannot_be_written_is_told(play: Play, tmp_path: Path) -> None:
    async def story(visitor: Visitor) -> None:
        (tmp_path / "reports").write_text("a file in its place")
        await enter(visitor, tmp_path)
        await visitor.tap("devices", "main")
        await at_work(visitor)
        await visitor.until(lambda: "没有存下来" in visitor.words)

    play(story)


async def look_at_a_payment_that_is_not_registered(visitor: Visitor, data: Path) -> None:
    """Have a citizen pay while the bureau is out of reach and leave, and open the page of the payment."""
    await visitor.go_to("pay")
    visitor.machine.line.connect(False)
    visitor.pay()
    await visitor.see("status")
    visitor.machine.world.pull_card()
    await visitor.see("attract", 900)
    await enter(visitor, data)
    await visitor.tap("payments")
    (record,) = visitor.machine.journal.attempts()
    assert visitor.view["choices"][0]["words"].replace(" ", "") == record.order_id
    await visitor.tap("payment-0")
    assert "已付款，正在登记" in visitor.words


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a payment need a person after minutes instead of a day."""
    monkeypatch.setattr(app, "Timing", lambda: Timing(attention_after_s=60, attention_s=15))


@pytest.mark.usefixtures("impatient")
def test_money_that_an_operator_does_not_want_registered_goes_back_while_the_kiosk_runs(
    play: Play, tmp_path: Path
) -> None:
    async def story(visitor: Visitor) -> None:
        await look_at_a_payment_that_is_not_registered(visitor, tmp_path)
        await visitor.tap("do-not-post", "reason-0")
        assert "决定已记下" in visitor.words
        visitor.machine.line.connect(True)
        await visitor.until(lambda: [row.refunded_fen for row in visitor.gateway.ledger()] == [40_000], 900)
        assert (await visitor.machine.world.ledger()).posted == 0

    play(story)


@pytest.mark.usefixtures("impatient")
def test_a_decision_about_a_payment_that_ended_meanwhile_is_refused_and_not_kept(
    play: Play, tmp_path: Path
) -> None:
    async def story(visitor: Visitor) -> None:
        journal = visitor.machine.journal
        await look_at_a_payment_that_is_not_registered(visitor, tmp_path)
        (record,) = journal.attempts()
        await visitor.tap("do-not-post")
        visitor.machine.line.connect(True)
        await visitor.until(lambda: journal.attempt(record.attempt_no).final, 110)
        await visitor.tap("reason-0")
        assert "现在不能这样决定" in visitor.words
        assert list(journal.decisions_about(record.attempt_no)) == []

    play(story)
