"""Looks at a machine and its settings, and says what to mend before a citizen stands there."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

from kiosk.bench.finding import Finding, State, fault, ok, unseen
from kiosk.bench.machine_checks import MACHINE_CHECKS
from kiosk.bench.site_checks import SITE_CHECKS
from kiosk.config import load_settings
from kiosk.toml_text import ConfigError


def examine(config: Path, *, as_json: bool) -> int:
    """Run every check and print a line for each, or a JSON list; give the exit status: 1 if any fault."""
    findings = list(diagnose(config))
    if as_json:
        text = json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2)
    else:
        text = "\n".join(map(_line, findings))
    sys.stdout.write(text + "\n")
    return int(any(finding.state is State.FAULT for finding in findings))


def diagnose(config: Path) -> Iterator[Finding]:
    """Give what each check found; with settings that cannot be read, only what needs none."""
    for check in MACHINE_CHECKS:
        yield _run(check)
    try:
        settings = load_settings(config)
    except ConfigError as error:
        yield fault("settings", str(error))
        return
    yield ok("settings", str(config))
    for site_check in SITE_CHECKS:
        yield _run(partial(site_check, settings))


def _run(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except ImportError as error:
        return fault(error.name or "a library", str(error), "install what is missing: tools/setup")
    except OSError as error:
        return unseen("a file", error)


def _line(finding: Finding) -> str:
    line = f"{finding.state:7}  {finding.name:20}  {finding.found}"
    return f"{line}\n{'':31}-> {finding.remedy}" if finding.remedy else line
