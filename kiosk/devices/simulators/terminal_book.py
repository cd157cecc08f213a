"""The acquirer behind the simulated payment terminal: its book outlives a kill of the kiosk.

Each change is one statement, and so a transaction of its own; two processes may hold one file.
"""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from kiosk.domain.money import Fen

_SCHEMA = """
create table if not exists trades (
    number integer primary key,
    order_no text not null unique,
    original_no text references trades (order_no),
    fen integer not null check (fen > 0),
    status text not null default '0',
    card_no text,
    ended_at text
) strict;
"""
_REFUND = """
insert into trades (order_no, original_no, fen, status, card_no, ended_at)
select ?1, sale.order_no, ?2, '2', sale.card_no, ?3 from trades as sale
where sale.order_no = ?4 and sale.original_no is null and sale.status = '2' and ?2 <= sale.fen - (
    select coalesce(sum(refund.fen), 0) from trades as refund where refund.original_no = sale.order_no)
on conflict (order_no) do nothing
"""


class BookedStatus(StrEnum):
    """How a trade stands, as it is written on the wire."""

    PROCESSING = "0"
    CLOSED = "1"
    SUCCESS = "2"
    VOIDED = "3"


@dataclass(frozen=True, slots=True)
class BookedTrade:
    """A sale or, with `original_no`, the refund of one."""

    number: int
    order_no: str
    original_no: str | None
    fen: Fen
    status: BookedStatus
    card_no: str | None
    """Masked."""
    ended_at: str | None
    """In UTC, such as `2026-11-22 01:30:00`."""


class AcquirerBook:
    """Trades by their order numbers. The caller sees to it that one thread at a time uses it."""

    def __init__(self, path: str = ":memory:") -> None:
        """Open the file.

        Raises:
            sqlite3.Error: it cannot be opened or is not a database.
        """
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._database.row_factory = sqlite3.Row
        self._database.executescript(_SCHEMA)

    def enter(self, order_no: str, fen: Fen) -> bool:
        """Begin a sale; False if its number was used before."""
        return self._changes(
            "insert into trades (order_no, fen) values (?, ?) on conflict (order_no) do nothing",
            order_no,
            fen,
        )

    def approve(self, order_no: str, card_no: str, now: datetime) -> bool:
        """Take the money for a sale; False if it is not in progress."""
        return self._changes(
            "update trades set status = '2', card_no = ?, ended_at = ? where order_no = ? and status = '0'",
            card_no,
            _moment(now),
            order_no,
        )

    def cancel(self, order_no: str) -> bool:
        """End a sale without money; False if it is not in progress."""
        return self._changes("update trades set status = '1' where order_no = ? and status = '0'", order_no)

    def void(self, order_no: str) -> bool:
        """Take a sale back whole, as its merchant may on the same day; False if it was not paid."""
        return self._changes(
            "update trades set status = '3' where order_no = ? and status = '2' and original_no is null",
            order_no,
        )

    def refund(self, order_no: str, refund_no: str, fen: Fen, now: datetime) -> bool:
        """Give money back; False if the number was used before or there is not so much to give."""
        return self._changes(_REFUND, refund_no, fen, _moment(now), order_no)

    def trade(self, order_no: str) -> BookedTrade | None:
        """Look a trade up."""
        row = self._database.execute("select * from trades where order_no = ?", (order_no,)).fetchone()
        return _trade(row) if row else None

    def trades(self) -> list[BookedTrade]:
        """Give all, the oldest first."""
        return [_trade(row) for row in self._database.execute("select * from trades order by number")]

    def close(self) -> None:
        """Give the file back."""
        self._database.close()

    def _changes(self, statement: str, *values: object) -> bool:
        return self._database.execute(statement, values).rowcount == 1


def _moment(now: datetime) -> str:
    return now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def _trade(row: sqlite3.Row) -> BookedTrade:
    return BookedTrade(
        row["number"],
        row["order_no"],
        row["original_no"],
        Fen(row["fen"]),
        BookedStatus(row["status"]),
        row["card_no"],
        row["ended_at"],
    )
