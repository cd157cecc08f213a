"""What is seen and found on rendered pages, made from the real views."""

from dataclasses import fields, replace
from pathlib import Path
from typing import get_type_hints

import pytest

from kiosk.domain.words import Language, Words
from kiosk.flows import views
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.render import Rendered, render
from kiosk.flowtest.looking import UNSEEN, Control, Missing, controls, describe, find, sees, texts
from tests.screens.samples import OVERLAY, VIEWS, sample

CATALOGUE = Catalogue(Path(__file__).parents[2] / "assets" / "translations")
PERSONAL_OR_FORMATTED = {"value", "time", "who", "remaining"}
"""Fields of plain text, not Words, that a citizen does read."""
SCROLLING = {"scroll_down", "scroll_up"}


def page(screen: str, language: Language = Language.CHINESE) -> Rendered:
    return render(sample(screen, language), CATALOGUE)


def found(screen: str, target: str) -> Control:
    control = find(page(screen), target)
    assert isinstance(control, Control)
    return control


def why_not(rendered: Rendered, target: str) -> str:
    missing = find(rendered, target)
    assert isinstance(missing, Missing)
    return missing.why


@pytest.mark.parametrize("screen", VIEWS)
def test_every_field_of_a_view_is_known_to_be_seen_or_unseen(screen: str) -> None:
    kinds = [type(VIEWS[screen]), *(kind for kind in vars(views).values() if isinstance(kind, type))]
    for kind in kinds:
        if not hasattr(kind, "__dataclass_fields__"):
            continue
        hints = get_type_hints(kind)
        for field in fields(kind):
            if hints[field.name] in {str, str | None}:
                assert field.name in UNSEEN | PERSONAL_OR_FORMATTED, f"{kind.__name__}.{field.name}"
            if hints[field.name] in {Words, Words | None}:
                assert field.name not in UNSEEN - SCROLLING, f"{kind.__name__}.{field.name}"


def test_the_code_and_the_ids_are_not_seen_but_the_time_left_is() -> None:
    rendered = page("pay")
    assert rendered["view"]["code"] not in texts(rendered)
    assert sees(rendered, rendered["view"]["remaining"])


def test_words_are_seen_across_breaks_and_spaces() -> None:
    rendered = page("attract")
    rendered["view"]["title"] = "请选\n一种  方式"
    assert sees(rendered, "选 一种 方式")


def test_words_over_a_dark_screen_are_not_seen() -> None:
    assert not sees(None, "微信")
    assert describe(None) == "the screen is dark"


def test_a_control_is_found_by_its_words_in_the_language_of_the_page() -> None:
    english = find(page("attract", Language.ENGLISH), "Social-security card")
    assert found("attract", "社保卡") == replace_words(english, "社保卡")


def replace_words(control: Control | Missing, words: str) -> Control:
    assert isinstance(control, Control)
    return replace(control, words=words)


def test_a_control_is_found_by_its_id() -> None:
    assert found("attract", "way-card").words == "社保卡"


def test_a_bill_is_touched_by_its_title() -> None:
    assert found("bills", "2026 年度个人缴费").id == "bill-m26"


def test_a_personal_field_is_held_by_its_label() -> None:
    assert found("payer", "身份证号").id == "field-number"


def test_the_pad_has_ten_digits_and_two_words() -> None:
    ids = {control.id for control in controls(page("pin"))}
    assert {*(f"key-{digit}" for digit in range(10)), "key-erase", "key-clear"} <= ids


def test_a_disabled_control_says_why_it_cannot_be_touched() -> None:
    assert why_not(page("bills"), "2025 年度个人缴费") == (
        '"2025 年度个人缴费" cannot be used now: 请到 3 号窗口补缴'
    )


def test_words_on_several_controls_are_not_guessed_at() -> None:
    rendered = page("attract")
    rendered["view"]["others"] = [{"id": "one", "words": "同名"}, {"id": "two", "words": "同名"}]
    assert why_not(rendered, "同名").endswith("by its id: one, two")


def test_of_equal_words_the_one_that_can_be_used_is_meant() -> None:
    rendered = page("attract")
    rendered["view"]["others"] = [
        {"id": "one", "words": "同名", "enabled": False},
        {"id": "two", "words": "同名", "enabled": True},
    ]
    control = find(rendered, "同名")
    assert isinstance(control, Control)
    assert control.id == "two"


def test_under_an_overlay_nothing_else_can_be_touched() -> None:
    rendered = render(sample("method", overlay=OVERLAY), CATALOGUE)
    assert [control.id for control in controls(rendered)] == ["stay", "leave-now"]


def test_a_control_that_is_not_there_is_answered_with_those_that_are() -> None:
    assert "there are: " in why_not(page("attract"), "扫码")
    assert "社保卡" in why_not(page("attract"), "扫码")


def test_a_description_names_the_screen_its_texts_and_the_nearest_one() -> None:
    described = describe(page("attract"), "社宝卡")
    assert described.startswith('on the screen "attract":\n')
    assert described.endswith('nearest to it: "社保卡"')
