"""A disk that fills up: payments in flight get their records from the reserve, and no new ones begin."""

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.domain.problems import Problem, ProblemCode
from kiosk.payments.disk_reserve import FREE_BYTES, DiskReserve
from kiosk.payments.record import AttemptState
from tests.bureau.counter import BASIC
from tests.payments.hall import Hall
from tests.payments.journals import open_journal

SIZE = 200_000
_ROOMY = 10 * FREE_BYTES


class Disk:
    """How much is free, as a test wants it."""

    def __init__(self, free: int = _ROOMY) -> None:
        self.free = free

    def free_bytes(self, folder: Path) -> int:
        return self.free


def reserve_in(folder: Path, disk: Disk) -> DiskReserve:
    return DiskReserve(folder / "reserve", SIZE, disk.free_bytes)


def test_the_reserve_really_takes_its_room(tmp_path: Path) -> None:
    reserve = reserve_in(tmp_path, Disk())
    assert reserve.has_room()
    assert (tmp_path / "reserve").stat().st_blocks * 512 >= SIZE
    assert reserve_in(tmp_path, Disk(FREE_BYTES)).has_room()


def test_below_the_limit_there_is_no_room(tmp_path: Path) -> None:
    disk = Disk()
    reserve = reserve_in(tmp_path, disk)
    assert reserve.has_room()
    disk.free = FREE_BYTES - 1
    assert not reserve.has_room()
    disk.free = FREE_BYTES
    assert reserve.has_room()


def test_a_reserve_that_was_used_is_made_again_once_there_is_room_for_it(tmp_path: Path) -> None:
    disk = Disk()
    reserve = reserve_in(tmp_path, disk)
    assert reserve.has_room()
    assert reserve.release()
    assert not (tmp_path / "reserve").exists()
    assert not reserve.release()
    disk.free = FREE_BYTES + SIZE - 1
    assert not reserve.has_room()
    disk.free += 1
    assert reserve.has_room()
    assert (tmp_path / "reserve").exists()


def test_a_reserve_that_cannot_be_made_is_no_room_and_leaves_nothing(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    reserve = reserve_in(gone, Disk())
    gone.rmdir()
    assert not reserve.has_room()


def test_a_reserve_cut_short_by_a_crash_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "reserve").write_bytes(b"short")
    reserve = reserve_in(tmp_path, Disk())
    assert not reserve.release()
    assert reserve.has_room()
    assert (tmp_path / "reserve").stat().st_size == SIZE


_FILL = """
import resource, sys
from pathlib import Path
from kiosk.payments.disk_reserve import DiskReserve
from tests.payments.journals import ATTEMPT, PAID, open_journal, wish
from kiosk.payments.journal_file import JournalFullError

path = Path(sys.argv[1])
{body}
"""
_LIMIT = """
class Reserve(DiskReserve):
    def release(self):
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000_000, -1))
        return super().release()

reserve = Reserve(path.with_name("reserve"), 200_000, lambda _: 10**12)
with open_journal(path, reserve=reserve) as journal:
    assert journal.has_room()
    journal.order_started(wish("order", "b1"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.with_name("journal.db-wal").stat().st_size, -1))
    journal.attempt_started(ATTEMPT)
    journal.attempt_changed(ATTEMPT, PAID)
    assert not path.with_name("reserve").exists()
"""
_TMPFS = """
import os
reserve = DiskReserve(path.with_name("reserve"), 400_000, lambda _: 10**12)
with open_journal(path, reserve=reserve) as journal:
    assert journal.has_room()
    journal.order_started(wish("order", "b1"))
    with path.with_name("film").open("wb", buffering=0) as film:
        try:
            while True:
                film.write(bytes(4096))
        except OSError:
            pass
    journal.attempt_started(ATTEMPT)
    assert path.with_name("reserve").exists() is False
    journal.attempt_changed(ATTEMPT, PAID)
    assert not journal.has_room()
    path.with_name("film").unlink()
    assert journal.has_room()
"""


def run(body: str, path: Path, *prefix: str) -> "subprocess.CompletedProcess[str]":
    command = [*prefix, sys.executable, "-c", _FILL.format(body=body), str(path)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=50)


def test_a_payment_in_flight_is_recorded_when_files_may_not_grow(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    done = run(_LIMIT, path)
    assert done.returncode == 0, done.stderr
    with open_journal(path) as journal:
        assert journal.attempts()[0].state is AttemptState.PAID


@pytest.mark.skipif(shutil.which("unshare") is None, reason="a disk of one's own takes unshare")
def test_a_payment_in_flight_is_recorded_on_a_disk_that_is_full(tmp_path: Path) -> None:
    disk, kept = tmp_path / "disk", tmp_path / "kept"
    disk.mkdir()
    script = f'mount -t tmpfs -o size=1m none {disk} || exit 77; "$@"; s=$?; cp -r {disk} {kept}; exit $s'
    done = run(_TMPFS, disk / "journal.db", "unshare", "-rm", "sh", "-c", script, "sh")
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("this machine lets nobody mount a disk of one's own")
    assert done.returncode == 0, done.stderr
    with open_journal(kept / "journal.db") as journal:
        assert journal.attempts()[0].state is AttemptState.PAID


def test_without_a_reserve_a_transition_that_finds_no_room_is_refused_whole(tmp_path: Path) -> None:
    body = """
with open_journal(path) as journal:
    journal.order_started(wish("order", "b1"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.with_name("journal.db-wal").stat().st_size, -1))
    try:
        journal.attempt_started(ATTEMPT)
    except JournalFullError as error:
        print(error)
"""
    path = tmp_path / "journal.db"
    done = run(body, path)
    assert "free the disk" in done.stdout, done.stderr
    with open_journal(path) as journal:
        assert journal.attempts() == ()
        assert journal.verify() == 1


def test_no_payment_begins_on_a_full_disk(hall: Hall) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            hall.free_bytes = FREE_BYTES - 1
            request = await hall.counter.wish(await hall.counter.log_in(), BASIC)
            refused = await kiosk.settler.open_order(request)
            assert isinstance(refused, Problem)
            assert refused.code is ProblemCode.OUT_OF_SERVICE
            assert kiosk.journal.verify() == 0
            hall.free_bytes = 2 * FREE_BYTES
            await kiosk.order()

    asyncio.run(visit())


def test_a_second_order_of_a_bill_is_refused_in_the_bureau_s_words(hall: Hall) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            first = await kiosk.order()
            request = await hall.counter.wish(await hall.counter.log_in(), BASIC, order_id="order-2")
            refused = await kiosk.settler.open_order(request)
            assert isinstance(refused, Problem)
            assert refused.code is ProblemCode.BILL_LOCKED
            await kiosk.settler.abandon_order(first.order_id)
            assert not isinstance(await kiosk.settler.open_order(request), Problem)

    asyncio.run(visit())
