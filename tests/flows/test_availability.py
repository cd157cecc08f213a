"""What is offered while the devices stand as they do."""

import asyncio
from pathlib import Path

import pytest

from kiosk.devices.simulators.camera import SimulatedFrames
from tests.flows.visitor import standing_before_a_kiosk


def test_a_device_that_is_still_being_tried_when_the_kiosk_starts_is_no_fault_for_citizens(
    tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A camera takes seconds until it can be seen to be there, or not."""

    async def never() -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(SimulatedFrames, "look", lambda _: never())

    async def story() -> None:
        async with standing_before_a_kiosk(tmp_path, keys) as visitor:

            def offered() -> bool:
                (way,) = [way for way in visitor.view["ways"] if way["id"] == "way-face"]
                return bool(way["enabled"])

            assert offered()
            await visitor.until(lambda: not offered(), 10)

    asyncio.run(story())
