"""The way into the service menu, as an operator goes it."""

import asyncio
from pathlib import Path

from kiosk.bench.service.operators import FILE_NAME, Operators
from kiosk.domain.secret import Secret
from kiosk.flows.gesture import HOLD_SECONDS, LEFT, RIGHT
from tests.flows.visitor import Visitor

PIN = "246813"
_PATIENCE_MS = 20_000


async def make_gesture(visitor: Visitor) -> None:
    for corner in (LEFT, RIGHT):
        await visitor.hold(corner.id)
        await visitor.clock.advance(HOLD_SECONDS + 0.5)
        await visitor.release(corner.id)


async def at_work(visitor: Visitor) -> None:
    """Give threads the real time that they need."""
    await visitor.settle()
    for _ in range(_PATIENCE_MS):
        if not visitor.machine.back_room.at_work:
            break
        await asyncio.sleep(0.001)
    await visitor.settle()


async def enter(visitor: Visitor, data: Path) -> None:
    Operators(data / FILE_NAME, visitor.clock).set_pin("Li Na", Secret(PIN))
    await make_gesture(visitor)
    await visitor.tap("operator-0")
    await visitor.type(PIN)
    await visitor.tap("main")
    await at_work(visitor)
    assert "服务菜单" in visitor.words


async def begin_self_test(visitor: Visitor, device: str) -> None:
    await visitor.tap("devices", f"device-{device}", "main")
