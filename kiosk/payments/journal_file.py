"""Opening the journal's file: one connection, nobody else's, durable, of a version that we know."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.payments.journal_schema import APPLICATION_ID, SCHEMA, SCHEMA_VERSION
from kiosk.payments.write_ahead_log import commits_in
from kiosk.private_file import write_private_file
from kiosk.technician_error import TechnicianError

_PRAGMAS = {"locking_mode": "exclusive", "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
"""What is set and then asserted, as builds of SQLite differ. Synchronous 2 is FULL: with NORMAL, a
power cut loses commits that were acknowledged."""


class JournalError(TechnicianError):
    """The journal cannot be used, so nobody can pay. The message says why, and how to mend it."""


class JournalBusyError(JournalError):
    """Another process holds the file."""


class JournalCorruptError(JournalError):
    """The file is no database, or a damaged one."""


class JournalTooNewError(JournalError):
    """A later version of the kiosk wrote the file."""


class JournalKeyError(JournalError):
    """The key beside the journal is missing, damaged or open to others."""


class JournalFullError(JournalError):
    """The disk takes nothing more, not even with the reserve."""


class JournalOutdatedError(JournalError):
    """A row was not in the state that a transition begins with."""


class ChainBrokenError(JournalError):
    """An event is missing, moved or altered; `seq` is the first such number."""

    def __init__(self, message: str, seq: int) -> None:
        super().__init__(message)
        self.seq = seq


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says while the journal is opened into a `JournalError` with a way out."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise JournalBusyError(
                f"another kiosk is already using {path}: stop it first, or set another path"
            ) from error
        raise JournalError(f"cannot use {path} ({error}): check the disk and the file's owner") from error
    except OSError as error:
        raise JournalError(f"cannot write beside {path} ({error.strerror}): check the disk") from error
    except (sqlite3.DatabaseError, ValueError, TypeError) as error:
        raise JournalCorruptError(
            f"{path} is not a readable journal ({error}): set it aside and restore the last backup"
        ) from error


def connect(path: Path, *, make: bool) -> sqlite3.Connection:
    """Open the file for this process alone; with `make`, make it if it does not exist.

    Raises:
        JournalError: one of the kinds above.
    """
    if not make and not path.is_file():
        raise JournalError(f"there is no journal at {path}: check the path in the kiosk's settings")
    try:
        connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise JournalError(
            f"cannot open {path} ({error}): check that the folder exists and is ours"
        ) from error
    try:
        with clear_errors(path):
            _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    connection.row_factory = sqlite3.Row
    return connection


def version_of(connection: sqlite3.Connection) -> int:
    """Tell by which version of the schema the journal was made."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def key_beside(path: Path, connection: sqlite3.Connection, *, make: bool) -> bytes:
    """Read the 32 bytes that seal the journal, from `<name>.key`; with `make`, draw them for a new one.

    Raises:
        JournalKeyError: the file is missing, has another length or can be read by others.
    """
    unused = connection.execute("SELECT 1 FROM events LIMIT 1").fetchone() is None
    path = path.with_name(f"{path.name}.key")
    try:
        if make and unused and not path.exists():
            # On the disk before the first event, as no event outlives the loss of its key.
            write_private_file(path, secrets.token_bytes(32))
        if path.stat().st_mode & 0o077:
            raise JournalKeyError(f"{path} can be read by other accounts: run chmod 600 {path}")
        key = path.read_bytes()
    except FileNotFoundError as error:
        raise JournalKeyError(f"the journal's key {path} is missing: restore it from the backup") from error
    except OSError as error:
        raise JournalKeyError(f"cannot use the journal's key {path} ({error.strerror})") from error
    if len(key) != 32:
        raise JournalKeyError(
            f"the journal's key {path} has {len(key)} bytes instead of 32: restore it from the backup"
        )
    return key


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    commits = commits_in(path.with_name(f"{path.name}-wal"))
    for name, value in _PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    connection.execute("BEGIN IMMEDIATE")
    version = version_of(connection)
    application_id, tables = (
        connection.execute(sql).fetchone()[0]
        for sql in ("PRAGMA application_id", "SELECT count(*) FROM sqlite_schema")
    )
    if application_id == APPLICATION_ID and version > SCHEMA_VERSION:
        raise JournalTooNewError(
            f"{path} was written by a later kiosk (version {version}, not {SCHEMA_VERSION}): update this one"
        )
    if tables and (application_id != APPLICATION_ID or version < 1):
        raise JournalCorruptError(f"{path} is a database, but not a kiosk's journal: set another path")
    if not tables:
        execute_all(connection, SCHEMA)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")
    if commits:
        _, readable, _ = connection.execute("PRAGMA wal_checkpoint").fetchone()
        if sum(commit > readable for commit in commits) > 1:
            raise JournalCorruptError(
                f"the log of {path} is damaged and hides its last commits: keep both for the investigation"
            )
    for name, value in _PRAGMAS.items():
        actual = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if actual != value:
            raise JournalError(
                f"{path}: SQLite keeps {name} at {actual} instead of {value}: use a local disk"
            )


def execute_all(connection: sqlite3.Connection, script: str) -> None:
    """Execute the statements of a script within the transaction that is open, if one is."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
