"""A kiosk with a visitor before it and the technician's desk beside it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from kiosk.bench.desk import Desk
from kiosk.bench.device_tiles import DeviceTiles
from kiosk.bench.tape import Tape
from kiosk.config import FOLDER, load_settings
from kiosk.domain.words import Language
from kiosk.world.gateway import GatewayServer
from kiosk.world.outside import Outside
from tests.flows.visitor import Visitor, standing_before_a_kiosk

View = dict[str, Any]
Story = Callable[[Visitor, Desk, list[View]], Awaitable[None]]
"""Takes what the bench showed, the newest at the end."""


def play(tmp_path: Path, keys: Path, story: Story, language: Language = Language.CHINESE) -> None:
    """Play a story before a new kiosk; recordings are written to `tmp_path`/recordings."""

    async def whole() -> None:
        async with standing_before_a_kiosk(tmp_path, keys) as visitor:
            machine, views = visitor.machine, list[View]()
            server = GatewayServer(visitor.gateway)
            server.start()
            settings = load_settings(FOLDER / "simulator.toml")
            outside = Outside(server)
            desk = Desk(
                machine.world,
                outside,
                machine.stage,
                DeviceTiles(machine.world, machine.supervisor, machine.faults, settings),
                Tape(machine.world, outside, machine.stage, visitor.clock, tmp_path / "recordings"),
                visitor.clock,
                language,
                views.append,
            )
            running = asyncio.create_task(desk.run())
            visitor.seen, visitor.touched = desk.see, desk.touch
            await visitor.settle()
            await story(visitor, desk, views)
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
            server.stop()

    asyncio.run(whole())


def tile(view: View, name: str) -> View:
    """Find a tile."""
    found: View = next(tile for tile in view["tiles"] if tile["id"] == name)
    return found
