"""The journal's tables. What must never happen is refused by the database itself."""

from enum import StrEnum

from kiosk.domain.orders import PaymentMode
from kiosk.payments.decision import Decision
from kiosk.payments.order_record import FINAL_STAGES, OrderStage
from kiosk.payments.record import FINAL_STATES, AttemptState

APPLICATION_ID = 0x6B696F73
"""Marks the file as a kiosk's journal: "kios"."""
SCHEMA_VERSION = 2

KEYS = {
    "orders": "order_id",
    "attempts": "attempt_no",
    "prints": "print_id",
    "decisions": "decision_id",
    "told": "order_id",
}
"""The sealed tables, whose rows are each as their last event says, and the keys of those."""
STATES = {"orders": "stage", "attempts": "state", "prints": "state", "decisions": "decision", "told": "stage"}
"""The columns that name the events."""


def texts(values: frozenset[str] | type[StrEnum]) -> str:
    """Write values as a list of SQL's texts."""
    return ", ".join(f"'{value}'" for value in sorted(values))


FINAL: dict[str, frozenset[str]] = {"orders": FINAL_STAGES, "attempts": FINAL_STATES}
"""The states after which nothing happens any more."""
LIVE = {table: f"{STATES[table]} NOT IN ({texts(final)})" for table, final in FINAL.items()}
"""The conditions of the rows that something will still happen to."""


EVENTS = """
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    boot_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    prev_mac BLOB NOT NULL,
    mac BLOB NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER events_frozen BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events: the past does not change'); END;
CREATE TRIGGER events_kept BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events: the past is not deleted'); END;
"""
"""As it has been since version 1."""

TABLES = f"""
CREATE TABLE orders (
    order_id TEXT PRIMARY KEY,
    stage TEXT NOT NULL CHECK (stage IN ({texts(OrderStage)})),
    payer TEXT NOT NULL,
    beneficiary TEXT NOT NULL,
    lines TEXT NOT NULL CHECK (json_valid(lines)),
    total_fen INTEGER NOT NULL CHECK (total_fen > 0),
    started_at TEXT NOT NULL,
    expires_at TEXT,
    reason TEXT,
    last_seq INTEGER NOT NULL
) STRICT;
CREATE INDEX orders_of_payer ON orders (payer);
CREATE INDEX live_orders ON orders (order_id) WHERE {LIVE["orders"]};

CREATE TABLE live_bills (
    bill_id TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES orders,
    PRIMARY KEY (bill_id, order_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempts (
    attempt_no TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders,
    rail TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ({texts(PaymentMode)})),
    fen INTEGER NOT NULL CHECK (fen > 0),
    subject TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ({texts(AttemptState)})),
    created_at TEXT NOT NULL,
    window_ends_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    trade_no TEXT,
    paid_fen INTEGER CHECK (paid_fen > 0),
    paid_at TEXT,
    posting_no TEXT,
    refund_no TEXT,
    reason TEXT,
    ended_at TEXT,
    last_seq INTEGER NOT NULL,
    CHECK ((state = 'posted') = (posting_no IS NOT NULL)),
    CHECK (state NOT IN ('paid', 'post-intent', 'posted', 'void-intent', 'refund-intent', 'refunded')
           OR (paid_fen = fen AND trade_no IS NOT NULL AND paid_at IS NOT NULL)),
    CHECK (state NOT IN ('refund-intent', 'refunded') OR refund_no = attempt_no || 'R1'),
    CHECK ((state IN ({texts(FINAL_STATES)})) = (ended_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX one_live_attempt_per_order ON attempts (order_id) WHERE {LIVE["attempts"]};
CREATE INDEX attempts_of_order ON attempts (order_id);
CREATE INDEX attempts_by_begin ON attempts (created_at);
CREATE INDEX attempts_by_end ON attempts (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX quarantined_attempts ON attempts (attempt_no) WHERE state = 'quarantined';

CREATE TABLE prints (
    print_id TEXT PRIMARY KEY,
    voucher_no TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    state TEXT NOT NULL CHECK (state IN ('started', 'printed', 'failed')),
    last_seq INTEGER NOT NULL,
    UNIQUE (voucher_no, n)
) STRICT;

CREATE TABLE decisions (
    decision_id TEXT PRIMARY KEY,
    attempt_no TEXT NOT NULL REFERENCES attempts,
    n INTEGER NOT NULL CHECK (n > 0),
    operator TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ({texts(Decision)})),
    note TEXT NOT NULL,
    at TEXT NOT NULL,
    last_seq INTEGER NOT NULL,
    UNIQUE (attempt_no, n)
) STRICT;

CREATE TABLE told (
    order_id TEXT PRIMARY KEY REFERENCES orders,
    stage TEXT NOT NULL CHECK (stage IN ({texts(FINAL_STAGES)})),
    at TEXT NOT NULL,
    last_seq INTEGER NOT NULL
) STRICT;

CREATE TABLE upload (only INTEGER PRIMARY KEY CHECK (only = 1), seq INTEGER NOT NULL) STRICT;

CREATE TABLE checkpoint (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    seq INTEGER NOT NULL,
    live TEXT NOT NULL CHECK (json_valid(live)),
    mac BLOB NOT NULL
) STRICT;
"""


def _frozen(table: str, final: str) -> str:
    return f"""
CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} WHEN {final}
BEGIN SELECT RAISE(ABORT, '{table}: a final row never changes'); END;
CREATE TRIGGER {table}_kept BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table}: no row is deleted'); END;
"""


TRIGGERS = f"""
CREATE TRIGGER one_live_order_per_bill BEFORE INSERT ON orders
WHEN EXISTS (SELECT 1 FROM live_bills JOIN json_each(NEW.lines) ON bill_id = json_extract(value, '$[0]'))
BEGIN SELECT RAISE(ABORT, 'orders: a bill has one live order'); END;
CREATE TRIGGER orders_begin AFTER INSERT ON orders
BEGIN
    INSERT INTO live_bills SELECT json_extract(value, '$[0]'), NEW.order_id FROM json_each(NEW.lines);
END;
CREATE TRIGGER orders_end AFTER UPDATE ON orders WHEN NEW.stage IN ({texts(FINAL_STAGES)})
BEGIN
    DELETE FROM live_bills WHERE order_id = NEW.order_id
        AND bill_id IN (SELECT json_extract(value, '$[0]') FROM json_each(NEW.lines));
END;
{_frozen("orders", f"OLD.stage IN ({texts(FINAL_STAGES)})")}
{_frozen("attempts", f"OLD.state IN ({texts(FINAL_STATES)})")}
{_frozen("prints", "OLD.state <> 'started'")}
{_frozen("decisions", "1")}
{_frozen("told", "1")}
"""  # noqa: S608 our own names
"""Apart from the tables, as what an earlier version left may break a rule that came later."""

SCHEMA = EVENTS + TABLES + TRIGGERS
