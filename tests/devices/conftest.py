"""The recorded conversation of a test, if it holds one."""

import os
import re
from collections.abc import Iterator

import pytest

from tests.devices.conversation import SIMULATOR, Conversation
from tests.devices.recorded import FOLDER, Recorded
from tests.devices.recording import Recording


@pytest.fixture
def conversation(request: pytest.FixtureRequest) -> Iterator[Conversation]:
    """Hold the conversation of this test, or record it anew."""
    port = request.module.__name__.split(".test_")[-1].removesuffix("_contract")
    scenario = request.node.name.removeprefix("test_").replace("recorded", "")
    path = FOLDER / port / (re.sub(r"\W+", "-", scenario).strip("-") + ".txt")
    counterpart = os.environ.get("KIOSK_RECORD")
    conversation = Recording(path, counterpart) if counterpart else Recorded(path)
    if counterpart == SIMULATOR and conversation.foreign:
        pytest.skip("recorded from a counterpart that is not ours")
    yield conversation
    conversation.end()
