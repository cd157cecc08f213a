"""The embedded bureau's register, bills and ledger in one SQLite file.

This is the bureau's own book, so it holds names and numbers in the clear. One process has it at a
time: SQLite before 3.51.3 may corrupt a write-ahead log that several connections share
(https://sqlite.org/wal.html, "the WAL-reset bug"), so the file is held exclusively.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from sqlite_utils import Database

from kiosk.bureau.rules import SettledBy, current_bills
from kiosk.bureau.schema import migrations
from kiosk.domain.bills import Bill
from kiosk.domain.clock import SHANGHAI
from kiosk.technician_error import TechnicianError

_BILL = TypeAdapter(Bill)
_SETTINGS = ("locking_mode=exclusive", "journal_mode=wal", "synchronous=full", "foreign_keys=on")


class StoreUnavailableError(TechnicianError):
    """The file cannot be the bureau's store now; the message says why and what to do."""


class CardState(StrEnum):
    """What the register says of a card, whatever its chip says."""

    ACTIVE = "active"
    LOST = "lost"
    CANCELLED = "cancelled"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class RegisteredCard:
    """A card as the register has it, with its holder."""

    identification_code: str
    person: str
    card_number: str
    state: CardState
    expires_on: date


@dataclass(frozen=True, slots=True)
class RegisteredPerson:
    """A person as the register has them; `person` is the reference the kiosk sees."""

    person: str
    name: str
    identity_number: str


def moment(at: datetime) -> str:
    """Write a moment so that text sorts as time does."""
    return at.astimezone(SHANGHAI).isoformat(timespec="microseconds")


class BureauStore:
    """The tables, read and written in the words of the domain.

    Raises:
        StoreUnavailableError: the file is in use by another process or holds something else.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The kiosk's loop has a thread of its own; all use is on that loop, one call at a time.
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=0)
        self._connection.row_factory = sqlite3.Row
        try:
            for setting in _SETTINGS:
                self._connection.execute(f"pragma {setting}")
            self.db = Database(self._connection)
            migrations.apply(self.db)
        except sqlite3.DatabaseError as error:
            self._connection.close()
            message = f"{path} cannot serve as the bureau's store ({error}): is another kiosk running on it?"
            raise StoreUnavailableError(message) from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all of the block or nothing; nobody else writes meanwhile."""
        self.db.execute("begin immediate")
        try:
            yield
            self.db.execute("commit")
        finally:
            if self._connection.in_transaction:
                self.db.execute("rollback")

    @property
    def is_empty(self) -> bool:
        """Whether nobody is registered yet."""
        return self.row("select 1 from persons limit 1") is None

    def row(self, sql: str, *values: object) -> dict[str, Any] | None:
        """Read the first row, or None."""
        row = self.db.execute(sql, values).fetchone()
        return None if row is None else dict(row)

    def register(self, person: RegisteredPerson, card: RegisteredCard) -> None:
        """Take up a person with a card."""
        self.db.execute(
            "insert into persons values (?, ?, ?)", (person.person, person.name, person.identity_number)
        )
        self.db.execute(
            "insert into cards values (?, ?, ?, ?, ?)",
            (card.identification_code, card.person, card.card_number, card.state, str(card.expires_on)),
        )

    def person(self, person: str) -> RegisteredPerson:
        """Look a person up whom the store refers to itself."""
        return RegisteredPerson(**self.db.table("persons").get(person))

    def card(self, identification_code: str) -> RegisteredCard | None:
        """Look a card up by the code of its chip."""
        row = self.row("select * from cards where identification_code = ?", identification_code)
        if row is None:
            return None
        expires_on = date.fromisoformat(row.pop("expires_on"))
        return RegisteredCard(**row | {"state": CardState(row["state"]), "expires_on": expires_on})

    def person_of_number(self, identity_number: str) -> RegisteredPerson | None:
        """Look a person up by their number."""
        row = self.row("select * from persons where identity_number = ?", identity_number)
        return None if row is None else RegisteredPerson(**row)

    def card_number_of(self, person: str) -> str:
        """Look up the number of the card that a person was given last."""
        row = self.row("select card_number from cards where person = ? order by expires_on desc", person)
        return "" if row is None else str(row["card_number"])

    def add_bill(self, person: str, bill: Bill) -> None:
        """Write a new bill."""
        self.db.execute("insert into bills values (?, ?, ?)", (bill.bill_id, person, _write(bill)))

    def rewrite_bill(self, bill: Bill) -> None:
        """Write a bill in a new version."""
        self.db.execute("update bills set document = ? where bill_id = ?", (_write(bill), bill.bill_id))

    def bill(self, bill_id: str) -> Bill:
        """Read a bill as it was written, without its status of today.

        Raises:
            KeyError: there is no such bill.
        """
        row = self.row("select document from bills where bill_id = ?", bill_id)
        if row is None:
            raise KeyError(bill_id)
        return _read(row["document"])

    def settle(self, bill_id: str, settled_by: SettledBy, posting_no: str | None = None) -> None:
        """Mark a bill as paid, for ever.

        Raises:
            sqlite3.IntegrityError: it is paid already.
        """
        self.db.execute("insert into settlements values (?, ?, ?)", (bill_id, settled_by, posting_no))

    def bills(self, person: str, now: datetime) -> tuple[Bill, ...]:
        """Read what a person owes, each bill in its status of this moment."""
        rows = self.db.execute("select document from bills where person = ? order by rowid", (person,))
        bills = [_read(row["document"]) for row in rows]
        settled = self.db.execute(
            "select bill_id, settled_by from settlements join bills using (bill_id) where person = ?",
            (person,),
        )
        locked = self.db.execute(
            "select bill_id from order_lines join orders using (order_id) where live and expires_at > ?",
            (moment(now),),
        )
        return current_bills(
            bills,
            {row["bill_id"]: SettledBy(row["settled_by"]) for row in settled},
            {row["bill_id"] for row in locked},
            now.date(),
        )

    def lock(self, order_id: str, bills: Iterable[Bill]) -> None:
        """Keep bills, as they stand now, for an order."""
        for bill in bills:
            self.db.execute(
                "insert into order_lines values (?, ?, ?, 1)", (order_id, bill.bill_id, _write(bill))
            )

    def release(self, order_id: str) -> None:
        """Free the bills of an order."""
        self.db.execute("update order_lines set live = 0 where order_id = ?", (order_id,))

    def release_lapsed(self, now: datetime) -> None:
        """Free the bills of the orders whose time is up."""
        self.db.execute(
            "update order_lines set live = 0 where live and order_id in "
            "(select order_id from orders where expires_at <= ?)",
            (moment(now),),
        )

    def ordered_bills(self, order_id: str) -> tuple[Bill, ...]:
        """Read the bills of an order as the citizen saw them."""
        sql = "select document from order_lines where order_id = ? order by rowid"
        return tuple(_read(row["document"]) for row in self.db.execute(sql, (order_id,)))


def _write(bill: Bill) -> str:
    return _BILL.dump_json(bill).decode()


def _read(document: str) -> Bill:
    return _BILL.validate_json(document)
