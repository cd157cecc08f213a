"""Collects the flow files of this folder: each is a test, run on the whole kiosk without a window."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kiosk.flowtest.child import KIOSK
from kiosk.flowtest.commands import load_vocabulary
from kiosk.flowtest.document import FlowError
from kiosk.flowtest.language import read_flow
from kiosk.flowtest.rig import Setting
from kiosk.flowtest.runner import run_flow
from kiosk.flowtest.steps import Flow, Start
from tests.flows.visitor import Play, Story, standing_before_a_kiosk


class FlowFailedError(Exception):
    """Carries the message that a tester reads."""


class FlowItem(pytest.Item):
    """One start of one flow."""

    def __init__(self, *, flow: Flow, start: Start, **keywords: Any) -> None:  # noqa: ANN401 pytest's own
        super().__init__(**keywords)
        self._flow = flow
        self._start = start

    def runtest(self) -> None:
        """Run it."""
        setting = Setting(KIOSK, _keys(self.config), window=False)
        record = asyncio.run(run_flow(self._flow, self._start, setting))
        if record.failure is not None:
            raise FlowFailedError(record.failure)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:  # noqa: ANN401
        """Show the message alone; a traceback only if the runner itself is at fault."""
        if isinstance(excinfo.value, FlowFailedError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Say what is run, in the flow's own words."""
        return self.path, 0, self._flow.name


class FlowFile(pytest.File):
    """A flow file, with an item for each of its starts.

    There is no window, so that starts which differ in how the panel is turned alone are the same.
    """

    def collect(self) -> Iterator[FlowItem]:
        """Read the file."""
        try:
            flow = read_flow(self.path, _vocabulary())
        except FlowError as error:
            raise self.CollectError(str(error)) from None
        for start in {replace(start, landscape=False): start for start in flow.starts}.values():
            yield FlowItem.from_parent(self, name=start.label, flow=flow, start=start)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FlowFile | None:
    """Take the YAML files of this folder."""
    return FlowFile.from_parent(parent, path=file_path) if file_path.suffix == ".yaml" else None


_vocabulary = cache(load_vocabulary)


@cache
def _keys(config: pytest.Config) -> Path:
    """Give one folder of keys for the whole session, since making them takes a second."""
    factory: pytest.TempPathFactory = config._tmp_path_factory  # type: ignore[attr-defined]  # noqa: SLF001
    return factory.mktemp("keys")


@pytest.fixture
def play(tmp_path: Path, keys: Path) -> Play:
    """Play a story before a kiosk that is new."""

    def run(story: Story) -> None:
        async def whole() -> None:
            async with standing_before_a_kiosk(tmp_path, keys) as visitor:
                await story(visitor)

        asyncio.run(whole())

    return run
