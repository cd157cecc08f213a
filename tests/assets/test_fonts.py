"""The bundled fonts: everything the kiosk says, and every name it can be asked to draw."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QImage, QPainter

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
TEXT = [FONTS / "NotoSansSC-Regular.otf", FONTS / "NotoSansSC-Bold.otf"]
NAMES = FONTS / "NotoSansSC-Names.otf"
FAMILIES = {"Noto Sans CJK SC", "Noto Sans CJK SC Names"}
RARE = "䶮㛃𬱖𠮷㐂䒟䲟𫍯𫖮𬍛𬭎𡋾𫘝𬀩㑇煊堃喆玥垚犇翀珺玹"


def characters(font: Path) -> set[str]:
    """Return what a font can draw."""
    return {chr(code) for code in TTFont(font).getBestCmap()}


def load(font: Path) -> list[str]:
    """Load a font into Qt; return the names of its families."""
    number = QFontDatabase.addApplicationFont(str(font))
    assert number >= 0
    return QFontDatabase.applicationFontFamilies(number)


def painted(character: str, family: str) -> bytes:
    """Draw one character with one family; return the pixels."""
    image = QImage(64, 64, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    font = QFont(["Noto Sans CJK SC", family])
    font.setPixelSize(48)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, character)
    painter.end()
    return bytes(image.constBits())


@pytest.mark.parametrize("font", TEXT, ids=lambda font: font.stem)
def test_the_text_fonts_hold_gb2312_latin_and_the_signs_in_use(font: Path) -> None:
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    hanzi = "".join(pair.decode("gb2312", "ignore") for pair in pairs)
    assert len(hanzi) == 6763
    latin = {chr(code) for code in [*range(0x20, 0x7F), *range(0xA0, 0x100)]}
    assert {*hanzi, *latin, *"〇￥¥·…—《》“”←↑→↓•①②③④⑤⑥⑦✓×"} <= characters(font)


def test_every_character_of_gbk_and_extension_a_in_the_source_can_stand_in_a_name() -> None:
    known = characters(NAMES) | characters(TEXT[0])
    assert set(RARE) <= known
    assert {chr(code) for code in range(0x4E00, 0x9FA6)} <= known
    assert sum(0x3400 <= ord(character) <= 0x4DBF for character in known) == 6582


def test_the_names_font_repeats_nothing_but_the_space() -> None:
    assert characters(NAMES) & characters(TEXT[0]) == {" "}


@pytest.mark.usefixtures("qapp")
def test_qt_draws_rare_characters_of_a_name_and_no_boxes() -> None:
    assert {family for font in (*TEXT, NAMES) for family in load(font)} == FAMILIES
    box = painted("\U0003fffd", "Noto Sans CJK SC Names")
    drawings = {painted(character, "Noto Sans CJK SC Names") for character in RARE}
    assert len(drawings) == len(RARE)
    assert box not in drawings


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Bold])
def test_digits_are_tabular_also_with_kerning(weight: QFont.Weight) -> None:
    for path in TEXT:
        load(path)
    font = QFont("Noto Sans CJK SC")
    font.setPixelSize(40)
    font.setWeight(weight)
    measure = QFontMetricsF(font)
    widths = {measure.horizontalAdvance(f"{a}{b}{a}{b}") for a in "0123456789" for b in "0123456789"}
    assert len(widths) == 1


def test_the_fonts_come_with_their_licence() -> None:
    text = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert text.startswith("Copyright 2014-2021 Adobe")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "PERMISSION & CONDITIONS" in text
    for font in (*TEXT, NAMES):
        assert font.name in text
        assert "SIL Open Font License" in TTFont(font)["name"].getDebugName(13)
