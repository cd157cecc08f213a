"""Runs a flow: its steps one after another, each waiting for what it needs."""

import asyncio
import tempfile
from pathlib import Path

from kiosk.flowtest.album import Album
from kiosk.flowtest.failure import StepFailed
from kiosk.flowtest.performing import perform
from kiosk.flowtest.record import RunRecord, StepRecord
from kiosk.flowtest.rig import Rig, Setting, open_rig
from kiosk.flowtest.steps import Flow, Line, Start


async def run_flow(flow: Flow, start: Start, setting: Setting, folder: Path | None = None) -> RunRecord:
    """Run a flow on a kiosk of its own; pictures and papers go into the folder, if there is one."""
    record = RunRecord(flow, start)
    loop = asyncio.get_running_loop()
    began = loop.time()
    with tempfile.TemporaryDirectory(prefix="kiosk-flow-") as data:
        try:
            async with open_rig(setting, Path(data), start) as rig:
                await _run(rig, record, folder)
        except StepFailed as failure:
            record.failure = f"{flow.path}: the kiosk\n{_indented(str(failure))}"
    record.seconds = loop.time() - began
    return record


async def _run(rig: Rig, record: RunRecord, folder: Path | None) -> None:
    album = Album(rig, folder) if folder else None
    for line in record.flow.lines:
        try:
            await _step(line, rig, record, album)
        except StepFailed as failure:
            text, tail = str(failure), rig.log_tail()
            if tail not in text:
                text = f"{text}\n{tail}"
            record.failure = f"{record.flow.path}:{line.number}: {line.text}\n{_indented(text)}"
            if album:
                await album.add_failure(line)
            break
    if album:
        record.shots = album.shots
        record.papers = await album.keep_papers()
    if record.failure is None:
        await rig.close_app()


async def _step(line: Line, rig: Rig, record: RunRecord, album: Album | None) -> None:
    await perform(line, rig)
    await rig.settle()
    page = await rig.page() if rig.running else None
    record.steps.append(StepRecord(line, page["screen"] if page else None, rig.elapsed))
    if album and page:
        await album.add(line, page)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
