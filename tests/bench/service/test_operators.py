"""Operators' PINs: kept as hashes, guessed ever more slowly."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.bench.service.operators import Operators
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.secret import Secret
from kiosk.private_file import write_private_file
from kiosk.technician_error import TechnicianError
from kiosk.world.clock import VirtualClock

PIN, WRONG = Secret("246813"), Secret("111222")


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(datetime(2026, 11, 2, 9, 30, tzinfo=SHANGHAI))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "operators.json"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Set the PIN once for all tests: hashing takes its time on purpose."""
    path = tmp_path_factory.mktemp("operators") / "operators.json"
    Operators(path, VirtualClock(datetime(2026, 11, 2, 9, 30, tzinfo=SHANGHAI))).set_pin("Li Na", PIN)
    return path.read_bytes()


@pytest.fixture
def operators(path: Path, clock: VirtualClock, book: bytes) -> Operators:
    write_private_file(path, book)
    return Operators(path, clock)


async def at_once(function: Callable[[], bool]) -> bool:
    return function()


def tries(operators: Operators, *pins: Secret, name: str = "Li Na") -> list[bool]:
    async def each() -> list[bool]:
        return [await operators.verify(name, pin, at_once) for pin in pins]

    return asyncio.run(each())


def mistype(operators: Operators, times: int, name: str = "Li Na") -> None:
    """Try wrong PINs, without the time that hashing takes."""

    async def wrong(_: Callable[[], bool]) -> bool:
        return False

    async def each() -> None:
        for _ in range(times):
            await operators.verify(name, WRONG, wrong)

    asyncio.run(each())


def test_only_the_right_pin_is_right(operators: Operators) -> None:
    assert tries(operators, WRONG, PIN) == [False, True]


def test_the_file_is_private_and_holds_no_pin_but_an_argon2id_hash(path: Path, clock: VirtualClock) -> None:
    Operators(path, clock).set_pin("Li Na", PIN)
    assert path.stat().st_mode & 0o777 == 0o600
    assert PIN.reveal() not in path.read_text()
    assert json.loads(path.read_bytes())["operators"]["Li Na"]["pin_hash"].startswith("$argon2id$")


def test_each_wrong_try_makes_the_wait_longer_up_to_an_hour(operators: Operators) -> None:
    waits = []
    for _ in range(9):
        mistype(operators, 1)
        waits.append(operators.wait_s("Li Na"))
    assert waits == [0, 0, 30, 120, 900, 1800, 3600, 3600, 3600]


def test_tries_in_the_names_of_several_operators_make_everybody_wait_as_those_in_one(
    operators: Operators,
) -> None:
    operators.set_pin("Wang", Secret("975310"))
    for name in ("Li Na", "Wang", "Li Na", "Wang"):
        mistype(operators, 1, name)
    assert (operators.wait_s("Li Na"), operators.wait_s("Wang")) == (120, 120)


def test_whoever_knows_their_own_pin_can_try_those_of_others_no_longer_for_it(operators: Operators) -> None:
    operators.set_pin("Wang", Secret("975310"))
    for _ in range(3):
        mistype(operators, 1)
        tries(operators, Secret("975310"), name="Wang")
    assert (operators.wait_s("Li Na"), operators.wait_s("Wang")) == (30, 0)


def test_a_new_pin_lets_nobody_wait_any_more(operators: Operators) -> None:
    operators.set_pin("Wang", Secret("975310"))
    mistype(operators, 5)
    assert operators.wait_s("Wang") == 900
    operators.set_pin("Li Na", PIN)
    assert (operators.wait_s("Li Na"), operators.wait_s("Wang")) == (0, 0)


def test_the_wait_passes_with_time_and_survives_a_restart(
    operators: Operators, path: Path, clock: VirtualClock
) -> None:
    mistype(operators, 3)
    asyncio.run(clock.advance(10))
    assert Operators(path, clock).wait_s("Li Na") == 20
    asyncio.run(clock.advance(20))
    assert Operators(path, clock).wait_s("Li Na") == 0


