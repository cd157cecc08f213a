"""Qt for Python keeps its reference counts: 6.12.0 on Python 3.11 does not, and aborts within minutes."""

import sys

from PySide6.QtCore import QCoreApplication, QObject


def test_qt_steals_no_reference_to_none(qapp: QCoreApplication) -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(500):
        qapp.processEvents()
        thing.parent()
    assert abs(sys.getrefcount(None) - before) < 50
