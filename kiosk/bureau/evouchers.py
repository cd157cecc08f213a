"""Electronic medical-insurance vouchers: codes that phones show, each good for one login within a minute."""

from datetime import datetime, timedelta
from hashlib import sha256

from kiosk.bureau.store import BureauStore, moment
from kiosk.domain.secret import Secret

_LIFE = timedelta(minutes=1)


class EVouchers:
    """The codes that are good now, kept as digests: who reads the store cannot log in with them."""

    def __init__(self, store: BureauStore) -> None:
        self._store = store

    def issue(self, person: str, code: Secret, now: datetime) -> None:
        """Let a phone show `code` for `person`; call it in a transaction."""
        self._store.db.execute("delete from evoucher_codes where expires_at <= ?", (moment(now),))
        self._store.db.execute(
            "insert into evoucher_codes values (?, ?, ?)", (_digest(code), person, moment(now + _LIFE))
        )

    def redeem(self, code: Secret, now: datetime) -> str | None:
        """Use a code up and tell whose it is; None if it is unknown, too old or used. In a transaction."""
        row = self._store.row(
            "delete from evoucher_codes where digest = ? returning person, expires_at", _digest(code)
        )
        return row["person"] if row and row["expires_at"] > moment(now) else None


def _digest(code: Secret) -> str:
    return sha256(code.reveal().encode()).hexdigest()
