"""The command: a line a figure with its name, value, goal, and whether that holds."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.card import measure_card
from benchmarks.endurance import measure_endurance
from benchmarks.face_memory import measure_face_memory
from benchmarks.face_people import measure_face_people
from benchmarks.faces import measure_faces
from benchmarks.figure import Figure, Result
from benchmarks.identity_card import measure_identity_card
from benchmarks.journal import measure_journal
from benchmarks.login import measure_login
from benchmarks.memory import measure_memory
from benchmarks.mirror import measure_mirror
from benchmarks.payment import measure_payment
from benchmarks.recovery import measure_recovery
from benchmarks.stall import measure_stall
from benchmarks.start import measure_start
from benchmarks.touch import measure_touch
from benchmarks.voucher import measure_voucher

Benchmarks = Mapping[str, Callable[[], list[Result]]]

BENCHMARKS: Benchmarks = {
    "start": measure_start,
    "touch": measure_touch,
    "payment": measure_payment,
    "memory": measure_memory,
    "recovery": measure_recovery,
    "voucher": measure_voucher,
    "card": measure_card,
    "id-card": measure_identity_card,
    "login": measure_login,
    "journal": measure_journal,
    "stall": measure_stall,
    "mirror": measure_mirror,
    "endurance": measure_endurance,
    "faces": measure_faces,
    "face-memory": measure_face_memory,
    "face-people": measure_face_people,
}


def main(arguments: Sequence[str], benchmarks: Benchmarks = BENCHMARKS) -> int:
    """Measure what is named, or everything; give the exit status: 1 if a goal is not met."""
    parser = argparse.ArgumentParser(prog="tools/bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(benchmarks)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(benchmarks):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(benchmarks)}")
    results: list[Result] = []
    for name in options.names or benchmarks:
        for result in benchmarks[name]():
            results.append(result)
            print(_line(result), flush=True)
    if options.json:
        document = [asdict(result) | {"verdict": result.verdict} for result in results]
        options.json.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return int(any(result.verdict == "short" for result in results))


def _line(result: Result) -> str:
    match result:
        case Figure(name, value, goal, unit, detail):
            return f"{name:24} {value:8.3f} {unit:5}  goal {goal:g}  {result.verdict}  ({detail})"
        case _:
            return f"{result.name:24} {result.verdict}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
