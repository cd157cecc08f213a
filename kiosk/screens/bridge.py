"""Joins the flows, in their own thread, to the screen."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.flows.actions import Action, Hold, Release, Tap

DOUBLE_STRIKE_S = 0.3
"""A trembling finger strikes twice; faster than this nobody means it."""

PAD_PREFIX = "key-"
"""Keys of a pad may be struck as fast as one can type."""


class Bridge(QObject):
    """Shows rendered pages and hands on what the citizen did.

    `acted` is called in Qt's thread; `now` is a performance counter in seconds.
    """

    pageChanged = Signal()
    _arrived = Signal(dict)

    def __init__(self, acted: Callable[[Action], None], now: Callable[[], float] = perf_counter) -> None:
        super().__init__()
        self._acted = acted
        self._now = now
        self._page: dict[str, Any] = {}
        self._last_tap: tuple[str, int, float] | None = None
        self._arrived.connect(self._set_page)

    def show(self, rendered: dict[str, Any]) -> None:
        """Show a page (`kiosk.flows.render`); from any thread."""
        self._arrived.emit(rendered)

    @property
    def serial(self) -> int:
        """The serial of the page that is shown, 0 before the first."""
        return int(self._page.get("serial", 0))

    def _get_page(self) -> dict[str, Any]:
        return self._page

    @Slot(dict)
    def _set_page(self, page: dict[str, Any]) -> None:
        self._page = page
        self.pageChanged.emit()

    page = Property(dict, _get_page, notify=pageChanged)

    @Slot(str)
    def tap(self, target: str) -> None:
        """Hand on a tap, but for the second strike of a double one."""
        serial, now = self.serial, self._now()
        last, self._last_tap = self._last_tap, (target, serial, now)
        is_repeat = last is not None and last[:2] == (target, serial) and now - last[2] < DOUBLE_STRIKE_S
        if target.startswith(PAD_PREFIX) or not is_repeat:
            self._acted(Tap(target))

    @Slot(str)
    def hold(self, target: str) -> None:
        """Hand on that a finger rests on a control."""
        self._acted(Hold(target))

    @Slot(str)
    def release(self, target: str) -> None:
        """Hand on that the finger went up, or that the hold ended otherwise."""
        self._acted(Release(target))
