"""What `kiosk flow` does."""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kiosk.flowtest.child import KIOSK
from kiosk.flowtest.document import FlowError
from kiosk.flowtest.language import read_flow
from kiosk.flowtest.record import RunRecord
from kiosk.flowtest.report import FILM_STRIP, write_report
from kiosk.flowtest.requirements import load_requirements
from kiosk.flowtest.rig import Setting
from kiosk.flowtest.runner import run_flow
from kiosk.flowtest.steps import Flow, Start
from kiosk.flowtest.verbs import Vocabulary
from kiosk.toml_text import ConfigError
from kiosk.world.citizens import load_citizens

_CONFIG = Path(__file__).resolve().parents[2] / "config"
_REQUIREMENTS = _CONFIG / "requirements.toml"


def load_vocabulary() -> Vocabulary:
    """Read the names that a flow may use.

    Raises:
        ConfigError: a file of config/ is missing or wrong.
    """
    citizens = frozenset(citizen.id for citizen in load_citizens(_CONFIG / "citizens.toml"))
    return Vocabulary(citizens, frozenset(load_requirements(_REQUIREMENTS)))


def run_files(paths: Sequence[Path], *, window: bool, report: Path | None) -> int:
    """Run flow files one after another, a line each; give the exit status: 0, 1 failed, 2 unreadable."""
    flows = _read(paths)
    if flows is None:
        return 2
    failed = 0
    with tempfile.TemporaryDirectory(prefix="kiosk-keys-") as keys:
        setting = Setting(KIOSK, Path(keys), window)
        for flow in flows:
            for start in flow.starts:
                folder = _folder(report, flow, start, many=len(flows) > 1) if report else None
                record = asyncio.run(run_flow(flow, start, setting, folder))
                if folder:
                    write_report(record, folder)
                _tell(record, folder)
                failed += record.failure is not None
    return 1 if failed else 0


def coverage(paths: Sequence[Path]) -> int:
    """List every requirement with the flows that cover it; give the exit status: 0, 2 unreadable."""
    flows = _read(paths)
    if flows is None:
        return 2
    requirements = load_requirements(_REQUIREMENTS)
    covered = 0
    for id_, title in requirements.items():
        names = sorted({flow.path.stem for flow in flows if id_ in flow.covers})
        covered += bool(names)
        _say(
            f"{'covered' if names else '-':8} {id_:4} {title.zh} / {title.en}"
            + (f": {', '.join(names)}" if names else "")
        )
    _say(f"{covered} of {len(requirements)} requirements are covered by {len(flows)} flows")
    return 0


def _read(paths: Sequence[Path]) -> list[Flow] | None:
    """Read all files before any is run, telling what is wrong with each."""
    flows: list[Flow] = []
    errors: list[str] = []
    try:
        vocabulary = load_vocabulary()
    except ConfigError as error:
        sys.stderr.write(f"{error}\n")
        return None
    for path in paths:
        try:
            flows.append(read_flow(path, vocabulary))
        except FlowError as error:
            errors.append(str(error))
    if errors:
        sys.stderr.write("\n".join(errors) + "\n")
        return None
    return flows


def _folder(report: Path, flow: Flow, start: Start, *, many: bool) -> Path:
    folder = report / flow.path.stem if many else report
    return folder / start.label if len(flow.starts) > 1 else folder


def _tell(record: RunRecord, folder: Path | None) -> None:
    verdict = "passed" if record.failure is None else "FAILED"
    _say(f"{verdict}  {record.seconds:5.1f} s  {record.flow.path.stem}: {record.title}")
    if record.failure is not None:
        _say(record.failure)
    if folder and record.shots:
        _say(f"        film strip: {folder / FILM_STRIP}")
    for path in record.papers:
        _say(f"        voucher: {path}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
