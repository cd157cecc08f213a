"""The mirror: the citizen as they see themselves, the latest frame alone, and nobody afterwards."""

from dataclasses import replace
from threading import Thread

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickItem

from kiosk.devices.ports import Frame
from kiosk.screens.mirror import Mirror
from tests.screens.glass import Glass, area, wait_until
from tests.screens.samples import sample

RED, BLUE = QColor(200, 0, 0), QColor(0, 0, 200)
SERIALS = iter(range(1, 1000))


def frame(*, left: QColor, right: QColor) -> Frame:
    """Make a frame of two colours, as the camera sees them."""
    pixels = np.zeros((480, 640, 3), np.uint8)
    for half, colour in ((slice(0, 320), left), (slice(320, 640), right)):
        pixels[:, half] = (colour.blue(), colour.green(), colour.red())
    return Frame(next(SERIALS), 0.0, pixels)


def picture(glass: Glass) -> QQuickItem:
    return glass.find("mirror-image")


def seen(glass: Glass, share: float) -> QColor:
    """Give the colour so far across the oval's middle."""
    shown: QImage = glass.window.grabWindow()
    place = area(picture(glass))
    ratio = shown.devicePixelRatio()
    x = place.left() + share * place.width()
    return shown.pixelColor(round(x * ratio), round((place.top() + 0.46 * place.height()) * ratio))


def near(one: QColor, other: QColor) -> bool:
    differences = one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue()
    return all(abs(difference) < 12 for difference in differences)


@pytest.fixture
def before_mirror(glass: Glass) -> Glass:
    glass.show(sample("face", serial=next(SERIALS) + 5000))
    return glass


def test_left_is_left_as_in_a_mirror(before_mirror: Glass) -> None:
    before_mirror.mirror.show(frame(left=RED, right=BLUE))
    wait_until(lambda: near(seen(before_mirror, 0.7), RED))
    assert near(seen(before_mirror, 0.3), BLUE)


def test_of_many_frames_only_the_latest_is_shown(before_mirror: Glass) -> None:
    taken: list[int] = []

    def count() -> None:
        taken.append(before_mirror.mirror.property("serial"))

    before_mirror.mirror.serialChanged.connect(count)

    def pour() -> None:
        for _ in range(50):
            before_mirror.mirror.show(frame(left=RED, right=RED))
        before_mirror.mirror.show(frame(left=BLUE, right=BLUE))

    pouring = Thread(target=pour)
    pouring.start()
    pouring.join()
    wait_until(lambda: near(seen(before_mirror, 0.5), BLUE))
    assert len(taken) == 1
    before_mirror.mirror.serialChanged.disconnect(count)


def test_a_mirror_that_is_cleared_shows_nobody(before_mirror: Glass) -> None:
    before_mirror.mirror.show(frame(left=RED, right=RED))
    wait_until(lambda: near(seen(before_mirror, 0.5), RED))
    before_mirror.mirror.clear()
    wait_until(lambda: not near(seen(before_mirror, 0.5), RED))
    assert before_mirror.mirror.image().isNull()


def test_new_words_leave_the_picture_where_it_is(before_mirror: Glass) -> None:
    before_mirror.mirror.show(frame(left=RED, right=RED))
    item = picture(before_mirror)
    page = before_mirror.page
    before_mirror.show(replace(page, view=replace(page.view, title="请看着摄像头")))
    assert picture(before_mirror) is item


@pytest.mark.usefixtures("qapp")
def test_a_mirror_nobody_looks_into_keeps_one_frame_at_most() -> None:
    mirror = Mirror()
    for _ in range(3):
        mirror.show(frame(left=RED, right=BLUE))
    QCoreApplication.processEvents()
    assert mirror.image().width() == 640
    mirror.clear()
    assert mirror.image().isNull()
