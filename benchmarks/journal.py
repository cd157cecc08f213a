"""The start of a kiosk that has taken a hundred thousand payments: how long its journal takes to open.

The journal of a million events holds what the kiosk's own code would have written, put there at once
and without waiting for the disk. It is opened as after a power cut at the worst moment: with all the
events that can follow a checkpoint.
"""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.figure import Figure, Result
from kiosk.domain.clock import SHANGHAI
from kiosk.payments.event_chain import START, Column, Head, canonical, seal
from kiosk.payments.journal import Journal
from kiosk.payments.journal_check import JournalCheck
from kiosk.payments.journal_file import connect, key_beside
from kiosk.payments.journal_schema import KEYS, STATES
from kiosk.payments.sealed_store import CHECKPOINT_EVERY
from kiosk.world.clock import VirtualClock

GOAL = 2.0
_EVENTS = 1_000_000
_PORTION = 100_000
_REPETITIONS = 5
_OPENING = datetime(2026, 11, 2, 9, 30, tzinfo=SHANGHAI)
_AT = _OPENING.isoformat()
_BUILDING = ("synchronous = off", "cache_size = -500000")
Row = dict[str, Column]


def measure_journal() -> list[Result]:
    """Write the journal, then open it some times."""
    build = Path("build")
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="journal-", dir=build) as name:
        path = Path(name) / "journal.db"
        write(path, _EVENTS)
        seconds = []
        for _ in range(_REPETITIONS):
            began = perf_counter()
            journal = Journal(path, VirtualClock(_OPENING), "boot")
            seconds.append(perf_counter() - began)
            journal.close()
        size = path.stat().st_size / 1e6
    detail = f"{_EVENTS:,} events, {size:.0f} MB, the last {CHECKPOINT_EVERY:,} verified"
    return [Figure("journal-start", median(seconds), GOAL, "s", detail)]


def write(path: Path, events: int) -> None:
    """Write a journal of that many events, a multiple of what follows a checkpoint."""
    with closing(connect(path, make=True)) as database:
        key = key_beside(path, database, make=True)
        for setting in _BUILDING:
            database.execute(f"PRAGMA {setting}")
        head, changes = START, (change for number in count() for change in _payment(number))
        while head.seq < events:
            sealed: list[tuple[Column | bytes, ...]] = []
            rows: dict[str, dict[Column, Row]] = {table: {} for table in KEYS}
            for table, row in changes:
                row["last_seq"] = seq = head.seq + 1
                key_of, state = row[KEYS[table]], row[STATES[table]]
                content = (seq, _AT, "boot", f"{table}:{key_of}", state, canonical(row))
                mac = seal(key, head.mac, *content)
                sealed.append((*content, head.mac, mac))
                head = Head(seq, mac)
                rows[table][key_of] = row
                if seq % min(_PORTION, events) == 0 or seq == events - CHECKPOINT_EVERY:
                    break
            database.execute("BEGIN")
            database.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", sealed)
            for table, written in rows.items():
                for row in written.values():
                    marks = ", ".join("?" * len(row))
                    database.execute(
                        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
                    )
            database.execute("DELETE FROM live_bills")  # as all of them are posted
            if head.seq == events - CHECKPOINT_EVERY:
                checkpoint = JournalCheck(database, key, path).checkpoint_at(head)
                database.execute("INSERT INTO checkpoint VALUES (1, ?, ?, ?)", checkpoint)
            database.execute("COMMIT")


def _payment(number: int) -> Iterator[tuple[str, Row]]:
    """Give the rows of a posted payment and its print, as they are after each of ten changes."""
    order_id, attempt_no, voucher_no = f"order-{number:020}", f"100001{number:026}", f"V{number:012}"
    person = f"person-{number:020}"
    order: Row = {
        "order_id": order_id,
        "stage": "new",
        "payer": person,
        "beneficiary": person,
        "lines": f'[["bill-{number}-390-2027", 1]]',
        "total_fen": 40_000,
        "started_at": _AT,
        "expires_at": None,
        "reason": None,
    }
    yield "orders", order
    order |= {"stage": "open", "expires_at": _AT}
    yield "orders", order
    attempt: Row = {
        "attempt_no": attempt_no,
        "order_id": order_id,
        "rail": "wechat",
        "mode": "shown-code",
        "fen": 40_000,
        "subject": "社会保险费",
        "state": "pay-intent",
        "created_at": _AT,
        "window_ends_at": _AT,
        "expires_at": _AT,
        **dict.fromkeys(("trade_no", "paid_fen", "paid_at", "posting_no", "refund_no", "reason", "ended_at")),
    }
    yield "attempts", attempt
    yield "attempts", attempt | {"state": "open"}
    attempt |= {"state": "paid", "paid_fen": 40_000, "trade_no": f"42{number:026}", "paid_at": _AT}
    yield "attempts", attempt
    yield "attempts", attempt | {"state": "post-intent"}
    yield "attempts", attempt | {"state": "posted", "posting_no": f"P{number:020}", "ended_at": _AT}
    yield "orders", order | {"stage": "posted"}
    printed: Row = {"print_id": f"{voucher_no}/1", "voucher_no": voucher_no, "n": 1, "state": "started"}
    yield "prints", printed
    yield "prints", printed | {"state": "printed"}
