"""Attempts on the disk, so that a restart unlocks nobody: a keyed hash of who it is, a number and a time.

A plain hash of an identity number could be tried out in seconds, hence the key. Nothing of a face is here.
"""

import hmac
import secrets
import sqlite3
from datetime import datetime
from pathlib import Path

from kiosk.domain.clock import Clock
from kiosk.domain.secret import Secret
from kiosk.faces.attempts import Attempts, Standing, after_failure, forget_old, standing
from kiosk.faces.rules import AttemptRules
from kiosk.private_file import write_private_file
from kiosk.technician_error import TechnicianError

_KEY_BYTES = 32
_TABLE = """
CREATE TABLE IF NOT EXISTS attempts (
    card TEXT PRIMARY KEY,
    failed INTEGER NOT NULL,
    last_failed TEXT NOT NULL
) STRICT
"""


class AttemptStore:
    """One for a kiosk; used by one thread at a time.

    Args:
        folder: where `face-attempts.db` and its key are, made if they do not exist.
        clock: dates the failures.
        rules: how many, how long.

    Raises:
        TechnicianError: they cannot be used; the text says how to mend it.
    """

    def __init__(self, folder: Path, clock: Clock, rules: AttemptRules) -> None:
        self._clock = clock
        self._rules = rules
        path = folder / "face-attempts.db"
        try:
            self._key = _key_at(folder / "face-attempts.key")
            self._database = sqlite3.connect(path, isolation_level=None)
            self._database.execute("PRAGMA synchronous = FULL")
            self._database.execute(_TABLE)
        except (OSError, sqlite3.Error) as error:
            message = f"{path} cannot be used ({error}); check the folder, or remove the file to start anew"
            raise TechnicianError(message) from error

    def standing(self, holder: Secret, failed_in_visit: int) -> Standing:
        """Tell whether another attempt is allowed."""
        return standing(self._read(holder), failed_in_visit, self._clock.now(), self._rules)

    def failed(self, holder: Secret) -> None:
        """Count an attempt that failed; on the disk when this returns."""
        now = self._clock.now()
        counted = after_failure(self._read(holder), now, self._rules)
        row = (self._name(holder), counted.failed, now.isoformat())
        with self._database:
            self._database.execute("BEGIN IMMEDIATE")
            self._forget_old(now)
            self._database.execute("INSERT OR REPLACE INTO attempts VALUES (?, ?, ?)", row)

    def succeeded(self, holder: Secret) -> None:
        """Forget what failed before."""
        self._database.execute("DELETE FROM attempts WHERE card = ?", (self._name(holder),))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _read(self, holder: Secret) -> Attempts:
        select = "SELECT failed, last_failed FROM attempts WHERE card = ?"
        row = self._database.execute(select, (self._name(holder),)).fetchone()
        return Attempts(row[0], datetime.fromisoformat(row[1])) if row else Attempts()

    def _forget_old(self, now: datetime) -> None:
        rows = self._database.execute("SELECT card, failed, last_failed FROM attempts").fetchall()
        for card, failed, last_failed in rows:
            attempts = Attempts(failed, datetime.fromisoformat(last_failed))
            if forget_old(attempts, now, self._rules) == Attempts():
                self._database.execute("DELETE FROM attempts WHERE card = ?", (card,))

    def _name(self, holder: Secret) -> str:
        return hmac.digest(self._key, holder.reveal().encode(), "sha256").hex()


def _key_at(path: Path) -> bytes:
    if not path.exists():
        write_private_file(path, secrets.token_bytes(_KEY_BYTES))
    return path.read_bytes()
