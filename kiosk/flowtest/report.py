"""The report of a run: a film strip, a page to read and the same as data."""

import json
from pathlib import Path

from kiosk.flowtest.record import RunRecord
from kiosk.flowtest.strip import film_strip

FILM_STRIP = "film-strip.png"


def write_report(record: RunRecord, folder: Path) -> None:
    """Write `report.md`, `report.json` and, where there are pictures, the film strip.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if record.shots:
        film_strip(record.shots, folder / FILM_STRIP)
    (folder / "report.json").write_text(
        json.dumps(_data(record, folder), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    (folder / "report.md").write_text(_page(record, folder), encoding="utf-8")


def _data(record: RunRecord, folder: Path) -> dict[str, object]:
    return {
        "name": record.flow.name,
        "file": str(record.flow.path),
        "start": record.start.label,
        "covers": record.flow.covers,
        "passed": record.failure is None,
        "failure": record.failure,
        "seconds": round(record.seconds, 3),
        "steps": [
            {"line": step.line.number, "step": step.line.text, "screen": step.screen, "at": round(step.at, 3)}
            for step in record.steps
        ],
        "pictures": [
            {"line": shot.line.number, "caption": shot.caption, "file": str(shot.path.relative_to(folder))}
            for shot in record.shots
        ],
        "papers": [path.name for path in record.papers],
    }


def _page(record: RunRecord, folder: Path) -> str:
    verdict = "passed" if record.failure is None else "FAILED"
    facts = f"`{record.flow.path}`, {record.start.label}, covers {', '.join(record.flow.covers)}"
    lines = [
        f"# {record.title}",
        "",
        f"**{verdict}** in {record.seconds:.1f} s: {facts}.",
        "",
    ]
    if record.failure is not None:
        lines += ["```", record.failure, "```", ""]
    if record.shots:
        lines += [f"![film strip]({FILM_STRIP})", ""]
    lines += ["| line | step | screen after it | time in the hall |", "|---|---|---|---|"]
    for step in record.steps:
        text = step.line.text.replace("|", "\\|")
        lines.append(f"| {step.line.number} | `{text}` | {step.screen or 'off'} | {step.at:.1f} s |")
    for shot in record.shots:
        lines += ["", f"## {shot.caption}", "", f"![{shot.caption}]({shot.path.relative_to(folder)})"]
    for path in record.papers:
        lines += ["", f"## {path.stem}", "", f"![{path.stem}]({path.name})"]
    return "\n".join(lines) + "\n"
