"""The PC/SC service with its virtual reader, for the benchmarks that read cards through it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

from benchmarks.figure import Skipped
from tests.devices.card_desks import pcscd_listens, pcscd_program, why_no_pcscd

READER = "Virtual PCD 00 00"


def why_not(name: str) -> Skipped | None:
    """Say why it cannot be run here, or None."""
    reason = why_no_pcscd()
    return Skipped(name, reason) if reason else None


@contextmanager
def pcscd() -> Iterator[None]:
    """Run the service until the block ends."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen([pcscd_program(), "--foreground"], stdout=quiet, stderr=quiet) as process:
        try:
            while not pcscd_listens():
                assert process.poll() is None, "pcscd ended at once"
                sleep(0.05)
            yield
        finally:
            process.terminate()


class CardInReader:
    """A card that is moved by typing to the process that plays it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def insert(self, citizen: str) -> None:
        """Put a citizen's card in; the reader sees it within half a second."""
        self._type(f"insert {citizen}")

    def pull(self) -> None:
        """Take the card out."""
        self._type("pull")

    def _type(self, line: str) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "done\n"


@contextmanager
def card() -> Iterator[CardInReader]:
    """Put the first citizen's card into the reader, from a process of its own, until the block ends."""
    command = [sys.executable, "-m", "kiosk", "sim", "card"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            for _ in range(2):
                process.stdout.readline()
            yield CardInReader(process)
        finally:
            process.terminate()
