"""How Qt is set up before it starts, and where its messages go."""

import logging
import os
from collections.abc import MutableMapping

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_log = logging.getLogger("kiosk.screens.qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.ERROR,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
"""A warning of QML is a defect of ours, so it is logged as an error."""


def prepare_environment(environment: MutableMapping[str, str] = os.environ) -> None:
    """Ask Qt for the software renderer in one thread; must run before the application is made.

    It is faster than a software OpenGL on boards without a graphics processor, and draws the
    same pixels everywhere.
    """
    environment.setdefault("QT_QUICK_BACKEND", "software")
    environment.setdefault("QSG_RENDER_LOOP", "basic")
    environment.setdefault("QT_QUICK_CONTROLS_STYLE", "Basic")


def log_qt_messages() -> None:
    """Send what Qt and QML complain about to the log."""
    qInstallMessageHandler(_write)


def _write(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    _log.log(_LEVELS[kind], "%s (%s:%s)", message, context.file, context.line)
