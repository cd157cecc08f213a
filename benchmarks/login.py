"""From the moment at which the reader tells of a card to the holder's name on the screen.

The kiosk is whole, in its window of 1080 x 1920; the card is a process of its own behind pcscd. What a
person takes to type the PIN is left out: the time runs from the reader's event to the frame with the pad,
and from the last touch to the frame with the name.
"""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from threading import Thread
from time import perf_counter
from typing import Any

import httpx
from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QGuiApplication

from benchmarks.figure import Figure, Result
from benchmarks.pcscd import READER, CardInReader, card, pcscd, why_not
from kiosk.app import Machine, Place, assemble
from kiosk.config import ASSETS, FOLDER, load_settings
from kiosk.device_settings import PcscDevice
from kiosk.domain.clock import SystemClock
from kiosk.flows.actions import Tap
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.display import Display
from kiosk.screens.bridge import Bridge
from kiosk.screens.environment import prepare_environment
from kiosk.screens.loop_thread import LoopThread
from kiosk.screens.mirror import Mirror
from kiosk.screens.panel import PanelProfile
from kiosk.screens.window import open_window
from kiosk.world.gateway import GatewayKeys

GOAL_MS = 100.0
_ROUNDS = 7
_PANEL = PanelProfile(diagonal_inches=21.5, width_px=1080, height_px=1920, motion=False)
_CITIZEN, _NAME, _PIN = "c01_f23", "林", "258013"
_PATIENCE = 30.0


def measure_login() -> list[Result]:
    """Log in by card, each time at a kiosk that has just started, and give the median."""
    if skipped := why_not("login"):
        return [skipped]
    prepare_environment()
    application = QGuiApplication.instance() or QGuiApplication(["bench", "-platform", "offscreen"])
    with pcscd(), card() as holder, tempfile.TemporaryDirectory(prefix="kiosk-login-") as folder:
        GatewayKeys.load(Path(folder, "keys"))
        holder.pull()
        hall = _Hall()
        rounds = [hall.log_in(holder, Path(folder), number) for number in range(_ROUNDS)]
        hall.close()
    del application
    pad, name = (median(part) * 1000 for part in zip(*rounds, strict=True))
    detail = f"{pad:.0f} ms to the pad for the PIN, {name:.0f} ms to the name"
    return [Figure("login", median(map(sum, rounds)) * 1000, GOAL_MS, "ms", detail)]


class _Hall:
    """The kiosk's window, and what has been drawn in it."""

    def __init__(self) -> None:
        self._bridge = Bridge(lambda _: None)
        self._kiosk = open_window(self._bridge, Mirror(), _PANEL, fullscreen=False)
        self._drawn: dict[str, Any] = {}
        self._drawn_at = 0.0
        self._kiosk.window.frameSwapped.connect(self._look)

    def close(self) -> None:
        """Close the window."""
        self._kiosk.close()

    def log_in(self, holder: CardInReader, folder: Path, number: int) -> tuple[float, float]:
        """Give the seconds to the pad and to the name."""
        machines: list[Machine] = []
        _seen(present=False)  # the service tells some tenths of a second later that a card was pulled

        async def main() -> None:
            machines.append(_kiosk(folder, number, self._bridge.show))
            await machines[0].run()

        thread = LoopThread(main, lambda _: None)
        thread.start()
        self._until(lambda page: page.get("screen") == "attract")
        event: list[float] = []
        watch = Thread(target=lambda: event.append(_seen(present=True)))
        watch.start()
        holder.insert(_CITIZEN)
        self._until(lambda page: page.get("screen") == "pin")
        pad_at = self._drawn_at
        watch.join()
        for digit in _PIN:
            thread.call(machines[0].engine.act, Tap(f"key-{digit}"))
        self._until(lambda page: page["view"].get("filled") == len(_PIN))
        touched_at = perf_counter()
        thread.call(machines[0].engine.act, Tap("main"))
        self._until(lambda page: _NAME in str(page["frame"]["who"]))
        named_at = self._drawn_at
        holder.pull()
        thread.stop()
        return pad_at - event[0], named_at - touched_at

    def _look(self) -> None:
        page = self._kiosk.window.property("page")
        if page and page != self._drawn:
            self._drawn, self._drawn_at = page, perf_counter()

    def _until(self, wanted: Callable[[dict[str, Any]], bool]) -> None:
        """Let the window live until a page is drawn."""
        began, waiting = perf_counter(), QEventLoop()
        while not wanted(self._drawn):
            assert perf_counter() - began < _PATIENCE, f"the screen stays {self._drawn.get('screen')}"
            waiting.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)


def _kiosk(folder: Path, number: int, show: Callable[[dict[str, Any]], None]) -> Machine:
    settings = replace(
        load_settings(FOLDER / "simulator.toml"), card_reader=PcscDevice(transport="pcsc", reader=READER)
    )
    catalogue, transport = Catalogue(ASSETS / "translations"), httpx.AsyncHTTPTransport()
    place = Place(
        folder / str(number),
        folder / "keys",
        SystemClock(),
        "http://x",
        Display(),
        catalogue,
        transport,
        reserve_bytes=4096,
    )
    return assemble(settings, place, show)


def _seen(*, present: bool) -> float:
    """Wait until the reader tells of a card, or of none, as anybody's program is told."""
    from smartcard import scard  # noqa: PLC0415 needs the PC/SC library

    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    state = scard.SCARD_STATE_UNAWARE
    wanted = scard.SCARD_STATE_PRESENT if present else scard.SCARD_STATE_EMPTY
    while not state & wanted:
        _, readers = scard.SCardGetStatusChange(context, 5000, [(READER, state)])
        state = readers[0][1] & ~scard.SCARD_STATE_CHANGED
    seen_at = perf_counter()
    scard.SCardReleaseContext(context)
    return seen_at
