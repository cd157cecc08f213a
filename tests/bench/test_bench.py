"""The technician's bench: what is shown, and what a click commands."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.bench.desk import Desk
from kiosk.bench.model import BenchModel
from kiosk.bench.window import BenchWindow, open_bench
from kiosk.screens.window import load_fonts
from tests.bench.desk_visit import View, play, tile
from tests.flows.visitor import Visitor

SIZES = ((1280, 800), (1920, 1080))


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory, keys: Path) -> dict[str, View]:
    """Make what a real desk shows, in both languages, when much is wrong."""
    kept: dict[str, View] = {}

    async def story(visitor: Visitor, desk: Desk, views: list[View]) -> None:
        kept["rest"] = views[-1]
        await desk.do("record")
        await visitor.go_to("pay")
        await desk.do("pay: wechat")
        await visitor.see("voucher")
        await visitor.until(lambda: bool(visitor.machine.world.devices.printer.printed))
        await desk.do("cover: open")
        await desk.do("unplug: code_scanner")
        await desk.do("fault: {at: gateway, kind: bad-signature, when: {after: 3}}")
        await visitor.until(lambda: tile(views[-1], "printer")["tone"] == "error")
        kept["zh"] = views[-1]
        await desk.do("language")
        kept["en"] = views[-1]

    play(tmp_path_factory.mktemp("desk"), keys, story)
    return kept


@pytest.fixture
def commands() -> list[str]:
    return []


@pytest.fixture
def model(qapp: QGuiApplication, commands: list[str]) -> BenchModel:  # noqa: ARG001 signals need it
    return BenchModel(commands.append)


@pytest.fixture
def bench(model: BenchModel, views: dict[str, View]) -> Iterator[BenchWindow]:
    load_fonts()
    opened = open_bench(model)
    opened.window.resize(*SIZES[0])
    show(model, views["zh"])
    yield opened
    opened.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def show(model: BenchModel, view: dict[str, Any]) -> None:
    model.show(view)
    QTest.qWait(30)


def items(root: QQuickItem) -> Iterator[QQuickItem]:
    for item in root.childItems():
        if item.isVisible():
            yield item
            yield from items(item)


def find(bench: BenchWindow, name: str) -> QQuickItem:
    bench.window.grabWindow()
    return next(item for item in items(bench.window.contentItem()) if item.objectName() == name)


def click(bench: BenchWindow, name: str) -> None:
    item = find(bench, name)
    middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(bench.window, left, Qt.KeyboardModifier.NoModifier, middle)
    QTest.qWait(10)


def words(bench: BenchWindow) -> list[str]:
    return [item.property("text") for item in items(bench.window.contentItem()) if item.property("text")]


def test_citizens_devices_and_the_newest_log_line_are_shown(
    bench: BenchWindow, views: dict[str, View]
) -> None:
    view = views["zh"]
    seen = set(words(bench))
    assert bench.window.title() == view["title"]
    assert {row["name"] for row in view["citizens"]} <= seen
    assert {entry["title"] for entry in view["tiles"]} | {entry["state"] for entry in view["tiles"]} <= seen
    assert view["log"][0]["words"] in seen


def test_a_click_on_what_a_citizen_carries_puts_it_in_or_takes_it_away(
    bench: BenchWindow, commands: list[str], views: dict[str, View]
) -> None:
    first, second = (row["id"] for row in views["zh"]["citizens"][:2])
    for name in (f"{first} insert-card", f"{second} insert-card", f"{first} id-card", f"{first} face"):
        click(bench, name)

    assert commands == [
        "pull_card",
        f"insert_card: {second}",
        f"put_id_card: {first}",
        f"before_camera: {first}",
    ]


def test_a_control_commands_its_line(bench: BenchWindow, commands: list[str]) -> None:
    for name in ("cover: closed", "record", "language"):
        click(bench, name)

    assert commands == ["cover: closed", "record", "language"]


def test_a_control_that_cannot_be_used_commands_nothing(bench: BenchWindow, commands: list[str]) -> None:
    click(bench, "bank_card: present")

    assert commands == []


def test_faults_are_folded_away_but_for_those_that_are_planned(
    bench: BenchWindow, commands: list[str]
) -> None:
    planned = "fault: {at: gateway, kind: bad-signature, when: never}"
    other = "fault: {at: gateway, kind: hang, when: once}"
    names = {item.objectName() for item in items(bench.window.contentItem())}
    assert planned in names
    assert other not in names
    bench.window.resize(*SIZES[1])
    QTest.qWait(30)
    click(bench, "faults-gateway")
    click(bench, other)

    assert commands == [other]


@pytest.mark.parametrize("name", ["printer", "gateway"])
def test_what_is_unfolded_comes_into_sight(bench: BenchWindow, name: str) -> None:
    bench.window.resize(*SIZES[0])
    click(bench, "trouble-gateway")
    click(bench, f"faults-{name}")
    QTest.qWait(100)
    opened = find(bench, f"tile-{name}")
    top = opened.mapToScene(QPointF()).y()

    assert top > 0
    assert top + opened.height() <= bench.window.height()


def test_a_fault_does_not_move_what_a_hand_is_about_to_click(
    bench: BenchWindow, model: BenchModel, views: dict[str, View]
) -> None:
    show(model, views["rest"])
    before = find(bench, "tile-phone").mapToScene(QPointF())
    show(model, views["zh"])

    assert find(bench, "tile-phone").mapToScene(QPointF()) == before


def test_the_last_paper_is_shown_whole_when_it_is_clicked(bench: BenchWindow) -> None:
    click(bench, "paper")
    assert find(bench, "whole-paper").isVisible()
    click(bench, "whole-paper")
    assert "whole-paper" not in {item.objectName() for item in items(bench.window.contentItem())}


def test_a_paper_that_comes_later_is_shown_though_the_printer_says_nothing(
    bench: BenchWindow, model: BenchModel, views: dict[str, View]
) -> None:
    show(model, views["rest"])
    assert "paper" not in {item.objectName() for item in items(bench.window.contentItem())}
    printed = deepcopy(views["rest"])
    tile(printed, "printer").update(details=[], paper=tile(views["zh"], "printer")["paper"])
    show(model, printed)

    assert find(bench, "paper").height() > 0


def test_what_is_in_trouble_is_named_above_and_led_to(bench: BenchWindow, views: dict[str, View]) -> None:
    troubled = [tile["id"] for tile in views["zh"]["tiles"] if tile["tone"] in {"error", "care"}]
    assert {"printer", "code_scanner", "gateway"} <= set(troubled)
    bench.window.resize(SIZES[0][0], 600)
    QTest.qWait(30)
    assert find(bench, "tile-gateway").mapToScene(QPointF()).y() > 600
    for name in troubled:
        click(bench, f"trouble-{name}")
        top = find(bench, f"tile-{name}").mapToScene(QPointF()).y()
        assert 0 < top < 600


def test_a_new_view_keeps_what_stays(bench: BenchWindow, model: BenchModel, views: dict[str, View]) -> None:
    before = {item.objectName(): item for item in items(bench.window.contentItem()) if item.objectName()}
    view = deepcopy(views["zh"])
    view["citizens"][1]["situation"] = "新的情况"
    view["log"].insert(0, {"time": "10:41:00", "words": "卡已插入"})
    show(model, view)
    after = {item.objectName(): item for item in items(bench.window.contentItem()) if item.objectName()}

    assert after == before
    assert {"新的情况", "卡已插入"} <= set(words(bench))


def test_lists_may_grow_and_shrink(bench: BenchWindow, model: BenchModel, views: dict[str, View]) -> None:
    view = views["zh"]
    show(model, {**view, "citizens": view["citizens"][:1], "tiles": view["tiles"][:1], "log": []})
    assert view["tiles"][-1]["title"] not in words(bench)
    show(model, view)

    assert view["tiles"][-1]["title"] in words(bench)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["rest", "zh", "en"])
def test_nothing_is_cut(
    bench: BenchWindow, model: BenchModel, views: dict[str, View], language: str, size: tuple[int, int]
) -> None:
    bench.window.resize(*size)
    show(model, views[language])
    bench.window.grabWindow()
    texts = [item for item in items(bench.window.contentItem()) if item.property("contentWidth")]

    assert texts
    assert not [text.property("text") for text in texts if text.property("contentWidth") > text.width() + 1]
