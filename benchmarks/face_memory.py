"""The memory of the process that looks at faces, over a thousand verifications."""

import gc
import json
import subprocess
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random

from benchmarks.figure import Figure, Result
from kiosk.faces import Instruction, Progress, Verified
from kiosk.faces.verification import Verification
from tests.faces.citizens import Citizen, id_photo
from tests.faces.engines import engine, reference, rendered, rules

_GROWTH_GOAL, _WORKER_GOAL = 8.0, 450.0
_BEFORE, _VERIFICATIONS = 50, 1000
_PHOTO = "c05_f45"


def measure_face_memory() -> list[Result]:
    """Verify a thousand times in a process of its own, and compare its memory after fifty and after all."""
    child = subprocess.run(
        [sys.executable, "-m", "benchmarks.face_memory"], check=True, capture_output=True, text=True
    )
    before, after, peak = json.loads(child.stdout)
    detail = f"{before:.0f} MB after {_BEFORE}, {after:.0f} MB after {_VERIFICATIONS:,} verifications"
    return [
        Figure("face-growth", max(after - before, 0.0), _GROWTH_GOAL, "MB", detail),
        Figure("face-memory", peak, _WORKER_GOAL, "MB", "at its highest, with every model loaded"),
    ]


def _verify() -> None:
    citizen = Citizen(_PHOTO)
    known = reference(id_photo(_PHOTO))
    quick = replace(rules(), liveness=replace(rules().liveness, challenges=0, capture_seconds=0.1))
    verification = Verification(engine(), known, quick, rendered(), Random(1))
    for number in count():
        answer = verification.feed(citizen.frame(Instruction.LOOK_HERE), number / 15)
        if not isinstance(answer, Progress):
            assert isinstance(answer, Verified), answer
            break
    verification.wipe()
    known.wipe()


def _megabytes(name: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith(f"{name}:"))


def _main() -> None:
    before = 0.0
    for number in range(1, _VERIFICATIONS + 1):
        _verify()
        if number == _BEFORE:
            gc.collect()
            before = _megabytes("VmRSS")
    gc.collect()
    print(json.dumps([before, _megabytes("VmRSS"), _megabytes("VmHWM")]))


if __name__ == "__main__":
    _main()
