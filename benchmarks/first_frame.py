"""Starts the simulated kiosk and names each screen on standard output once it has been drawn."""

import sys

from PySide6.QtQuick import QQuickWindow

from kiosk import windowed
from kiosk.cli import main
from kiosk.screens.bridge import Bridge
from kiosk.screens.mirror import Mirror
from kiosk.screens.panel import PanelProfile
from kiosk.screens.window import KioskWindow, open_window


def _open_and_watch(bridge: Bridge, mirror: Mirror, panel: PanelProfile, *, fullscreen: bool) -> KioskWindow:
    kiosk = open_window(bridge, mirror, panel, fullscreen=fullscreen)
    window: QQuickWindow = kiosk.window
    drawn: set[str] = set()

    def look() -> None:
        page = window.property("page")
        if page and page["screen"] not in drawn:
            drawn.add(page["screen"])
            sys.stdout.write(f"{page['screen']}\n")
            sys.stdout.flush()

    window.frameSwapped.connect(look)
    return kiosk


if __name__ == "__main__":
    # By hand: unittest.mock imports asyncio, which the kiosk does only later.
    windowed.open_window = _open_and_watch  # type: ignore[attr-defined]
    sys.exit(main(sys.argv[1:]))
