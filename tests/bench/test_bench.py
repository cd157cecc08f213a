"""The technician's bench: what is shown, and what a click commands."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.bench.model import BenchModel
from kiosk.bench.window import BenchWindow, open_bench
from kiosk.screens import window as screens
from kiosk.screens.window import load_fonts

STATE: dict[str, Any] = {
    "title": "模拟台",
    "citizens": [
        {
            "id": photo.stem,
            "name": name,
            "situation": situation,
            "photo": photo.stem,
            "card_in": index == 1,
            "pin": "密码 123456",
            "id_card": "身份证",
            "id_card_there": index == 2,
        }
        for index, (photo, name, situation) in enumerate(
            zip(
                sorted((screens.ASSETS / "citizens").glob("*.jpg")),
                [
                    "王小明",
                    "李芳",
                    "张伟",
                    "刘洋",
                    "陈静",
                    "赵磊",
                    "黄敏",
                    "周强",
                    "吴丽",
                    "徐杰",
                    "孙国庆",
                    "马秀英",
                ],
                [
                    "居民医保，一张缴费单",
                    "灵活就业",
                    "卡已挂失",
                    "要补缴两年",
                    "给父母代缴，手机里有电子凭证",
                ],
                strict=False,
            )
        )
    ],
    "groups": [
        {
            "title": "手机",
            "buttons": [
                {
                    "command": "scan-and-pay",
                    "argument": "",
                    "words": "扫屏幕上的码并付款",
                    "active": False,
                },
                {
                    "command": "scan-only",
                    "argument": "",
                    "words": "只扫码，不付款",
                    "active": False,
                },
            ],
        },
        {
            "title": "打印机",
            "buttons": [
                {
                    "command": "take-paper",
                    "argument": "",
                    "words": "取走凭证",
                    "active": False,
                },
                {"command": "load-paper", "argument": "", "words": "装纸", "active": False},
                {
                    "command": "fault",
                    "argument": "cover-open",
                    "words": "打开机盖",
                    "active": True,
                },
            ],
        },
        {
            "title": "网络",
            "buttons": [
                {
                    "command": "fault",
                    "argument": "network",
                    "words": "断开网络",
                    "active": False,
                },
            ],
        },
    ],
    "log": [f"10:3{n % 10} 第 {n} 件事" for n in range(30)],
}


@pytest.fixture
def commands() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def model(qapp: QGuiApplication, commands: list[tuple[str, str]]) -> BenchModel:  # noqa: ARG001 signals need it
    return BenchModel(lambda name, argument: commands.append((name, argument)))


@pytest.fixture
def bench(model: BenchModel) -> Iterator[BenchWindow]:
    load_fonts()
    opened = open_bench(model)
    show(model, STATE)
    yield opened
    opened.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def show(model: BenchModel, state: dict[str, Any]) -> None:
    model.show(state)
    QTest.qWait(30)


def items(root: QQuickItem) -> Iterator[QQuickItem]:
    for item in root.childItems():
        if item.isVisible():
            yield item
            yield from items(item)


def click(bench: BenchWindow, name: str) -> None:
    bench.window.grabWindow()
    item = next(item for item in items(bench.window.contentItem()) if item.objectName() == name)
    middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(bench.window, left, Qt.KeyboardModifier.NoModifier, middle)


def words(bench: BenchWindow) -> list[str]:
    return [item.property("text") for item in items(bench.window.contentItem()) if item.property("text")]


def test_citizens_groups_and_the_newest_log_line_are_shown(bench: BenchWindow) -> None:
    assert bench.window.title() == "模拟台"
    assert {"王小明", "卡已挂失", "手机", "断开网络", "10:30 第 0 件事"} <= set(words(bench))


def test_a_click_on_a_citizen_puts_the_card_in_or_takes_it_out(
    bench: BenchWindow, commands: list[tuple[str, str]]
) -> None:
    first, second = (citizen["id"] for citizen in STATE["citizens"][:2])
    click(bench, first)
    click(bench, second)

    assert commands == [("insert", first), ("pull", second)]


def test_a_click_on_the_small_card_puts_the_id_card_on_the_reader_or_takes_it_away(
    bench: BenchWindow, commands: list[tuple[str, str]]
) -> None:
    first, third = (STATE["citizens"][index]["id"] for index in (0, 2))
    click(bench, f"{first}-id-card")
    click(bench, f"{third}-id-card")

    assert commands == [("put-id-card", first), ("take-id-card", third)]


def test_a_button_gives_its_command_and_argument(bench: BenchWindow, commands: list[tuple[str, str]]) -> None:
    click(bench, "scan-and-pay")
    click(bench, "fault cover-open")

    assert commands == [("scan-and-pay", ""), ("fault", "cover-open")]


def test_a_new_state_keeps_what_stays(bench: BenchWindow, model: BenchModel) -> None:
    before = {item.objectName(): item for item in items(bench.window.contentItem()) if item.objectName()}
    state = deepcopy(STATE)
    state["citizens"][0]["card_in"] = True
    state["log"].insert(0, "10:41 卡已插入")
    show(model, state)
    after = {item.objectName(): item for item in items(bench.window.contentItem()) if item.objectName()}

    assert after == before
    assert "10:41 卡已插入" in words(bench)


def test_lists_may_grow_and_shrink(bench: BenchWindow, model: BenchModel) -> None:
    show(model, {**STATE, "citizens": STATE["citizens"][:1], "groups": STATE["groups"][:1], "log": []})
    assert "断开网络" not in words(bench)
    show(model, STATE)

    assert "断开网络" in words(bench)


def test_nothing_is_cut(bench: BenchWindow) -> None:
    texts = [item for item in items(bench.window.contentItem()) if item.property("contentWidth")]

    assert texts
    assert not [text.property("text") for text in texts if text.property("contentWidth") > text.width() + 1]
