"""The three books of one kiosk's money, as an auditor reads them: gateways, bureau and journal."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.devices.simulators.terminal_book import AcquirerBook, BookedStatus
from kiosk.domain.clock import SystemClock
from kiosk.payments.journal import Journal
from kiosk.payments.order_record import OrderRecord
from kiosk.payments.record import AttemptRecord

_KIOSK_DIGITS = 6
"""Of a refund's number, which its rail does not send to the terminal."""


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade at a gateway. Amounts in fen."""

    attempt_no: str
    fen: int
    paid_fen: int
    """0 while nobody has paid."""
    refunds: tuple[tuple[str, int], ...]
    """Each refund's number and amount."""


@dataclass(frozen=True, slots=True)
class BureauOrder:
    """An order in the bureau's book, and what its ledger has of it. Amounts in fen."""

    order_id: str
    total_fen: int
    lines_fen: int
    """The sum of its bills as the citizen saw them."""
    locks: tuple[str, ...]
    """The bills that it keeps from other orders."""
    voided: bool
    posting_no: str | None
    attempt_no: str | None
    """Whose money was posted."""
    posted_fen: int


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the journal's history."""

    entity: str
    kind: str


@dataclass(frozen=True, slots=True)
class Print:
    """A voucher of which the journal says that it was printed, or was about to be."""

    voucher_no: str
    n: int


@dataclass(frozen=True, slots=True)
class Books:
    """Everything that is written about one kiosk's money."""

    trades: tuple[Trade, ...]
    bureau: tuple[BureauOrder, ...]
    orders: tuple[OrderRecord, ...]
    attempts: tuple[AttemptRecord, ...]
    history: tuple[Event, ...]
    prints: tuple[Print, ...]
    papers: tuple[str, ...]
    """The numbers of the vouchers that came out on paper."""


def read_books(journal: Path, bureau: Path, gateway: Path, acquirer: Path, papers: Path) -> Books:
    """Read the books of a kiosk that is not running.

    Raises:
        JournalError: the journal cannot be read, or its chain does not hold.
    """
    with Journal(journal, SystemClock(), "auditor", read_only=True) as book:
        events = tuple(book.events())
        attempts = book.attempts()
        # By the history, as the journal lists only the orders that somebody still has to settle.
        last = {event.entity: json.loads(event.payload) for event in events}
        orders = tuple(
            book.order(row["order_id"]) for name, row in last.items() if name.startswith("orders:")
        )
    prints = tuple(
        Print(row["voucher_no"], row["n"]) for name, row in last.items() if name.startswith("prints:")
    )
    return Books(
        trades=(*_trades(gateway), *_card_trades(acquirer)),
        bureau=_bureau(bureau),
        orders=orders,
        attempts=attempts,
        history=tuple(Event(event.entity, event.kind) for event in events),
        prints=prints,
        papers=tuple(papers.read_text(encoding="utf-8").split()) if papers.exists() else (),
    )


def _trades(gateway: Path) -> tuple[Trade, ...]:
    with _read(gateway) as rows:
        refunds = rows("select attempt_no, refund_no, fen from refunds order by refund_no")
        return tuple(
            Trade(
                attempt_no=trade["attempt_no"],
                fen=trade["fen"],
                paid_fen=trade["fen"] if trade["paid_at"] else 0,
                refunds=tuple(
                    (refund["refund_no"], refund["fen"])
                    for refund in refunds
                    if refund["attempt_no"] == trade["attempt_no"]
                ),
            )
            for trade in rows("select attempt_no, fen, paid_at from trades order by number")
        )


def _card_trades(acquirer: Path) -> tuple[Trade, ...]:
    with closing(AcquirerBook(str(acquirer))) as book:
        trades = book.trades()
    return tuple(
        Trade(
            attempt_no=sale.order_no,
            fen=sale.fen,
            paid_fen=sale.fen if sale.status is BookedStatus.SUCCESS else 0,
            refunds=tuple(
                (f"{sale.order_no[:_KIOSK_DIGITS]}{refund.order_no}", refund.fen)
                for refund in trades
                if refund.original_no == sale.order_no
            ),
        )
        for sale in trades
        if sale.original_no is None
    )


def _bureau(bureau: Path) -> tuple[BureauOrder, ...]:
    with _read(bureau) as rows:
        lines = rows("select order_id, bill_id, document, live from order_lines")
        entries = {row["order_id"]: row for row in rows("select * from ledger")}
        orders = []
        for row in rows("select order_id, request, void_reason from orders order by rowid"):
            own = [line for line in lines if line["order_id"] == row["order_id"]]
            entry = entries.get(row["order_id"])
            orders.append(
                BureauOrder(
                    order_id=row["order_id"],
                    total_fen=json.loads(row["request"])["total_fen"],
                    lines_fen=sum(json.loads(line["document"])["net_fen"] for line in own),
                    locks=tuple(line["bill_id"] for line in own if line["live"]),
                    voided=row["void_reason"] is not None,
                    posting_no=entry["posting_no"] if entry else None,
                    attempt_no=entry["attempt_no"] if entry else None,
                    posted_fen=entry["paid_fen"] if entry else 0,
                )
            )
        return tuple(orders)


@contextmanager
def _read(path: Path) -> Iterator[Callable[[str], list[sqlite3.Row]]]:
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        yield lambda sql: database.execute(sql).fetchall()
