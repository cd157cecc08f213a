"""A process with all its children: its memory, and its end."""

import os
import signal
import subprocess
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")


def family(pid: int) -> list[int]:
    """List a process and its descendants."""
    children: dict[int, list[int]] = defaultdict(list)
    for folder in _PROC.glob("[0-9]*"):
        with suppress(OSError):
            # After the name in brackets, which may hold anything: state, parent.
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            children[parent].append(int(folder.name))
    found = [pid]
    for member in found:
        found.extend(children[member])
    return found


def megabytes(pid: int) -> float:
    """Sum the proportional set sizes of a process and its descendants, in MB."""
    kilobytes = 0
    for member in family(pid):
        with suppress(OSError):
            for line in (_PROC / str(member) / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    kilobytes += int(line.split()[1])
    return kilobytes / 1000


def end(process: "subprocess.Popen[str]") -> None:
    """Kill a process that was started here, and its descendants."""
    for member in family(process.pid):
        with suppress(ProcessLookupError):
            os.kill(member, signal.SIGKILL)
    process.wait()
