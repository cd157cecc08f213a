"""Flows on the stub kiosk."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.flowtest.language import parse_flow
from kiosk.flowtest.record import RunRecord
from kiosk.flowtest.rig import Setting
from kiosk.flowtest.runner import run_flow
from kiosk.flowtest.verbs import Vocabulary

Run = Callable[..., RunRecord]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return Vocabulary(frozenset({"c01_f23", "c11_m80"}), frozenset({"P1", "P6", "P7"}))


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture
def run(vocabulary: Vocabulary, keys: Path) -> Run:
    """Run the steps of a flow and give what came of it."""
    stub = (sys.executable, "-W", "error", "-m", "tests.flowtest.stub_kiosk")

    def run_steps(*steps: str, folder: Path | None = None) -> RunRecord:
        text = "name: a test\ncovers: [P1]\nsteps:\n" + "".join(f"- {step}\n" for step in steps)
        flow = parse_flow(text, Path("test.yaml"), vocabulary)
        setting = Setting(stub, keys, window=folder is not None)
        return asyncio.run(run_flow(flow, flow.starts[0], setting, folder))

    return run_steps
