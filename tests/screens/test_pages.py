"""How one page follows another, and what stays when a page is only redrawn."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage

from kiosk.domain.words import Language
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.render import render
from kiosk.flows.views import AttractView, BillsView, Button, Direction, PayView, PinView, Tone
from kiosk.screens.panel import PanelProfile
from kiosk.screens.qr import draw_code
from tests.screens.conftest import Watch
from tests.screens.glass import Glass, area, wait_until
from tests.screens.samples import OVERLAY, VIEWS, sample


@pytest.fixture(scope="module")
def moving(catalogue: Catalogue, watch: Watch) -> Iterator[Glass]:
    """Open a window whose pages slide."""
    opened = Glass(PanelProfile(21.5, 1080, 1920, motion=True), catalogue, watch)
    yield opened
    opened.close()


@pytest.mark.parametrize(("tone", "sign"), [(Tone.CARE, "care"), (Tone.ERROR, "error")])
def test_what_is_said_has_a_sign_besides_its_colour(portrait: Glass, tone: Tone, sign: str) -> None:
    page = sample("pin")
    assert isinstance(page.view, PinView)
    portrait.show(replace(page, view=replace(page.view, tone=tone)))

    assert sign in {item.property("name") for item in portrait.items(portrait.screen)}


def test_a_redrawn_page_keeps_its_items(portrait: Glass) -> None:
    page = sample("pay", serial=101)
    portrait.show(page)
    before = list(portrait.items(portrait.screen))
    assert isinstance(page.view, PayView)
    portrait.show(replace(page, view=replace(page.view, remaining="2:58", remaining_share=0.89)))

    assert list(portrait.items(portrait.screen)) == before
    assert "2:58" in [text.property("text") for text in portrait.texts()]


def test_a_code_is_drawn_again_only_if_its_text_changed(
    portrait: Glass, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def draw(text: str) -> QImage:
        drawn.append(text)
        return draw_code(text)

    monkeypatch.setattr("kiosk.screens.qr.draw_code", draw)
    page = sample("pay", serial=102)
    portrait.show(page)
    assert isinstance(page.view, PayView)
    portrait.show(replace(page, view=replace(page.view, remaining="2:58")))
    assert drawn == [page.view.code]
    portrait.show(replace(page, view=replace(page.view, code="another?a=1&b=2")))
    assert drawn == [page.view.code, "another?a=1&b=2"]


def test_a_redrawn_list_stays_where_it_was_scrolled(portrait: Glass) -> None:
    page = sample("bills", serial=103, elder=True)
    portrait.show(page)
    portrait.touch("scroll-down")
    place = portrait.find("scroll").property("contentY")
    assert place > 0
    assert isinstance(page.view, BillsView)
    portrait.show(replace(page, view=replace(page.view, total="1.00")))

    assert portrait.find("scroll").property("contentY") == place


def test_what_else_there_is_stands_after_the_bills_where_large_type_leaves_no_room_for_it(
    portrait: Glass,
) -> None:
    portrait.show(sample("bills", serial=113, elder=True))
    assert area(portrait.find("other-services")).isEmpty()
    while "scroll-down" in {item.objectName() for item in portrait.items()}:
        portrait.touch("scroll-down")
    entry = portrait.find("other-services")

    assert area(entry).height() == entry.height()


def test_lists_may_grow_and_shrink_within_a_page(portrait: Glass) -> None:
    page = sample("attract", serial=104)
    portrait.show(page)
    assert isinstance(page.view, AttractView)
    for limits, ways in (
        ((), page.view.ways[:2]),
        (("a", "b", "c"), page.view.ways),
        (("a",), page.view.ways[:1]),
    ):
        portrait.show(replace(page, view=replace(page.view, limits=limits, ways=ways)))
        shown = [text.property("text") for text in portrait.texts()]
        assert [limit for limit in ("a", "b", "c") if limit in shown] == list(limits)
        assert len([name for name in portrait.controls() if name.startswith("way-")]) == len(ways)


def test_a_change_of_language_and_size_redraws_the_same_page(portrait: Glass) -> None:
    portrait.show(sample("method", serial=105))
    before = portrait.screen
    portrait.show(sample("method", Language.ENGLISH, elder=True, serial=105))

    assert portrait.screen == before
    assert "How would you like to pay?" in [text.property("text") for text in portrait.texts()]


def test_the_main_button_says_a_large_amount_in_one_line_whatever_page_was_before(portrait: Glass) -> None:
    portrait.show(sample("payer", serial=111, elder=True))
    page = sample("bills", serial=112, elder=True)
    words = "下一步，共 12,345.00 元"
    main = Button("next", words)
    portrait.show(
        replace(page, frame=replace(page.frame, back=None), view=replace(page.view, main=main)),
    )

    (said,) = [text for text in portrait.texts() if text.property("text") == words]
    assert said.property("lineCount") == 1
    assert area(portrait.find("leave")).x() < portrait.mm(13)


def test_nothing_of_the_page_before_is_left(portrait: Glass) -> None:
    portrait.show(sample("payer", serial=106))
    portrait.show(sample("attract", serial=107))

    assert "王*明" not in [item.property("text") for item in portrait.items()]
    stack = portrait.screen.parentItem()
    assert [item for item in stack.childItems() if item.property("framed") is not None] == [portrait.screen]


@pytest.mark.parametrize(("direction", "sign"), [(Direction.FORWARD, 1), (Direction.BACK, -1)])
def test_a_page_slides_in_from_where_it_lies(
    moving: Glass, catalogue: Catalogue, direction: Direction, sign: int
) -> None:
    moving.show(sample("bills", serial=200 + sign))
    moving.bridge.show(render(sample("payer", serial=203 + sign, direction=direction), catalogue))
    wait_until(lambda: bool(moving.window.property("busy")), turns=20)
    coming = next(item for item in moving.items() if item.objectName() == "field-name")
    place = coming.mapToScene(coming.boundingRect().center()).x()
    wait_until(lambda: not moving.window.property("busy"))
    settled = coming.mapToScene(coming.boundingRect().center()).x()

    assert (place - settled) * sign > 0


def test_a_page_without_direction_just_stands_there(moving: Glass, catalogue: Catalogue) -> None:
    moving.show(sample("bills", serial=301))
    moving.bridge.show(render(sample("payer", serial=302), catalogue))
    wait_until(lambda: "field-name" in moving.controls())

    assert not moving.window.property("busy")


def test_pages_that_come_faster_than_they_slide_end_with_the_last(
    moving: Glass, catalogue: Catalogue
) -> None:
    for serial, screen in enumerate(VIEWS, start=400):
        moving.bridge.show(render(sample(screen, serial=serial, direction=Direction.FORWARD), catalogue))
    moving.show(sample("wait", serial=500, direction=Direction.BACK))

    assert moving.screen.x() == 0
    assert "正在查您的缴费单" in [text.property("text") for text in moving.texts()]


def test_an_overlay_comes_and_goes_over_the_same_page(portrait: Glass) -> None:
    portrait.show(sample("payer", serial=108))
    before = portrait.screen
    portrait.show(sample("payer", serial=108, overlay=OVERLAY))
    assert "stay" in portrait.controls()
    portrait.show(sample("payer", serial=108))

    assert "stay" not in portrait.controls()
    assert portrait.screen == before
