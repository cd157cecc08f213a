"""Two processes on one journal: the second is told so at once, and takes over when the first is dead."""

from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from kiosk.payments.journal import Journal
from kiosk.payments.journal_file import JournalBusyError
from kiosk.proof.crash_kiosk import START
from kiosk.proof.finding import Trial
from kiosk.proof.power_recording import record_payments
from kiosk.proof.processes import processes
from kiosk.proof.scratch import scratch
from kiosk.world.clock import VirtualClock

Hold = Callable[[Path, Connection], None]


def hold(path: Path, line: Connection) -> None:
    """Open the journal, say so, and keep it until killed."""
    with Journal(path, VirtualClock(START), "first"):
        line.send(True)
        line.recv()


def check_second_process(_: bool, holder: Hold = hold) -> Trial:
    """Open a journal, to write and to read, while another process has it, and after that was killed."""
    with scratch() as folder:
        path = Path(folder) / "journal.db"
        record_payments(path, 1)
        ours, theirs = processes().Pipe()
        first = processes().Process(target=holder, args=(path, theirs))
        first.start()
        ours.recv()
        found = [*_refused(path, read_only=False), *_refused(path, read_only=True)]
        first.kill()
        first.join()
        first.close()
        ours.close()
        theirs.close()
        with Journal(path, VirtualClock(START), "second") as journal:
            journal.verify()
    return Trial("a second process that writes, one that reads, one after the first was killed", tuple(found))


def _refused(path: Path, *, read_only: bool) -> Iterator[str]:
    try:
        Journal(path, VirtualClock(START), "second", read_only=read_only).close()
    except JournalBusyError:
        return
    yield f"a second process opened the journal to {'read' if read_only else 'write'}"
