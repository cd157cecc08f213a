"""The palette can be read by weak eyes, and the measures are those of the design."""

import re

import pytest

from kiosk.screens.window import QML

THEME = (QML / "Kiosk" / "Theme.qml").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r'readonly property color (\w+): "(#\w{6})"', THEME))


def luminance(colour: str) -> float:
    """Give the relative luminance (WCAG 2.2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(COLOURS[one]), luminance(COLOURS[other])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "ground"),
        ("ink", "card"),
        ("ink", "tint"),
        ("ink", "unusable"),
        ("quietInk", "ground"),
        ("quietInk", "card"),
        ("primary", "card"),
        ("primary", "ground"),
        ("primary", "tint"),
        ("primaryInk", "primary"),
        ("primaryInk", "primaryPressed"),
        ("done", "doneTint"),
        ("care", "careTint"),
        ("errorInk", "error"),
    ],
)
def test_words_have_a_contrast_of_seven(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 6.95


@pytest.mark.parametrize("ground", ["card", "ground"])
def test_the_outline_of_a_control_has_a_contrast_of_three(ground: str) -> None:
    assert contrast("outline", ground) >= 3


@pytest.mark.parametrize(
    ("size", "standard", "elder"),
    [("small", 6, 8.5), ("text", 7, 10), ("title", 11, 14), ("amount", 16, 20)],
)
def test_type_has_the_sizes_of_the_design(size: str, standard: float, elder: float) -> None:
    assert f"property int {size}Size: mm(elder ? {elder:g} : {standard:g})" in THEME


def test_there_are_six_sizes_of_type() -> None:
    assert len(re.findall(r"property int \w+Size:", THEME)) == 6
