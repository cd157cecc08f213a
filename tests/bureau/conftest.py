"""The counter that the contract's tests stand at, once for each backend."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bureau.counter import BACKENDS, Counter


@pytest.fixture(params=BACKENDS)
def counter(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Counter]:
    open_counter: Callable[[Path], Counter] = request.param
    counter = open_counter(tmp_path)
    yield counter
    counter.close()
