"""The tables of the embedded bureau, and how they came to be what they are."""

from sqlite_utils import Database, Migrations

migrations = Migrations("bureau")

_TABLES = (
    """create table persons (
        person text primary key,
        name text not null,
        identity_number text not null unique
    ) strict""",
    """create table cards (
        identification_code text primary key,
        person text not null references persons,
        card_number text not null,
        state text not null check (state in ('active', 'lost', 'cancelled', 'locked')),
        expires_on text not null
    ) strict""",
    """create table sessions (
        session_id text primary key,
        person text not null references persons,
        expires_at text not null
    ) strict""",
    """create table bills (
        bill_id text primary key,
        person text not null references persons,
        document text not null
    ) strict""",
    """create table orders (
        order_id text primary key,
        request text not null,
        expires_at text not null,
        void_reason text
    ) strict""",
    """create table order_lines (
        order_id text not null references orders,
        bill_id text not null references bills,
        document text not null,
        live integer not null check (live in (0, 1)),
        primary key (order_id, bill_id)
    ) strict""",
    "create unique index one_live_order_per_bill on order_lines (bill_id) where live = 1",
    """create table attempts (
        attempt_no text primary key,
        order_id text not null references orders,
        rail text not null,
        fen integer not null,
        unique (attempt_no, order_id)
    ) strict""",
    """create table ledger (
        posting_no text primary key,
        order_id text not null unique references orders,
        attempt_no text not null,
        rail text not null,
        trade_no text not null,
        paid_fen integer not null check (paid_fen > 0),
        paid_at text not null,
        posted_at text not null,
        foreign key (attempt_no, order_id) references attempts (attempt_no, order_id)
    ) strict""",
    """create table settlements (
        bill_id text primary key references bills,
        settled_by text not null check (settled_by in ('kiosk', 'elsewhere', 'employer')),
        posting_no text references ledger,
        check ((settled_by = 'kiosk') = (posting_no is not null))
    ) strict""",
    """create table prints (
        voucher_no text primary key references ledger (posting_no),
        count integer not null
    ) strict""",
    """create trigger the_ledger_keeps_its_rows before delete on ledger
        begin select raise(abort, 'the ledger only grows'); end""",
    """create trigger the_ledger_keeps_its_words before update on ledger
        begin select raise(abort, 'the ledger only grows'); end""",
)


@migrations()
def first_tables(db: Database) -> None:
    """Persons with cards and bills; orders that lock them; the ledger that pays them, each once."""
    for statement in _TABLES:
        db.execute(statement)


@migrations()
def evoucher_codes(db: Database) -> None:
    """Keep the codes that phones show."""
    db.execute(
        """create table evoucher_codes (
            digest text primary key,
            person text not null references persons,
            expires_at text not null
        ) strict"""
    )


@migrations()
def kiosk_journals(db: Database) -> None:
    """Keep what the kiosks report of their journals."""
    db.execute(
        """create table kiosk_events (
            kiosk_number text not null,
            seq integer not null check (seq > 0),
            at text not null,
            entity text not null,
            kind text not null,
            payload text not null,
            mac blob not null,
            primary key (kiosk_number, seq)
        ) strict, without rowid"""
    )


@migrations()
def evouchers(db: Database) -> None:
    """Keep who has an e-voucher, and what each session has proven."""
    db.execute(
        """create table evouchers (
            person text primary key references persons,
            activated_at text not null,
            consent text not null,
            binding_digest text unique,
            binding_expires_at text not null
        ) strict"""
    )
    db.execute(
        "alter table sessions add column assurance integer not null default 1 check (assurance in (1, 2, 3))"
    )


@migrations()
def faces(db: Database) -> None:
    """Keep photos to compare with, and the record of consents that the law asks for."""
    db.execute("create table photos (person text primary key references persons, file blob not null) strict")
    db.execute(
        """create table face_records (
            person text not null references persons,
            at text not null,
            what text not null check (what in ('consented', 'recognised')),
            detail text not null
        ) strict"""
    )


@migrations()
def card_photos(db: Database) -> None:
    """Keep photos that were taken for cards, each with the consent to it."""
    db.execute(
        """create table card_photos (
            person text primary key references persons,
            taken_at text not null,
            consent text not null,
            file blob not null
        ) strict"""
    )
