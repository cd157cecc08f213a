"""Qt is set up the same everywhere, and its complaints are our defects."""

import logging
from collections.abc import Callable

import pytest
from PySide6.QtCore import qCritical, qInstallMessageHandler, qWarning

from kiosk.screens.environment import log_qt_messages, prepare_environment


def test_the_software_renderer_draws_in_one_thread() -> None:
    environment: dict[str, str] = {}
    prepare_environment(environment)

    assert environment["QT_QUICK_BACKEND"] == "software"
    assert environment["QSG_RENDER_LOOP"] == "basic"


def test_what_an_installer_has_set_stays() -> None:
    environment = {"QT_QUICK_BACKEND": "rhi"}
    prepare_environment(environment)

    assert environment["QT_QUICK_BACKEND"] == "rhi"


@pytest.mark.parametrize("complain", [qWarning, qCritical])
def test_a_warning_of_qt_is_logged_as_an_error(
    complain: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    before = qInstallMessageHandler(None)
    try:
        log_qt_messages()
        complain("TypeError: page is undefined")
    finally:
        qInstallMessageHandler(before)

    assert [(record.levelno, record.name) for record in caplog.records] == [
        (logging.ERROR, "kiosk.screens.qt")
    ]
    assert "page is undefined" in caplog.text
