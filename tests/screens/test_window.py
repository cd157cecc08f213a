"""The window as a whole: fonts, pixels, screenshots, and the QML it is made of."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QFontDatabase, QGuiApplication, QImage

from kiosk.flows.catalogue import Catalogue
from kiosk.flows.render import render
from kiosk.flows.views import Direction
from kiosk.screens import window
from kiosk.screens.window import load_fonts
from tests.screens.glass import Glass, wait_until
from tests.screens.samples import VIEWS, sample

SOURCES = sorted(Path(window.QML).rglob("*.qml"))


def looks_like(one: QImage, other: QImage) -> bool:
    """Compare pixels; Qt smooths the edges of the largest type differently when it redraws a part."""
    pixels = [
        np.frombuffer(image.convertToFormat(QImage.Format.Format_RGB32).constBits(), np.uint8).astype(
            np.int16
        )
        for image in (one, other)
    ]
    return bool(one.size() == other.size() and np.mean(np.abs(pixels[0] - pixels[1]) > 48) < 1e-4)


def test_the_bundled_fonts_are_used_and_rare_names_have_glyphs(qapp: QGuiApplication) -> None:
    load_fonts()

    assert qapp.font().families() == ["Noto Sans CJK SC", "Noto Sans CJK SC Names"]
    assert "Noto Sans CJK SC Names" in QFontDatabase.families()


def test_a_missing_font_is_told_with_what_to_do(
    qapp: QGuiApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qapp is not None
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "broken.otf").write_bytes(b"no font")
    monkeypatch.setattr(window, "ASSETS", tmp_path)

    with pytest.raises(SystemExit, match="tools/fonts"):
        load_fonts()


def test_a_screenshot_shows_the_page_that_was_asked_for_before(
    portrait: Glass, catalogue: Catalogue, tmp_path: Path
) -> None:
    expected = portrait.show(sample("bills", serial=1))
    portrait.show(sample("wait", serial=2))
    portrait.bridge.show(render(sample("bills", serial=3, direction=Direction.FORWARD), catalogue))
    path = portrait.save(tmp_path / "bills.png")

    assert looks_like(QImage(str(path)), expected)


def test_a_screenshot_that_cannot_be_written_says_so(portrait: Glass, tmp_path: Path) -> None:
    future = portrait.kiosk.screenshot(tmp_path / "nowhere" / "x.png")
    wait_until(future.done)

    with pytest.raises(OSError, match="nowhere"):
        future.result()


@pytest.mark.parametrize("screen", VIEWS)
def test_a_screen_looks_the_same_each_time(portrait: Glass, screen: str) -> None:
    first = portrait.show(sample(screen, serial=10))
    portrait.show(sample("prompt" if screen != "prompt" else "wait", serial=11))

    assert looks_like(portrait.show(sample(screen, serial=12)), first)


def test_every_component_is_named_in_the_module() -> None:
    named = (window.QML / "Kiosk" / "qmldir").read_text(encoding="utf-8")

    assert [source.stem for source in SOURCES if f"{source.name}\n" not in named] == []
