"""The main job by touch: fingers on the real glass, the real kiosk behind it, the bench beside it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.bench.model import BenchModel
from kiosk.config import ASSETS, FOLDER, load_settings
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.display import Display
from kiosk.modes import run_for_people
from kiosk.screens.loop_thread import LoopThread
from kiosk.screens.panel import PanelProfile
from kiosk.windowed import Inbox
from tests.screens.glass import Glass

_PATIENCE_MS = 10_000
_LOOK_MS = 10


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


def wait_until(seen: Callable[[], bool]) -> None:
    """Run Qt as the program does until something is seen; unlike `qWait`, this lets other threads run.

    Raises:
        TimeoutError: it was not seen.
    """
    loop, looks = QEventLoop(), QTimer(interval=_LOOK_MS)
    looks.timeout.connect(lambda: loop.quit() if seen() else None)
    looks.start()
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    loop.exec()
    looks.stop()
    if not seen():
        raise TimeoutError


class Counter:
    """A kiosk in a window, somebody's finger, and the bench."""

    def __init__(self, data: Path) -> None:
        settings = load_settings(FOLDER / "simulator.toml")
        catalogue = Catalogue(ASSETS / "translations")
        panel = PanelProfile(21.5, 1080, 1920, motion=True)
        self.inbox = Inbox()
        self.glass = Glass(
            panel,
            catalogue,
            perf_counter,
            lambda action: self.inbox.from_citizen(action, self.glass.bridge.serial),
        )
        self.bench = BenchModel(self.inbox.from_technician)
        self.died: list[BaseException | None] = []
        self.thread = LoopThread(
            lambda: run_for_people(
                settings,
                data,
                Display(),
                catalogue,
                self.glass.bridge.show,
                self.bench.show,
                self.inbox,
            ),
            self.died.append,
        )
        self.inbox.call = self.thread.call
        self.thread.start()

    def see(self, screen: str) -> None:
        """Wait until a screen stands still on the glass."""

        def seen() -> bool:
            page, busy = (self.glass.window.property(name) for name in ("page", "busy"))
            return bool(page and page["screen"] == screen and not busy)

        wait_until(seen)

    def touch(self, *targets: str) -> None:
        """Touch one control after another, each when it can be used."""
        for target in targets:
            wait_until(partial(self._there, target))
            self.glass.touch(target)

    def _there(self, target: str) -> bool:
        return any(item.objectName() == target and item.property("usable") for item in self.glass.items())

    def close(self) -> None:
        """Switch the kiosk off."""
        self.thread.stop()
        self.glass.close()


def test_a_person_does_the_main_job_by_touch(qapp: QGuiApplication, tmp_path: Path) -> None:  # noqa: ARG001 Qt runs
    counter = Counter(tmp_path)
    try:
        counter.see("attract")
        counter.touch("way-card")
        counter.see("prompt")
        counter.bench.command("insert_card: c01_f23")
        counter.see("pin")
        counter.touch(*(f"key-{digit}" for digit in "258013"))
        counter.touch("main")
        counter.see("bills")
        counter.touch("bill-c01_f23-390-2027", "main")
        counter.see("payer")
        counter.touch("main")
        counter.see("confirm")
        counter.touch("check", "main")
        counter.see("method")
        counter.touch("method-wechat")
        counter.see("pay")
        counter.bench.command("pay: wechat")
        counter.see("voucher")
        wait_until(lambda: "请取走凭证" in str(counter.glass.window.property("page")))
        counter.touch("main")
        counter.see("prompt")
        counter.bench.command("pull_card")
        counter.see("attract")
    finally:
        counter.close()
    assert counter.died == [None]
