"""The Qt that corrupts reference counts never starts, and the pinned one doesn't corrupt them."""

import sys

import PySide6
import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.screens.guard import check_qt


@pytest.mark.parametrize("python", [(3, 10), (3, 11)])
def test_the_broken_pair_is_refused_with_what_to_do(python: tuple[int, int]) -> None:
    with pytest.raises(SystemExit, match=r"6\.12\.0 aborts on Python 3\.1[01]\. Install .*6\.11\.3"):
        check_qt((6, 12, 0), python)


@pytest.mark.parametrize(
    ("qt", "python"), [((6, 11, 3), (3, 11)), ((6, 12, 0), (3, 12)), ((6, 13, 1), (3, 13))]
)
def test_sound_pairs_pass(qt: tuple[int, ...], python: tuple[int, int]) -> None:
    check_qt(qt, python)


def test_the_installed_qt_passes() -> None:
    check_qt(PySide6.__version_info__[:3])


def test_events_give_no_reference_of_none_away(qapp: QGuiApplication) -> None:
    before = sys.getrefcount(None)
    for _ in range(500):
        qapp.processEvents()

    assert abs(sys.getrefcount(None) - before) < 100
