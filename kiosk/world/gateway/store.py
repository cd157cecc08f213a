"""Where the gateways keep their trades: one SQLite file that outlives a kill of the process.

Each change is a single statement, and so a transaction of its own.
"""

import hashlib
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from kiosk.domain.clock import SHANGHAI
from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.world.gateway.trades import LedgerRow, Movement, Refund, Trade, TradeState

_SCHEMA = """
create table if not exists trades (
    number integer primary key,
    rail text not null,
    attempt_no text not null,
    code text not null unique,
    fen integer not null check (fen > 0),
    subject text not null,
    state text not null,
    payable_until text not null,
    pay_within_seconds integer,
    paid_at text,
    charged_at text,
    unique (rail, attempt_no)
) strict;
create table if not exists refunds (
    rail text not null,
    refund_no text not null,
    attempt_no text not null,
    fen integer not null check (fen > 0),
    accepted_at text not null,
    primary key (rail, refund_no)
) strict;
create table if not exists payment_codes (
    code text primary key,
    rail text not null,
    habit text not null,
    shown_at text not null
) strict;
"""

_TRADE = """
select *, (select coalesce(sum(fen), 0) from refunds
           where refunds.rail = trades.rail and refunds.attempt_no = trades.attempt_no) as refunded_fen
from trades
"""


@dataclass(frozen=True, slots=True)
class PaymentCode:
    """A code that a phone shows."""

    code: str
    rail: RailName
    habit: str
    """What the phone does when it is asked for money."""
    shown_at: datetime


