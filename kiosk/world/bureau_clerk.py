"""What happens at the simulated bureau while a citizen stands at the kiosk."""

import sqlite3
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from secrets import token_urlsafe

from kiosk.bureau.evouchers import EVouchers
from kiosk.bureau.face_records import FaceRecords
from kiosk.bureau.rules import SettledBy
from kiosk.bureau.store import BureauStore
from kiosk.domain.bills import Discount
from kiosk.domain.money import Fen
from kiosk.domain.people import CardPhoto, ReferencePhoto
from kiosk.domain.secret import Secret

_CODE_BYTES = 21
"""28 characters; the real format is the platform's own, and nobody here reads it."""


class BureauClerk:
    """A clerk with the bureau's book open. Call it on the kiosk's loop, where the store is used."""

    def __init__(self, store: BureauStore) -> None:
        self._store = store

    def change_bill(self, bill_id: str, gross_fen: Fen, discounts: tuple[Discount, ...] = ()) -> None:
        """Give a bill another amount; its version grows.

        Raises:
            KeyError: there is no such bill.
        """
        bill = self._store.bill(bill_id)
        net_fen = Fen(gross_fen - sum(discount.fen for discount in discounts))
        changed = replace(
            bill, version=bill.version + 1, gross_fen=gross_fen, discounts=discounts, net_fen=net_fen
        )
        with self._store.transaction():
            self._store.rewrite_bill(changed)

    def show_evoucher(self, person: str, now: datetime) -> str:
        """Have a citizen's phone show a new e-voucher, and give its code."""
        code = token_urlsafe(_CODE_BYTES)
        with self._store.transaction():
            EVouchers(self._store).issue(person, Secret(code), now)
        return code

    def bind_evoucher(self, code: str, now: datetime) -> str | None:
        """Have a phone scan the code of an activation, and tell whose e-voucher it shows from now on."""
        with self._store.transaction():
            return EVouchers(self._store).bind(Secret(code), now)

    def card_photo(self, person: str) -> CardPhoto | None:
        """Look at the photo that a citizen has handed in for their next card."""
        return FaceRecords(self._store).card_photo(person)

    def settle_elsewhere(self, bill_id: str) -> bool:
        """Take the money for a bill at another place, whoever has it locked; False if it is paid already.

        Raises:
            KeyError: there is no such bill.
        """
        self._store.bill(bill_id)
        try:
            with self._store.transaction():
                self._store.settle(bill_id, SettledBy.ELSEWHERE)
        except sqlite3.IntegrityError:
            return False
        return True

    def take_up_photos(self, folder: Path) -> None:
        """Keep each photo in a folder whose name is that of a person without one."""
        records = FaceRecords(self._store)
        with self._store.transaction():
            for path in folder.glob("*.jpg"):
                known = self._store.row("select 1 from persons where person = ?", path.stem)
                if known and records.photo(path.stem) is None:
                    records.take_up(path.stem, ReferencePhoto(path.read_bytes()))
