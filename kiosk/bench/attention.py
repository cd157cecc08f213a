"""The attempts that cannot end by themselves: which they are, and what a person decides about them."""

import sys
from pathlib import Path

from kiosk.domain.clock import SystemClock
from kiosk.domain.money import yuan
from kiosk.payments.decision import Decision, objection
from kiosk.payments.journal import Journal
from kiosk.payments.timing import Timing
from kiosk.technician_error import TechnicianError


def attention(path: Path) -> int:
    """List the attempts of a journal that need a person; give the exit status: 1 if there are any.

    Raises:
        JournalError: a kiosk is running on it, or it cannot be trusted.
    """
    clock = SystemClock()
    with Journal(path, clock, "reader", read_only=True) as journal:
        records = journal.attempts_needing_a_person(clock.now(), Timing())
        for record in records:
            paid = f"{yuan(record.paid_fen)} yuan paid" if record.paid_fen else "no payment known"
            sys.stdout.write(
                f"{record.attempt_no} {record.rail} {yuan(record.fen)} yuan, begun "
                f"{record.created_at:%Y-%m-%d %H:%M}, {record.state}, {paid}: {record.reason or '-'}\n"
            )
            for made in journal.decisions_about(record.attempt_no):
                decided = f"{made.at:%Y-%m-%d %H:%M} {made.operator}: {made.decision}, {made.note}"
                sys.stdout.write(f"    {decided}\n")
    sys.stdout.write(f"{path}: {len(records)} attempts need a person\n")
    return int(bool(records))


def decide(path: Path, attempt_no: str, decision: Decision, operator: str, note: str) -> int:
    """Write down what a person decided; the kiosk does it from its next start on.

    Raises:
        TechnicianError: there is no such attempt, or the decision does not fit it.
        JournalError: a kiosk is running on the journal, or it cannot be trusted.
    """
    with Journal(path, SystemClock(), f"decided by {operator}") as journal:
        try:
            record = journal.attempt(attempt_no)
        except KeyError:
            message = f"there is no attempt {attempt_no}: 'kiosk journal attention' lists those that wait"
            raise TechnicianError(message) from None
        if (why_not := objection(decision, record)) is not None:
            raise TechnicianError(f"attempt {attempt_no} cannot be marked {decision}: {why_not}")
        journal.decided(attempt_no, operator, decision, note)
    sys.stdout.write(f"{attempt_no}: {decision}, decided by {operator}\n")
    return 0
