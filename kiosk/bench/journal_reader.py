"""`kiosk journal show` and `verify`: reads the journal of a kiosk that is not running."""

import sys
from pathlib import Path

from kiosk.domain.clock import SystemClock
from kiosk.domain.money import yuan
from kiosk.payments.journal import Journal


def show_journal(path: Path) -> int:
    """Print its events and its attempts; give the exit status.

    Raises:
        JournalError: a kiosk is running on it, or it cannot be trusted.
    """
    with Journal(path, SystemClock(), "reader", read_only=True) as journal:
        for event in journal.events():
            sys.stdout.write(f"{event.seq:6} {event.at} {event.entity} {event.kind}: {event.payload}\n")
        for attempt in journal.attempts():
            sys.stdout.write(f"{attempt.attempt_no} {attempt.rail} {yuan(attempt.fen)} {attempt.state}\n")
    return 0


def verify_journal(path: Path) -> int:
    """Say how many events the chain holds; give the exit status.

    Raises:
        JournalError: a kiosk is running on it, or it cannot be trusted.
    """
    with Journal(path, SystemClock(), "reader", read_only=True) as journal:
        sys.stdout.write(f"{path}: {journal.verify()} events, the chain holds\n")
    return 0
