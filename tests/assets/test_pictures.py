"""The drawings of the screens: valid for QtSvg, visible, in the palette."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from kiosk.config import FOLDER
from kiosk.devices.fault_catalogue import load_fault_catalogue

PICTURES = Path(__file__).parents[2] / "assets" / "pictures"
_FAULTS = {row.picture for row in load_fault_catalogue(FOLDER / "faults.toml")}
_SCREENS = {
    *("card", "id-card", "qr-code", "face", "id-photo", "say-who"),
    *("insert-card", "take-card", "put-id-card", "take-id-card", "scan-phone", "take-paper"),
    *("wechat", "alipay", "bank-card", "card-terminal", "payment-code", "show-code", "confirm-phone"),
    *("done", "care", "error", "waiting", "unknown", "back", "leave", "help"),
    *("language", "elder", "elder-off", "eye", "check", "printer", "no-paper", "offline", "backspace"),
    *("medical", "critical-illness", "pension", "flexible"),
    *("turn-left", "turn-right", "shake-head", "blink-twice", "close-eyes", "open-mouth", "face-oval"),
    *("operator", "devices", "totals", "log", "closing"),
}
NAMES = sorted(_SCREENS | _FAULTS)
PALETTE = {
    *("#17202B", "#0B4F94", "#E6EEF7", "#FFFFFF", "#0B5C33"),
    *("#8A3B00", "#FFF1DC", "#A3151A"),
}


def drawn(name: str, size: int) -> int:
    """Draw a picture on nothing, in pixels of width; return how many pixels it covers."""
    renderer = QSvgRenderer(str(PICTURES / f"{name}.svg"))
    assert renderer.isValid()
    assert renderer.defaultSize().width() == renderer.defaultSize().height() > 0
    image = QImage(size, size, QImage.Format.Format_Alpha8)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return sum(value > 127 for value in bytes(image.constBits()))


def test_the_pictures_are_those_of_the_list_and_no_other() -> None:
    assert {path.stem for path in PICTURES.glob("*.svg")} == set(NAMES)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [48, 600])
def test_every_picture_draws_something_at_both_sizes(name: str, size: int) -> None:
    assert 0.05 < drawn(name, size) / size**2 < 0.95


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_keeps_to_the_palette_and_to_plain_shapes(name: str) -> None:
    text = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9A-Fa-f]+", text)) <= PALETTE
    assert set(re.findall(r"<(\w+)", text)) <= {"svg", "title", "g", "path", "rect", "circle"}
    assert "style=" not in text
    assert "class=" not in text
