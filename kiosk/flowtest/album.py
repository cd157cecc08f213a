"""The pictures of a run: one at each `screenshot`, and one after every step that changed the screen."""

import shutil
from pathlib import Path

from kiosk.flows.render import Rendered
from kiosk.flowtest.failure import StepFailed
from kiosk.flowtest.record import Shot
from kiosk.flowtest.rig import Rig
from kiosk.flowtest.steps import Line, Screenshot

STEPS = "steps"
"""The folder of the pictures that nobody named."""


class Album:
    """Takes pictures of a rig's window into a folder: `NAME.png`, and `steps/NN.png` for the rest."""

    def __init__(self, rig: Rig, folder: Path) -> None:
        self._rig = rig
        self._folder = folder
        self._last: object = None
        self.shots: list[Shot] = []

    async def add(self, line: Line, page: Rendered) -> None:
        """Take a picture after a step, if it was asked for or shows something new."""
        signature = _signature(page)
        if isinstance(line.step, Screenshot):
            if self.shots and signature == self._last and self.shots[-1].path.parent.name == STEPS:
                self.shots.pop().path.unlink()
            await self._take(line, line.step.name, self._folder / f"{line.step.name}.png")
        elif signature != self._last:
            await self._take(line, line.text, self._folder / STEPS / f"{len(self.shots) + 1:02d}.png")
        self._last = signature

    async def add_failure(self, line: Line) -> None:
        """Take a picture of what was there instead, if the kiosk still can."""
        try:
            await self._take(line, f"FAILED: {line.text}", self._folder / "failed.png")
        except StepFailed:
            return

    async def keep_papers(self) -> list[Path]:
        """Copy what was printed, as `voucher-N.png`; nothing if the kiosk cannot say any more."""
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            papers = await self._rig.papers()
        except StepFailed:
            return []
        kept = []
        for number, paper in enumerate(papers, 1):
            path = self._folder / f"voucher-{number}.png"
            shutil.copyfile(paper.picture, path)
            kept.append(path)
        return kept

    async def _take(self, line: Line, caption: str, path: Path) -> None:
        if not self._rig.window:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        await self._rig.screenshot(path)
        self.shots.append(Shot(line, caption, path))


def _signature(page: Rendered) -> object:
    """Give what makes a page another one to the eye; the time of day and countdowns do not."""
    view = {key: value for key, value in page["view"].items() if not key.startswith("remaining")}
    frame = page["frame"]
    overlay = {**frame["overlay"], "seconds": None, "sentence": None} if frame["overlay"] else None
    return page["screen"], view, overlay, frame["language"], frame["elder"]
