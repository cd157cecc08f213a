"""What the fingers do to the glass, and what arrives of it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from kiosk.flows.actions import Hold, Release, Tap
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.render import render
from kiosk.flows.views import BillsView
from tests.screens.conftest import Watch
from tests.screens.glass import TOUCH, Glass, area, middle, wait_until
from tests.screens.samples import OVERLAY, VIEWS, sample

_serials = iter(range(1, 1000))


@pytest.fixture(autouse=True)
def _fresh(portrait: Glass, watch: Watch) -> None:
    portrait.actions.clear()
    watch.seconds += 60


def show(glass: Glass, screen: str) -> None:
    glass.show(sample(screen, serial=next(_serials)))


@pytest.mark.parametrize(
    ("screen", "target"),
    [
        ("attract", "way-card"),
        ("attract", "language-en"),
        ("bills", "bill-m26"),
        ("bills", "next"),
        ("confirm", "agree"),
        ("method", "method-wechat"),
        ("pay", "other-method"),
        ("pin", "key-7"),
        ("prompt", "elder"),
        ("wait", "leave"),
    ],
)
def test_a_touch_on_a_control_arrives_as_its_id(portrait: Glass, screen: str, target: str) -> None:
    show(portrait, screen)
    portrait.touch(target)

    assert portrait.actions == [Tap(target)]


@pytest.mark.parametrize(("line", "corner"), [("hall", "corner-left"), ("time", "corner-right")])
@pytest.mark.parametrize("at", [0.05, 0.95])
def test_a_finger_anywhere_on_the_halls_name_or_the_time_is_one_of_the_service_gesture(
    portrait: Glass, line: str, corner: str, at: float
) -> None:
    show(portrait, "attract")
    words = portrait.screen.property("page")["frame"][line]
    text = next(item for item in portrait.texts() if item.property("text") == words)
    point = text.mapToScene(QPointF(text.property("contentWidth") * at, text.height() / 2)).toPoint()
    QTest.touchEvent(portrait.window, TOUCH).press(0, point, portrait.window).commit()
    QTest.touchEvent(portrait.window, TOUCH).release(0, point, portrait.window).commit()

    assert portrait.actions == [Hold(corner), Release(corner)]


def test_a_finger_that_slides_off_does_nothing(portrait: Glass) -> None:
    show(portrait, "bills")
    inside = middle(portrait.find("next")).toPoint()
    outside = inside - QPoint(0, 400)
    QTest.touchEvent(portrait.window, TOUCH).press(0, inside, portrait.window).commit()
    QTest.touchEvent(portrait.window, TOUCH).move(0, outside, portrait.window).commit()
    QTest.touchEvent(portrait.window, TOUCH).release(0, outside, portrait.window).commit()

    assert not portrait.actions


def test_a_press_is_felt_before_the_finger_lifts(portrait: Glass) -> None:
    show(portrait, "bills")
    before = portrait.window.grabWindow()
    portrait.press("next")
    during = portrait.window.grabWindow()
    portrait.lift("next")

    assert during != before
    assert portrait.window.grabWindow() == before


@pytest.mark.parametrize(("screen", "target"), [("method", "method-card"), ("confirm", "next")])
def test_a_control_that_cannot_be_used_does_nothing(portrait: Glass, screen: str, target: str) -> None:
    show(portrait, screen)
    portrait.touch(target)

    assert not portrait.actions


def test_a_masked_value_is_asked_for_only_while_the_finger_rests(portrait: Glass) -> None:
    show(portrait, "payer")
    portrait.press("field-number")
    assert portrait.actions == [Hold("field-number")]
    portrait.lift("field-number")
    assert portrait.actions == [Hold("field-number"), Release("field-number")]


def test_an_overlay_ends_a_hold(portrait: Glass) -> None:
    show(portrait, "payer")
    portrait.press("field-number")
    portrait.show(sample("payer", serial=portrait.page.serial, overlay=OVERLAY))

    assert portrait.actions == [Hold("field-number"), Release("field-number")]
    portrait.lift("field-number")


def test_who_cannot_hold_can_switch_the_masked_value(portrait: Glass) -> None:
    show(portrait, "payer")
    QAccessible.setActive(True)
    hidden = QAccessible.queryAccessibleInterface(portrait.find("field-number"))
    hidden.actionInterface().doAction("Press")
    shown = QAccessible.queryAccessibleInterface(portrait.find("field-phone"))
    shown.actionInterface().doAction("Press")

    assert portrait.actions == [Hold("field-number"), Release("field-phone")]


def test_an_overlay_keeps_fingers_off_the_page(portrait: Glass) -> None:
    portrait.show(sample("bills", serial=next(_serials), overlay=OVERLAY))
    portrait.touch("next")
    portrait.touch("help")
    assert not portrait.actions

    portrait.touch("stay")
    assert portrait.actions == [Tap("stay")]


def test_the_large_button_moves_a_long_list_down_and_back(portrait: Glass) -> None:
    portrait.show(sample("bills", serial=next(_serials), elder=True))
    scroll = portrait.find("scroll")
    portrait.touch("scroll-down")
    wait_until(lambda: scroll.property("contentY") > 100)
    portrait.touch("scroll-up")
    wait_until(lambda: scroll.property("contentY") == 0)

    assert not portrait.actions, "the flows need not know of scrolling"


def test_a_finger_moves_a_long_list_without_choosing_a_bill(portrait: Glass) -> None:
    portrait.show(sample("bills", serial=next(_serials), elder=True))
    point = middle(portrait.find("bill-c26")).toPoint()
    QTest.touchEvent(portrait.window, TOUCH).press(0, point, portrait.window).commit()
    for _ in range(10):
        QTest.qWait(8)
        point -= QPoint(0, 30)
        QTest.touchEvent(portrait.window, TOUCH).move(0, point, portrait.window).commit()
    QTest.touchEvent(portrait.window, TOUCH).release(0, point, portrait.window).commit()
    wait_until(lambda: not portrait.find("scroll").property("moving"))

    assert portrait.find("scroll").property("contentY") > 50
    assert not portrait.actions


def test_the_whole_page_works_from_a_keyboard(portrait: Glass) -> None:
    show(portrait, "method")
    portrait.window.requestActivate()
    portrait.find("method-alipay").forceActiveFocus()
    QTest.keyClick(portrait.window, Qt.Key.Key_Return)

    assert portrait.actions == [Tap("method-alipay")]


def test_a_bill_is_read_out_with_its_period_its_amount_and_its_tick(portrait: Glass) -> None:
    show(portrait, "bills")
    QAccessible.setActive(True)
    bill = QAccessible.queryAccessibleInterface(portrait.find("bill-m26"))

    assert bill.text(QAccessible.Text.Name) == "2026 年度个人缴费"
    assert bill.text(QAccessible.Text.Description) == "享受期 2026 年 1 月至 12 月 400.00 元"
    assert bill.role() == QAccessible.Role.CheckBox
    assert bill.state().checked


def ids_in(value: object) -> Iterator[str]:
    """Walk over the ids of everything that a rendered page says can be touched."""
    match value:
        case {"id": str(control), **rest}:
            yield control
            yield from ids_in(rest)
        case dict():
            yield from (control for item in value.values() for control in ids_in(item))
        case list():
            yield from (control for item in value for control in ids_in(item))


@pytest.mark.parametrize("screen", VIEWS)
def test_every_control_that_a_view_names_stands_on_the_glass_under_that_name(
    portrait: Glass, catalogue: Catalogue, screen: str
) -> None:
    page = sample(screen, serial=900 + list(VIEWS).index(screen))
    portrait.show(page)
    named = set(ids_in(render(page, catalogue)["view"]))
    assert named <= {item.property("target") for item in portrait.items() if item.property("target")}


def test_a_touched_bill_stays_in_sight_when_a_message_takes_room(portrait: Glass) -> None:
    page = sample("bills", serial=next(_serials))
    assert isinstance(page.view, BillsView)
    portrait.show(replace(page, view=replace(page.view, message=None)))
    lowest = max(
        (name for name in portrait.controls() if name.startswith("bill-")), key=partial(bottom, portrait)
    )
    portrait.touch(lowest)
    portrait.show(page)

    bill = portrait.find(lowest)
    assert area(bill).height() == bill.height()


def bottom(glass: Glass, name: str) -> float:
    """Where a control that can be seen whole ends; others do not count."""
    item = glass.find(name)
    return area(item).bottom() if area(item).height() == item.height() else 0.0
