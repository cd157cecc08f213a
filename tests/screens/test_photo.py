"""A photo that was just taken: shown as others will see it, on its own page alone, and gone once cleared."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from kiosk.devices.ports import Frame
from kiosk.flows.views import PhotoView
from kiosk.opencv import cv2
from kiosk.screens.mirror import Mirror
from tests.screens.glass import Glass, area, wait_until
from tests.screens.samples import sample

_HALVES = np.zeros((441, 358, 3), np.uint8)
_HALVES[:, :179] = (0, 0, 200)
_HALVES[:, 179:] = (200, 0, 0)
PHOTO = cv2.imencode(".jpg", _HALVES)[1].tobytes()
"""Red on its left, blue on its right."""


def seen(glass: Glass, share: float) -> QColor:
    """Give the colour so far across the photo's middle."""
    place = area(glass.find("photo-image"))
    shown = glass.window.grabWindow()
    ratio = shown.devicePixelRatio()
    x, y = place.left() + share * place.width(), place.center().y()
    return shown.pixelColor(round(x * ratio), round(y * ratio))


def test_left_is_where_others_will_see_it(glass: Glass) -> None:
    glass.show(sample("photo", serial=5901))
    glass.mirror.show_photo(PHOTO)
    wait_until(lambda: seen(glass, 0.2).red() > 150 and seen(glass, 0.2).blue() < 50)
    assert seen(glass, 0.8).blue() > 150
    glass.mirror.clear()
    wait_until(lambda: seen(glass, 0.2).blue() > 200)


def test_a_photo_does_not_stand_in_the_oval_nor_a_frame_in_the_place_of_the_photo(glass: Glass) -> None:
    glass.show(sample("face", serial=5902))
    glass.mirror.show_photo(PHOTO)
    QCoreApplication.processEvents()
    assert glass.find("mirror-image").property("source").isEmpty()
    glass.show(sample("photo", serial=5903))
    glass.mirror.show(Frame(1, 0.0, _HALVES))
    QCoreApplication.processEvents()
    assert glass.find("photo-image").property("source").isEmpty()


@pytest.mark.usefixtures("qapp")
def test_a_photo_nobody_looks_at_any_more_is_forgotten() -> None:
    mirror = Mirror()
    mirror.show_photo(PHOTO)
    assert mirror.image().height() == 441
    mirror.clear()
    assert mirror.image().isNull()


def test_a_drawing_stands_where_there_is_no_photo(glass: Glass) -> None:
    with_photo = sample("photo", serial=5904)
    glass.show(with_photo)
    assert "photo-stand-in" not in {item.objectName() for item in glass.items()}
    assert isinstance(with_photo.view, PhotoView)
    glass.show(replace(with_photo, serial=5905, view=replace(with_photo.view, picture="id-photo")))
    drawing, photo = area(glass.find("photo-stand-in")), area(glass.find("photo-image"))
    assert photo.contains(drawing)
    assert glass.find("photo-stand-in").property("source").toString().endswith("id-photo.svg")
