"""Records as rows of the journal, and back. Counts of calls and the code to scan are not stored."""

import json
import sqlite3
from datetime import datetime

from kiosk.domain.orders import OrderLine, PaymentMode, RailName
from kiosk.payments.decision import Decision, DecisionRecord
from kiosk.payments.event_chain import Column
from kiosk.payments.order_record import OrderRecord, OrderStage
from kiosk.payments.record import AttemptRecord, AttemptState


def columns_of(record: AttemptRecord) -> dict[str, Column]:
    """Give what the journal stores of an attempt, by column; when it ended is the journal's to say."""
    return {
        "attempt_no": record.attempt_no,
        "order_id": record.order_id,
        "rail": record.rail,
        "mode": record.mode,
        "fen": record.fen,
        "subject": record.subject,
        "state": record.state,
        "created_at": record.created_at.isoformat(),
        "window_ends_at": record.window_ends_at.isoformat(),
        "expires_at": record.expires_at.isoformat(),
        "trade_no": record.trade_no,
        "paid_fen": record.paid_fen,
        "paid_at": record.paid_at.isoformat() if record.paid_at else None,
        "posting_no": record.posting_no,
        "refund_no": record.refund_no,
        "reason": record.reason,
    }


def attempt_of(row: sqlite3.Row) -> AttemptRecord:
    """Read an attempt from its row."""
    values = dict(row)
    del values["ended_at"], values["last_seq"]
    values |= {
        name: datetime.fromisoformat(values[name]) for name in ("created_at", "window_ends_at", "expires_at")
    }
    values["paid_at"] = datetime.fromisoformat(values["paid_at"]) if values["paid_at"] else None
    values |= {
        "rail": RailName(values["rail"]),
        "mode": PaymentMode(values["mode"]),
        "state": AttemptState(values["state"]),
    }
    return AttemptRecord(**values)


def order_of(row: sqlite3.Row) -> OrderRecord:
    """Read an order from its row."""
    values = dict(row)
    del values["last_seq"]
    values["stage"] = OrderStage(values["stage"])
    values["lines"] = tuple(OrderLine(bill_id, version) for bill_id, version in json.loads(values["lines"]))
    values["started_at"] = datetime.fromisoformat(values["started_at"])
    values["expires_at"] = datetime.fromisoformat(values["expires_at"]) if values["expires_at"] else None
    return OrderRecord(**values)


def decision_of(row: sqlite3.Row) -> DecisionRecord:
    """Read a decision from its row."""
    return DecisionRecord(
        attempt_no=row["attempt_no"],
        n=row["n"],
        operator=row["operator"],
        decision=Decision(row["decision"]),
        note=row["note"],
        at=datetime.fromisoformat(row["at"]),
    )
