"""One gateway with a clock that stands still, and a merchant at each of its doors."""

import asyncio
import random
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from kiosk.domain.clock import SHANGHAI
from kiosk.world.clock import VirtualClock
from kiosk.world.gateway import GatewayKeys, SimulatedGateway
from tests.world.gateway.merchant import Alipay, Wechat


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> GatewayKeys:
    return GatewayKeys.load(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI))


@pytest.fixture
def wait(clock: VirtualClock) -> Callable[[float], None]:
    """Let seconds pass."""
    return lambda seconds: asyncio.run(clock.advance(seconds))


@pytest.fixture
def gateway(keys: GatewayKeys, clock: VirtualClock) -> Iterator[SimulatedGateway]:
    gateway = SimulatedGateway(":memory:", keys, clock, random.Random(1).randbytes)
    yield gateway
    gateway.close()


@pytest.fixture
def wechat(gateway: SimulatedGateway, keys: GatewayKeys, clock: VirtualClock) -> Wechat:
    return Wechat(gateway, keys, clock)


@pytest.fixture
def alipay(gateway: SimulatedGateway, keys: GatewayKeys, clock: VirtualClock) -> Alipay:
    return Alipay(gateway, keys, clock)
