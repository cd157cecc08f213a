"""What must hold of every screen, in both orientations, both languages and both sizes of text."""

from collections.abc import Iterator
from itertools import combinations, product

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem

from kiosk.domain.words import Bilingual, Language
from tests.screens.glass import Glass, area, ink
from tests.screens.samples import OVERLAY, VIEWS, sample

ROUNDING = 1.5
"""Pixels."""

_serials = iter(range(1, 100_000))
_VARIANTS = list(product([*VIEWS, "overlay"], Language, ["standard", "elder"]))


@pytest.fixture(scope="module", params=_VARIANTS, ids="-".join)
def shown(glass: Glass, request: pytest.FixtureRequest) -> Glass:
    """Show a page, once for all rules."""
    screen, language, size = request.param
    view, overlay = ("bills", OVERLAY) if screen == "overlay" else (screen, None)
    glass.show(sample(view, language, elder=size == "elder", serial=next(_serials), overlay=overlay))
    return glass


def shown_controls(shown: Glass) -> list[QQuickItem]:
    """Give the controls that a finger can reach: those of the overlay, if there is one."""
    controls = shown.controls()
    if shown.page.frame.overlay is not None:
        return [controls["stay"], controls["leave-now"]]
    return [item for item in controls.values() if not area(item).isEmpty()]


def test_the_screen_is_drawn(shown: Glass) -> None:
    image = shown.window.grabWindow()

    colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert len(colours) > 20


def test_every_control_is_as_large_as_a_finger_needs(shown: Glass) -> None:
    least = shown.mm(26 if shown.page.frame.elder else 20) - ROUNDING

    small = {
        item.objectName(): (item.width(), item.height())
        for item in shown_controls(shown)
        if min(item.width(), item.height()) < least
    }
    assert not small


def test_the_main_button_is_the_largest_of_the_foot(shown: Glass) -> None:
    least = shown.mm(30 if shown.page.frame.elder else 24) - ROUNDING
    mains = [main.id for main in (shown.page.view.main,) if main is not None]

    assert all(shown.find(main).height() >= least for main in mains)


def test_every_control_of_the_page_is_on_the_glass(shown: Glass) -> None:
    window_area = shown.window.contentItem().boundingRect()

    assert shown_controls(shown)
    outside = [item.objectName() for item in shown_controls(shown) if not window_area.contains(area(item))]
    assert not outside


def test_no_finger_hits_two_controls(shown: Glass) -> None:
    half_gap = (shown.mm(6 if shown.page.frame.elder else 4) - ROUNDING) / 2

    def reach(item: QQuickItem) -> object:
        return area(item).adjusted(-half_gap, -half_gap, half_gap, half_gap)

    close = [
        (one.objectName(), other.objectName())
        for one, other in combinations(shown_controls(shown), 2)
        if reach(one).intersects(reach(other))  # type: ignore[attr-defined]
    ]
    assert not close


def test_no_text_is_cut(shown: Glass) -> None:
    cut = [
        text.property("text")
        for text in shown.texts()
        if text.property("truncated")
        or text.property("contentWidth") > text.width() + ROUNDING
        or text.property("contentHeight") > text.height() + ROUNDING
    ]
    assert not cut


def test_the_question_is_seen_whole_without_scrolling(shown: Glass) -> None:
    title = shown.page.view.title
    assert isinstance(title, Bilingual)
    questions = [text for text in shown.texts(shown.screen) if text.property("text") in {title.zh, title.en}]
    assert questions
    assert all(area(text).height() == text.height() for text in questions)


def test_words_stay_inside_their_control(shown: Glass) -> None:
    out = [
        (name, text.property("text"))
        for name, control in shown.controls().items()
        for text in shown.texts(control)
        if not control.mapRectToScene(control.boundingRect()).contains(text.mapRectToScene(ink(text)))
    ]
    assert not out


def test_no_words_stand_on_other_words(shown: Glass) -> None:
    sheet = shown.find("stay").parentItem() if shown.page.frame.overlay else None
    places = [(text, text.mapRectToScene(ink(text)).intersected(area(text))) for text in shown.texts(sheet)]
    over = [
        (one.property("text"), other.property("text"))
        for (one, place), (other, other_place) in combinations(places, 2)
        if (common := place.intersected(other_place)).height() > ROUNDING * 3 and common.width() > ROUNDING
    ]
    assert not over


def test_the_page_stays_between_head_and_foot(shown: Glass) -> None:
    place = shown.screen.mapRectToScene(shown.screen.boundingRect()).adjusted(-1, -1, 1, 1)

    texts = [text for text in shown.texts(shown.screen) if not area(text).isEmpty()]
    assert texts
    out = [text.property("text") for text in texts if not place.contains(area(text))]
    assert not out


def test_no_type_is_below_the_small_print(shown: Glass) -> None:
    sizes = {text.property("text"): text.property("size") for text in shown.texts()}
    least = shown.mm(8.5 if shown.page.frame.elder else 6) - ROUNDING
    assert all(size >= least for size in sizes.values()), sizes


def test_a_control_that_cannot_be_used_says_why_where_it_stands(shown: Glass) -> None:
    for control in shown.controls().values():
        if reason := control.property("reason"):
            assert reason in [text.property("text") for text in shown.texts(control)]


def test_everything_that_takes_the_focus_has_a_name(shown: Glass) -> None:
    QAccessible.setActive(True)

    nodes = list(_nodes(QAccessible.queryAccessibleInterface(shown.window)))
    focusable = [node for node in nodes if node.state().focusable and not node.state().invisible]
    assert focusable
    assert all(node.text(QAccessible.Text.Name) for node in focusable if node.object() is not shown.window)


def _nodes(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for index in range(node.childCount()):
        child = node.child(index)
        yield child
        yield from _nodes(child)
