"""The journal's tables. What must never happen is refused by the database itself."""

from kiosk.domain.orders import PaymentMode
from kiosk.payments.order_record import FINAL_STAGES, OrderStage
from kiosk.payments.record import FINAL_STATES, AttemptState

APPLICATION_ID = 0x6B696F73
"""Marks the file as a kiosk's journal: "kios"."""
SCHEMA_VERSION = 2


def texts(values: frozenset[str] | type[AttemptState] | type[OrderStage] | type[PaymentMode]) -> str:
    """Write values as a list of SQL's texts."""
    return ", ".join(f"'{value}'" for value in sorted(values))


def _frozen(table: str, column: str, final: frozenset[str]) -> str:
    return f"""
CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} WHEN OLD.{column} IN ({texts(final)})
BEGIN SELECT RAISE(ABORT, '{table}: a final row never changes'); END;
CREATE TRIGGER {table}_kept BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table}: no row is deleted'); END;
"""


SCHEMA = f"""
CREATE TABLE orders (
    order_id TEXT PRIMARY KEY,
    stage TEXT NOT NULL CHECK (stage IN ({texts(OrderStage)})),
    payer TEXT NOT NULL,
    beneficiary TEXT NOT NULL,
    lines TEXT NOT NULL CHECK (json_valid(lines)),
    total_fen INTEGER NOT NULL CHECK (total_fen > 0),
    started_at TEXT NOT NULL,
    expires_at TEXT,
    reason TEXT
) STRICT;
{_frozen("orders", "stage", FINAL_STAGES)}

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
    CHECK ((state = 'posted') = (posting_no IS NOT NULL)),
    CHECK (state NOT IN ('paid', 'post-intent', 'posted', 'void-intent', 'refund-intent', 'refunded')
           OR (paid_fen = fen AND trade_no IS NOT NULL AND paid_at IS NOT NULL)),
    CHECK (state NOT IN ('refund-intent', 'refunded') OR refund_no = attempt_no || 'R1')
) STRICT;
CREATE UNIQUE INDEX one_live_attempt_per_order ON attempts (order_id)
    WHERE state NOT IN ({texts(FINAL_STATES)});
{_frozen("attempts", "state", FINAL_STATES)}

CREATE TABLE prints (
    print_id TEXT PRIMARY KEY,
    voucher_no TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    state TEXT NOT NULL CHECK (state IN ('started', 'printed', 'failed')),
    UNIQUE (voucher_no, n)
) STRICT;
{_frozen("prints", "state", frozenset({"printed", "failed"}))}

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
