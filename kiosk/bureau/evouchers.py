"""Electronic medical-insurance vouchers: codes that phones show, each good for one login within a minute."""

from datetime import datetime, timedelta
from hashlib import sha256

from kiosk.bureau.store import BureauStore, moment
from kiosk.domain.people import EVoucherActivation
from kiosk.domain.secret import Secret

_LIFE = timedelta(minutes=1)
_BINDING_LIFE = timedelta(minutes=5)


class EVouchers:
    """The codes that are good now, kept as digests: who reads the store cannot log in with them."""

    def __init__(self, store: BureauStore) -> None:
        self._store = store

    def activate(self, person: str, consent: str, code: Secret, now: datetime) -> EVoucherActivation:
        """Make a person's e-voucher active, and `code` what ties it to a phone. In a transaction."""
        expires_at = now + _BINDING_LIFE
        self._store.db.execute(
            "insert into evouchers values (?1, ?2, ?3, ?4, ?5) on conflict (person) do update"
            " set binding_digest = ?4, binding_expires_at = ?5",
            (person, moment(now), consent, _digest(code), moment(expires_at)),
        )
        return EVoucherActivation(code, expires_at)

    def bind(self, code: Secret, now: datetime) -> str | None:
        """Tie an e-voucher to the phone that scanned `code`, and tell whose it is. In a transaction."""
        row = self._store.row(
            "update evouchers set binding_digest = null where binding_digest = ? and binding_expires_at > ?"
            " returning person",
            _digest(code),
            moment(now),
        )
        return row["person"] if row else None

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
