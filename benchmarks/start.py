"""Start to first frame, and memory: the kiosk against headless Chromium with an equal page.

The first frame is the page that says that the kiosk is starting, and Chromium's page is equal to it.
The invitation comes when the earlier payments are settled; that time is told beside the figure, and
memory is taken then.

Each is a whole program started anew, in turns, as a hall's kiosk is each morning: after one start each
that fills the caches of files, and in which the programs write down what they keep for the next start.
That is for the kiosk its keys, its first page and the bytecode of Python and QML, and for Chromium its
profile. The time ends for the kiosk when Qt has handed over the first frame with the page, and for
Chromium when its page, with fonts and pictures loaded, has been drawn and its next frame is begun. A
settling time later, memory is the sum of the proportional set sizes of the program's processes.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure, Result, Skipped, interleaved
from benchmarks.process_tree import end, megabytes

TIME_GOAL = MEMORY_GOAL = 0.5
_REPETITIONS = 9
_PATIENCE = 30.0
_SETTLING = 2.0
_STARTING, _INVITATION = (Path(__file__).with_name(f"{name}.html") for name in ("starting", "attract"))
_CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",  # or it would leave at once
    "--window-size=1080,1920",
)


@dataclass(frozen=True, slots=True)
class Start:
    """One start of a program: seconds until a page was drawn, and its memory a settling time later."""

    seconds: float
    megabytes: float


def measure_start() -> list[Result]:
    """Compare starts in pairs: from one minute to the next the machine is quicker or slower as a whole."""
    chromium = shutil.which("chromium")
    if chromium is None:
        why = "there is no chromium; apt-get install chromium"
        return [Skipped(name, why) for name in ("start-time", "start-memory")]
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        first, their_first, ready, their_ready = (
            starts[1:]
            for starts in interleaved(
                _REPETITIONS + 1,
                lambda: _start_kiosk(folder, "wait"),
                lambda: _start_chromium(folder, chromium, _STARTING),
                lambda: _start_kiosk(folder, "attract"),
                lambda: _start_chromium(folder, chromium, _INVITATION),
            )
        )
    return [
        _compare(
            "start-time",
            TIME_GOAL,
            "s",
            _seconds(first),
            _seconds(their_first),
            f"; the invitation {median(_seconds(ready)):.3g} s against {median(_seconds(their_ready)):.3g} s",
        ),
        _compare(
            "start-memory",
            MEMORY_GOAL,
            "MB",
            [start.megabytes for start in ready],
            [start.megabytes for start in their_ready],
        ),
    ]


def _seconds(starts: list[Start]) -> list[float]:
    return [start.seconds for start in starts]


def _compare(
    name: str, goal: float, unit: str, ours: list[float], theirs: list[float], more: str = ""
) -> Figure:
    detail = f"{median(ours):.3g} {unit} against Chromium's {median(theirs):.3g} {unit}{more}"
    ratio = median(kiosk / chromium for kiosk, chromium in zip(ours, theirs, strict=True))
    return Figure(name, ratio, goal, "ratio", detail)


def _start_kiosk(folder: Path, screen: str) -> Start:
    command = [sys.executable, "-m", "benchmarks.first_frame", "simulate", "--data", str(folder / "data")]
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }

    def wait_for_frame(process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        if f"{screen}\n" not in process.stdout:
            raise RuntimeError(f"the kiosk did not start: {' '.join(command)}")

    return _measure(command, environment, wait_for_frame)


def _start_chromium(folder: Path, chromium: str, page: Path) -> Start:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(_PATIENCE)
        url = f"{page.as_uri()}#{server.getsockname()[1]}"
        command = [chromium, *_CHROMIUM_FLAGS, f"--user-data-dir={folder / 'profile'}", url]
        return _measure(command, {}, lambda _: server.accept()[0].close())


def _measure(
    command: list[str],
    environment: dict[str, str],
    wait_for_frame: Callable[["subprocess.Popen[str]"], None],
) -> Start:
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        wait_for_frame(process)
        seconds = time.perf_counter() - began
        time.sleep(_SETTLING)
        return Start(seconds, megabytes(process.pid))
    finally:
        end(process)
