"""A scanner that types never presses what has the focus; xdotool types as one does."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from kiosk.devices.transports.keyboard_wedge import KeyboardWedge
from kiosk.screens.key_filter import KeyFilter

ROOT = Path(__file__).parents[2]
CODE = "134650215877402318"
WINDOW = """
import sys
from PySide6.QtGui import QGuiApplication, QWindow
from kiosk.devices.transports.keyboard_wedge import KeyboardWedge
from kiosk.screens.key_filter import KeyFilter

class Window(QWindow):
    def keyPressEvent(self, event):
        print(f"key {event.text()!r}", flush=True)

    def focusInEvent(self, event):
        print("open", flush=True)

application = QGuiApplication(sys.argv)
window, wedge = Window(), KeyboardWedge()
wedge.attach(lambda data: print(f"scanner {data!r}", flush=True))
keys = KeyFilter(wedge.press)
window.installEventFilter(keys)
window.resize(200, 200)
window.show()
window.requestActivate()
application.exec()
"""


class Screen(QObject):
    """Has the focus, and keeps the keys that reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = ""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.keys += event.text()
        return True

    def type(self, text: str, gap_ms: int, *, repeated: bool = False) -> None:
        for number, key in enumerate(text):
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, key, autorep=repeated)
            event.setTimestamp(1000 + gap_ms * number)
            QGuiApplication.sendEvent(self, event)


@pytest.fixture
def scanned() -> bytearray:
    return bytearray()


@pytest.fixture
def screen(
    qapp: QGuiApplication,  # noqa: ARG001 events need the application
    scanned: bytearray,
) -> Iterator[Screen]:
    watched, wedge = Screen(), KeyboardWedge()
    wedge.attach(scanned.extend)
    keys = KeyFilter(wedge.press)
    watched.installEventFilter(keys)
    yield watched
    watched.removeEventFilter(keys)


def test_a_scanners_enter_presses_nothing(screen: Screen, scanned: bytearray) -> None:
    screen.type(CODE + "\r", 4)
    assert (bytes(scanned), screen.keys) == (CODE.encode() + b"\r", "1")


def test_a_persons_enter_does(screen: Screen, scanned: bytearray) -> None:
    screen.type("258013\r", 90)
    assert (bytes(scanned), screen.keys) == (b"", "258013\r")


def test_a_key_that_is_held_down_is_a_persons(screen: Screen, scanned: bytearray) -> None:
    screen.type("1" * 20 + "\r", 30, repeated=True)
    assert (bytes(scanned), screen.keys) == (b"", "1" * 20 + "\r")


@contextmanager
def window(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", dict[str, str]]]:
    """Open a window on an X server of its own; or skip and say why."""
    server = shutil.which("Xvfb")
    if server is None or shutil.which("xdotool") is None:
        pytest.skip("needs Xvfb and xdotool, of the Debian packages xvfb and xdotool")
    listens, says = os.pipe()
    command = [server, "-displayfd", str(says), "-screen", "0", "400x400x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(says,), stderr=subprocess.DEVNULL) as display:
        os.close(says)
        with os.fdopen(listens) as number:
            environment = {**os.environ, "DISPLAY": f":{number.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
        log = (tmp_path / "log").open("w")
        with subprocess.Popen(
            [sys.executable, "-c", WINDOW],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process:
            try:
                assert process.stdout is not None
                if process.stdout.readline() != "open\n":
                    pytest.skip(f"no window opens here: {(tmp_path / 'log').read_text()[-300:]}")
                yield process, environment
            finally:
                process.terminate()
                display.terminate()
                log.close()


def test_what_xdotool_types_at_a_scanners_speed_is_a_code(tmp_path: Path) -> None:
    with window(tmp_path) as (process, environment):
        assert process.stdout is not None
        for text, delay in ((CODE, "4"), ("ab", "120")):
            pause = ["sleep", "0.3"]  # xdotool's own, as between a scanner and whoever touches the keys then
            typing = ["xdotool", *pause, "type", "--delay", delay, f"{text}\n"]
            subprocess.run(typing, env=environment, check=True)
        said = []
        while (line := process.stdout.readline().strip()) not in {r"key '\r'", r"key '\n'"}:
            said.append(line)
    assert "".join(part.split("'")[1] for part in said if part.startswith("scanner")) == CODE + r"\r"
    assert [part for part in said if part.startswith("key")] == ["key '1'", "key 'a'", "key 'b'"]
