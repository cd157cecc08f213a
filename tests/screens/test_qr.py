"""Codes on the glass can be read by a camera."""

from pathlib import Path

import cv2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from kiosk.flows.views import PayView, VoucherView
from kiosk.screens.qr import draw_code
from tests.screens.glass import Glass
from tests.screens.samples import sample

QUIET_ZONE = 4
"""Modules (ISO/IEC 18004)."""


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_every_text_becomes_a_square_code_with_its_quiet_zone(text: str) -> None:
    code = draw_code(text)

    assert code.width() == code.height() >= 21 + 2 * QUIET_ZONE
    edge = [code.pixel(x, y) for x in range(code.width()) for y in range(QUIET_ZONE)]
    assert set(edge) == {0xFFFFFFFF}


@pytest.mark.parametrize("elder", [False, True])
@pytest.mark.parametrize("screen", ["pay", "voucher"])
def test_the_code_on_the_glass_is_read_as_its_text(
    glass: Glass, tmp_path: Path, screen: str, *, elder: bool
) -> None:
    page = sample(screen, elder=elder, serial=900 + 2 * elder + (screen == "pay"))
    glass.show(page)
    assert isinstance(page.view, PayView | VoucherView)

    photograph = cv2.imread(str(glass.save(tmp_path / "glass.png")))
    assert photograph is not None
    read, _, _ = cv2.QRCodeDetector().detectAndDecode(photograph)
    assert read == page.view.code


def test_modules_of_a_code_are_whole_pixels(portrait: Glass) -> None:
    portrait.show(sample("pay", serial=990))
    image = portrait.find("code-image")

    assert image.width() % image.implicitWidth() == 0
    assert image.width() > portrait.mm(90)


def test_a_code_is_black_on_white(qapp: object) -> None:  # noqa: ARG001 images need the application
    code: QImage = draw_code("x")
    colours = {code.pixel(x, y) for x in range(code.width()) for y in range(code.height())}

    assert colours == {0xFF000000, 0xFFFFFFFF}