class TradeStore:
    """The gateways' memory. The caller sees to it that one thread at a time uses it."""

    def __init__(self, path: str) -> None:
        """Open the file, or `:memory:`.

        Raises:
            sqlite3.Error: the file cannot be opened or is not a database.
        """
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._database.row_factory = sqlite3.Row
        self._database.execute("pragma journal_mode = wal")
        self._database.executescript(_SCHEMA)
        columns = {row["name"] for row in self._database.execute("pragma table_info(trades)")}
        if "charged_at" not in columns:  # a file from before codes could be scanned
            self._database.execute("alter table trades add column charged_at text")

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def trade(self, rail: RailName, attempt_no: str) -> Trade | None:
        """Find a trade by the merchant's number."""
        return self._one("where rail = ? and attempt_no = ?", rail, attempt_no)

    def trade_by_code(self, code: str) -> Trade | None:
        """Find a trade by the code that the citizen scans."""
        return self._one("where code = ?", code)

    def unpaid(self) -> list[Trade]:
        """List what could still be paid, newest first."""
        rows = self._database.execute(
            f"{_TRADE} where state in ('code', 'open', 'paying') order by number desc"
        )
        return [_trade(row) for row in rows]

    def ended(self, most: int) -> list[Trade]:
        """List what can no longer be paid, newest first."""
        rows = self._database.execute(
            f"{_TRADE} where state not in ('code', 'open', 'paying') order by number desc limit ?", (most,)
        )
        return [_trade(row) for row in rows]

    def add(
        self,
        rail: RailName,
        attempt_no: str,
        fen: Fen,
        subject: str,
        payable_until: datetime,
        pay_within: timedelta | None = None,
    ) -> Trade:
        """Keep a new trade and return it with its code; for a known number only its time changes."""
        self._database.execute(
            "insert into trades"
            " (rail, attempt_no, code, fen, subject, state, payable_until, pay_within_seconds)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)"
            " on conflict (rail, attempt_no) do update set payable_until = excluded.payable_until",
            (
                rail,
                attempt_no,
                _code(rail, attempt_no),
                fen,
                subject,
                TradeState.OPEN if rail is RailName.WECHAT else TradeState.CODE,
                payable_until.isoformat(),
                None if pay_within is None else int(pay_within.total_seconds()),
            ),
        )
        trade = self.trade(rail, attempt_no)
        assert trade is not None  # noqa: S101 - it has just been written
        return trade

    def add_charge(self, trade: Trade) -> Trade:
        """Keep the new trade of a scanned code and return it with its number."""
        self._database.execute(
            "insert into trades"
            " (rail, attempt_no, code, fen, subject, state, payable_until, paid_at, charged_at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                trade.rail,
                trade.attempt_no,
                trade.code,
                trade.fen,
                trade.subject,
                trade.state,
                trade.payable_until.isoformat(),
                _text(trade.paid_at),
                _text(trade.charged_at),
            ),
        )
        kept = self.trade(trade.rail, trade.attempt_no)
        assert kept is not None  # noqa: S101 - it has just been written
        return kept

    def add_payment_code(self, code: PaymentCode) -> None:
        """Keep a code that a phone shows."""
        self._database.execute(
            "insert into payment_codes values (?, ?, ?, ?)",
            (code.code, code.rail, code.habit, code.shown_at.isoformat()),
        )

    def payment_code(self, code: str) -> PaymentCode | None:
        """Find a code that a phone showed."""
        row = self._database.execute("select * from payment_codes where code = ?", (code,)).fetchone()
        if row is None:
            return None
        shown_at = datetime.fromisoformat(row["shown_at"])
        return PaymentCode(code, RailName(row["rail"]), row["habit"], shown_at)

    def save(self, trade: Trade) -> None:
        """Keep what became of a trade: its state, its time, its payment."""
        self._database.execute(
            "update trades set state = ?, payable_until = ?, paid_at = ? where rail = ? and attempt_no = ?",
            (
                trade.state,
                trade.payable_until.isoformat(),
                _text(trade.paid_at),
                trade.rail,
                trade.attempt_no,
            ),
        )

    def refund(self, rail: RailName, refund_no: str) -> Refund | None:
        """Find a refund by the merchant's number."""
        row = self._database.execute(
            "select * from refunds where rail = ? and refund_no = ?", (rail, refund_no)
        ).fetchone()
        if row is None:
            return None
        return Refund(
            rail, refund_no, row["attempt_no"], Fen(row["fen"]), datetime.fromisoformat(row["accepted_at"])
        )

    def add_refund(self, refund: Refund) -> None:
        """Give money back."""
        self._database.execute(
            "insert into refunds values (?, ?, ?, ?, ?)",
            (refund.rail, refund.refund_no, refund.attempt_no, refund.fen, refund.accepted_at.isoformat()),
        )

    def ledger(self) -> list[LedgerRow]:
        """List every attempt that took money, in the order of their creation."""
        rows = self._database.execute(f"{_TRADE} where paid_at is not null order by number")
        return [
            LedgerRow(trade.attempt_no, trade.rail, trade.fen, trade.refunded_fen)
            for trade in map(_trade, rows)
        ]

    def movements(self, rail: RailName, day: date) -> list[Movement]:
        """List what came and what went back on a day in Shanghai, in the order of time."""
        paid = map(
            _trade, self._database.execute(f"{_TRADE} where rail = ? and paid_at is not null", (rail,))
        )
        trades = {trade.attempt_no: trade for trade in paid}
        back = self._database.execute("select refund_no from refunds where rail = ?", (rail,))
        refunds = [refund for row in back if (refund := self.refund(rail, row["refund_no"]))]
        came = [Movement(trade.paid_at, trade) for trade in trades.values() if trade.paid_at]
        went = [Movement(refund.accepted_at, trades[refund.attempt_no], refund) for refund in refunds]
        of_day = [move for move in came + went if move.at.astimezone(SHANGHAI).date() == day]
        return sorted(of_day, key=lambda move: move.at)

    def _one(self, condition: str, *values: str) -> Trade | None:
        row = self._database.execute(f"{_TRADE} {condition}", values).fetchone()
        return None if row is None else _trade(row)


def _trade(row: sqlite3.Row) -> Trade:
    fields: dict[str, Any] = dict(row)
    rail, within = RailName(fields["rail"]), fields["pay_within_seconds"]
    return Trade(
        rail=rail,
        attempt_no=fields["attempt_no"],
        trade_no=f"{'4200000000' if rail is RailName.WECHAT else '2026000022'}{fields['number']:018}",
        code=fields["code"],
        fen=Fen(fields["fen"]),
        subject=fields["subject"],
        state=TradeState(fields["state"]),
        payable_until=datetime.fromisoformat(fields["payable_until"]),
        pay_within=None if within is None else timedelta(seconds=within),
        paid_at=_moment(fields["paid_at"]),
        refunded_fen=Fen(fields["refunded_fen"]),
        charged_at=_moment(fields["charged_at"]),
    )


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _code(rail: RailName, attempt_no: str) -> str:
    """Make the text of the code: the same for the same order, as when a merchant asks twice."""
    token = hashlib.sha256(f"{rail}:{attempt_no}".encode()).hexdigest()[:24]
    if rail is RailName.WECHAT:
        return f"weixin://wxpay/bizpayurl?pr={token}"
    return f"https://qr.alipay.com/bax{token}"
