"""Programs of the system are run beside the loop and never outlive whoever waits for them."""

import asyncio
import subprocess
from threading import Event, current_thread, main_thread
from typing import Any

import pytest

from kiosk.devices.transports.program import ProgramFailedError, run_program
from kiosk.devices.transports.threads import in_thread

Program = subprocess.Popen[bytes]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, has_begun: Event) -> list[Program]:
    """Keep each program that is started."""
    programs: list[Program] = []
    start = Program.__init__

    def keep(self: Program, *args: Any, **keywords: Any) -> None:  # noqa: ANN401 as Popen has it
        assert current_thread() is not main_thread(), "the loop would wait until it is loaded"
        programs.append(self)
        start(self, *args, **keywords)
        has_begun.set()

    monkeypatch.setattr(subprocess.Popen, "__init__", keep)
    return programs


@pytest.fixture
def has_begun() -> Event:
    """Be told when a program has been started."""
    return Event()


def test_a_program_gets_its_data_and_gives_what_it_writes_without_holding_the_loop(
    started: list[Program],
) -> None:
    data = bytes(range(256)) * 4096
    assert asyncio.run(run_program(["cat"], data)) == data
    assert [program.returncode for program in started] == [0]


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (["a-program-that-is-not-there"], "cannot be started: No such file or directory"),
        (["sh", "-c", "echo well >&2; echo no card >&2; exit 3"], "sh failed: no card"),
        (["sh", "-c", "exit 3"], "sh failed: exit status 3"),
    ],
)
def test_a_program_that_fails_says_why(command: list[str], reason: str) -> None:
    with pytest.raises(ProgramFailedError, match=reason):
        asyncio.run(run_program(command, b""))


def test_a_program_that_nobody_waits_for_is_dead_at_once(started: list[Program], has_begun: Event) -> None:
    async def story() -> None:
        job = asyncio.create_task(run_program(["sleep", "60"], b""))
        assert await in_thread(lambda: has_begun.wait(10))
        job.cancel()
        await asyncio.wait({job})
        assert job.cancelled()
        assert [program.returncode for program in started] == [-9]

    asyncio.run(story())


def test_a_program_that_nobody_waits_for_before_it_has_begun_is_dead_as_soon_as_it_has(
    started: list[Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    may_start, start = Event(), Program.__init__

    def wait_first(self: Program, *args: Any, **keywords: Any) -> None:  # noqa: ANN401 as above
        may_start.wait(10)
        start(self, *args, **keywords)

    monkeypatch.setattr(subprocess.Popen, "__init__", wait_first)

    async def story() -> None:
        job = asyncio.create_task(run_program(["sleep", "60"], b""))
        await asyncio.sleep(0)
        job.cancel()
        asyncio.get_running_loop().call_later(0.01, may_start.set)
        await asyncio.wait({job})
        assert [program.returncode for program in started] == [-9]

    asyncio.run(story())
