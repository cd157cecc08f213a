"""The bench's window, beside the kiosk or over its right edge."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.bench.model import BenchModel
from kiosk.screens import window as screens

QML = Path(__file__).parent / "qml"


class BenchWindow(QObject):
    """The open bench. It must be closed, and only from Qt's thread."""

    def __init__(self, engine: QQmlApplicationEngine, window: QQuickWindow) -> None:
        super().__init__()
        self._engine = engine
        self.window = window

    def close(self) -> None:
        """Close the window and free what QML holds."""
        self.window.close()
        self._engine.deleteLater()


def open_bench(model: BenchModel) -> BenchWindow:
    """Open the bench on the second screen, or on top at the right edge of the only one.

    A QGuiApplication must exist, with the kiosk's fonts loaded (`open_window` does).

    Raises:
        SystemExit: the QML can't be loaded; the log says why.
    """
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(screens.QML))
    engine.addImportPath(str(QML))
    engine.setInitialProperties(
        {
            "model": model,
            "photos": QUrl.fromLocalFile(str(screens.ASSETS / "citizens")).toString() + "/",
            "pictures": QUrl.fromLocalFile(str(screens.ASSETS / "pictures")).toString() + "/",
        }
    )
    engine.loadFromModule("KioskBench", "Bench")
    windows = engine.rootObjects()
    if not windows or not isinstance(windows[0], QQuickWindow):
        raise SystemExit("The bench can't be loaded; the lines above say why. Install the kiosk again.")
    bench = BenchWindow(engine, windows[0])
    _place(bench.window)
    return bench


def _place(window: QQuickWindow) -> None:
    if len(QGuiApplication.screens()) == 1:
        window.setFlag(Qt.WindowType.WindowStaysOnTopHint)
    available = QGuiApplication.screens()[-1].availableGeometry()
    window.setHeight(min(window.height(), available.height()))
    window.setPosition(available.right() - window.width(), available.top())
