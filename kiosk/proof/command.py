"""`kiosk prove`: runs checkers and prints a line for each as it ends."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from kiosk.domain.clock import SystemClock
from kiosk.proof.checkers import CHECKERS, simulate
from kiosk.proof.finding import Check, Finding
from kiosk.technician_error import TechnicianError


def prove(names: Sequence[str], *, quick: bool, seeds: range | None, report: Path | None) -> int:
    """Run the checkers named, or all of them; give the exit status: 1 if any found something.

    Args:
        names: keys of `CHECKERS`.
        quick: try samples only.
        seeds: what `simulate` simulates, instead of its own choice.
        report: where the findings are also written, as a JSON list.

    Raises:
        TechnicianError: there is no checker of a name, or the report cannot be written.
    """
    checkers = CHECKERS if seeds is None else CHECKERS | {"simulate": lambda _: simulate(seeds)}
    for name in names:
        if name not in checkers:
            raise TechnicianError(f"there is no checker {name}; there are {', '.join(sorted(checkers))}")
    findings = []
    for name in names or checkers:
        findings.append(run(name, checkers[name], quick=quick))
        sys.stdout.write(line(findings[-1]) + "\n")
        sys.stdout.flush()
    if report is not None:
        _write(report, findings)
    return int(not all(finding.holds for finding in findings))


def run(name: str, check: Check, *, quick: bool) -> Finding:
    """Run one checker; one that cannot be run holds nothing."""
    clock = SystemClock()
    start = clock.monotonic()
    finding = partial(Finding, name)
    try:
        trial = check(quick)
    except ImportError as error:
        missing = f"could not be tried: {error.name or error} is not installed; run tools/setup"
        return finding("nothing", (missing,), clock.monotonic() - start)
    return finding(trial.tried, trial.found, clock.monotonic() - start)


def line(finding: Finding) -> str:
    """Write a finding for a reader."""
    verdict = "holds" if finding.holds else "FAILS"
    head = f"{verdict}  {finding.name:14} {finding.seconds:7.1f} s  {finding.tried}"
    return "\n".join([head, *(f"{'':7}-> {broken}" for broken in finding.found)])


def _write(report: Path, findings: Iterable[Finding]) -> None:
    rows = [asdict(finding) | {"holds": finding.holds} for finding in findings]
    try:
        report.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise TechnicianError(f"cannot write the report {report} ({error.strerror})") from error
