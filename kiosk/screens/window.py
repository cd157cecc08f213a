"""The kiosk's window: fonts, QML and screenshots."""

from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QWindow
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.screens.bridge import Bridge
from kiosk.screens.guard import check_qt
from kiosk.screens.mirror import Mirror, MirrorImages
from kiosk.screens.panel import PanelProfile
from kiosk.screens.qr import CodeImages

if TYPE_CHECKING:
    from kiosk.screens.key_filter import Press

check_qt(PySide6.__version_info__[:3])

QML = Path(__file__).parent / "qml"
ASSETS = Path(__file__).parents[2] / "assets"
FAMILIES = ["Noto Sans CJK SC", "Noto Sans CJK SC Names"]
SHAKE_MM = 4
"""How far a resting finger may wander before it is taken to scroll."""


class KioskWindow(QObject):
    """The open window. It must be closed, and only from Qt's thread."""

    _asked = Signal(object, object)

    def __init__(self, engine: QQmlApplicationEngine, window: QQuickWindow) -> None:
        super().__init__()
        self._engine = engine
        self.window = window
        self._waiting: list[tuple[Path, Future[Path]]] = []
        self._asked.connect(self._queue)
        self.window.busyChanged.connect(self._grab_waiting)  # type: ignore[attr-defined]  # of Main.qml

    def screenshot(self, path: Path) -> "Future[Path]":
        """Save what the citizen sees, once the page has settled, as a PNG; from any thread.

        The future ends in the path, or in OSError if it can't be written.
        """
        future: Future[Path] = Future()
        self._asked.emit(path, future)
        return future

    def filter_keys(self, press: "Press") -> None:
        """Show `press` each key first, and keep from the screens those that it takes."""
        from kiosk.screens.key_filter import KeyFilter  # noqa: PLC0415 the first page does not wait for it

        self._key_filter = KeyFilter(press)
        self.window.installEventFilter(self._key_filter)

    def close(self) -> None:
        """Close the window and free what QML holds."""
        self.window.close()
        self._engine.deleteLater()

    @Slot(object, object)
    def _queue(self, path: Path, future: "Future[Path]") -> None:
        self._waiting.append((path, future))
        self._grab_waiting()

    @Slot()
    def _grab_waiting(self) -> None:
        if self.window.property("busy"):
            return
        waiting, self._waiting = self._waiting, []
        for path, future in waiting:
            if self.window.grabWindow().save(str(path), "PNG"):  # type: ignore[call-overload]  # its stub wants bytes
                future.set_result(path)
            else:
                future.set_exception(OSError(f"can't write the screenshot {path}"))


def open_window(bridge: Bridge, mirror: Mirror, panel: PanelProfile, *, fullscreen: bool) -> KioskWindow:
    """Open the kiosk's window; a QGuiApplication must exist.

    Raises:
        SystemExit: the fonts are missing or the QML can't be loaded; the log says why.
    """
    load_fonts()
    QGuiApplication.styleHints().setStartDragDistance(round(SHAKE_MM * panel.pixels_per_millimetre))
    engine = QQmlApplicationEngine()
    engine.addImageProvider("code", CodeImages())
    engine.addImageProvider("mirror", MirrorImages(mirror))
    engine.addImportPath(str(QML))
    engine.setInitialProperties(
        {
            "bridge": bridge,
            "mirror": mirror,
            "pixelsPerMillimetre": panel.pixels_per_millimetre,
            "motion": panel.motion,
            "pictures": QUrl.fromLocalFile(str(ASSETS / "pictures")).toString() + "/",
            "width": panel.width_px,
            "height": panel.height_px,
            "visibility": QWindow.Visibility.FullScreen if fullscreen else QWindow.Visibility.Windowed,
        }
    )
    engine.loadFromModule("Kiosk", "Main")
    windows = engine.rootObjects()
    if not windows or not isinstance(windows[0], QQuickWindow):
        raise SystemExit("The screens can't be loaded; the lines above say why. Install the kiosk again.")
    return KioskWindow(engine, windows[0])


def load_fonts() -> None:
    """Give the application the bundled fonts, that of rare characters in names last."""
    for path in sorted((ASSETS / "fonts").glob("*.otf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise SystemExit(f"The font {path} can't be read. Make it again with tools/fonts.")
    missing = set(FAMILIES) - set(QFontDatabase.families())
    if missing:
        raise SystemExit(f"The fonts {', '.join(sorted(missing))} are missing in {ASSETS / 'fonts'}.")
    font = QFont()
    font.setFamilies(FAMILIES)
    QGuiApplication.setFont(font)
