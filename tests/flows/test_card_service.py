"""The service that owns the card reader dies and comes back while the kiosk runs."""

import asyncio
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.config import FOLDER, load_settings
from kiosk.device_settings import PcscDevice
from kiosk.devices.simulators.vpcd import InsertedCard
from kiosk.world.social_security_cards import social_security_card
from tests.devices.card_desks import pcscd
from tests.flows.visitor import Visitor, standing_before_a_kiosk

_REAL_SECONDS = 20.0
_STEP = 0.05
_HURRY = 5


async def until(visitor: Visitor, seen: Callable[[], bool]) -> None:
    """Let virtual time pass beside the real time in which pcscd lives."""
    async with asyncio.timeout(_REAL_SECONDS):
        while not seen():
            await asyncio.sleep(_STEP)
            await visitor.clock.advance(_STEP * _HURRY)
            await visitor.settle()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_a_citizen_is_told_the_truth_while_the_card_service_is_dead_and_served_when_it_is_back(
    tmp_path: Path, keys: Path, end: signal.Signals
) -> None:
    settings = replace(load_settings(FOLDER / "simulator.toml"), card_reader=PcscDevice(transport="pcsc"))

    async def visit() -> None:
        async with standing_before_a_kiosk(tmp_path, keys, settings=settings) as visitor:
            citizen = social_security_card(visitor.machine.world.citizens["c01_f23"])
            await until(visitor, lambda: "读卡器暂时不能用" in visitor.words)
            for _ in range(2):
                with pcscd(tmp_path / "pcscd.log", end):
                    await until(visitor, lambda: "插卡，输入密码" in visitor.words)
                    with InsertedCard(citizen):
                        await until(visitor, lambda: visitor.screen == "pin")
                        assert "读卡器暂时不能用" not in visitor.words
                await until(visitor, lambda: "读卡器暂时不能用" in visitor.words)
                await until(visitor, lambda: visitor.screen == "attract")

    asyncio.run(visit())