def test_a_clock_that_is_set_back_lets_a_wait_begin_anew_and_no_longer_than_it_was(
    operators: Operators, path: Path, clock: VirtualClock
) -> None:
    mistype(operators, 3)
    earlier = VirtualClock(clock.now() - timedelta(days=1))
    restarted = Operators(path, earlier)
    assert restarted.wait_s("Li Na") == 30
    asyncio.run(earlier.advance(30))
    assert restarted.wait_s("Li Na") == 0


def test_an_operator_who_is_not_there_neither_waits_nor_gets_in(operators: Operators) -> None:
    assert operators.wait_s("Wang") is None
    assert tries(operators, PIN, name="Wang") == [False]
    assert operators.wait_s("Li Na") == 0


def test_a_try_counts_as_wrong_from_before_the_pin_is_looked_at(operators: Operators) -> None:
    """Whoever pulls the plug meanwhile has had a try all the same."""

    async def plug_pulled(_: Callable[[], bool]) -> bool:
        raise asyncio.CancelledError

    async def story() -> None:
        for _ in range(3):
            with pytest.raises(asyncio.CancelledError):
                await operators.verify("Li Na", PIN, plug_pulled)

    asyncio.run(story())
    assert operators.wait_s("Li Na") == 30


def test_a_pin_that_is_changed_while_one_is_checked_stays_changed(operators: Operators) -> None:
    def change_first(then: Callable[[], bool]) -> Awaitable[bool]:
        operators.set_pin("Li Na", Secret("975310"))
        return at_once(then)

    async def story() -> bool:
        return await operators.verify("Li Na", PIN, change_first)

    assert asyncio.run(story()), "it was the right one when it was typed"
    assert tries(operators, PIN, Secret("975310")) == [False, True]


@pytest.mark.parametrize("pin", ["12345", "123456789", "12345a", "１２３４５６", "", "777777"])
def test_what_is_no_pin_is_refused_with_the_rule(operators: Operators, pin: str) -> None:
    with pytest.raises(TechnicianError, match="6 to 8 digits"):
        operators.set_pin("Li Na", Secret(pin))
    assert tries(operators, PIN) == [True]


@pytest.mark.parametrize("name", ["", "a" * 21, "<b>", "Li\nNa", "_"])
def test_what_is_no_name_is_refused(operators: Operators, name: str) -> None:
    with pytest.raises(TechnicianError, match="no name for an operator"):
        operators.set_pin(name, PIN)


def test_an_operator_who_is_removed_is_gone(operators: Operators) -> None:
    operators.remove("Li Na")
    assert operators.names == ()
    with pytest.raises(TechnicianError, match="there are: none"):
        operators.remove("Li Na")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "Invalid JSON"),
        (b"\xff", "Invalid JSON"),
        (b"[" * 10_000, "Invalid JSON"),
        (b"[]", "object"),
        (b'{"Li Na": {"pin_hash": "x"}}', "operators: "),
        (b'{"operators": {"Li Na": {"pin_hash": 3}}}', "operators.Li Na.pin_hash: "),
        (b'{"operators": {}, "tries": {"wrong": -1}}', "tries.wrong: "),
        (b'{"operators": {}, "tries": {"wrong": 1, "last": "2026-11-02T09:00:00"}}', "tries.last: "),
    ],
)
def test_a_damaged_file_is_named_with_the_place_and_not_taken_for_an_empty_one(
    path: Path, clock: VirtualClock, content: bytes, place: str
) -> None:
    path.write_bytes(content)
    with pytest.raises(TechnicianError, match="damaged") as error:
        Operators(path, clock).set_pin("Li Na", PIN)
    assert str(path) in str(error.value)
    assert place in str(error.value)
    assert "kiosk operator set-pin NAME" in str(error.value)
    assert path.read_bytes() == content


def test_a_file_that_cannot_be_read_is_named_with_what_to_do(path: Path, clock: VirtualClock) -> None:
    path.mkdir()
    with pytest.raises(TechnicianError, match=r"operators.json cannot be read .*belong to the kiosk"):
        Operators(path, clock).wait_s("Li Na")
