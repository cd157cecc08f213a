"""What the bureau holds of faces: photos, and who consented to what and was recognised when."""

from datetime import datetime

from kiosk.bureau.store import BureauStore, moment
from kiosk.domain.people import CardPhoto, FaceMatch, ReferencePhoto


class FaceRecords:
    """Photos and the record of their use; call everything in a transaction."""

    def __init__(self, store: BureauStore) -> None:
        self._store = store

    def take_up(self, person: str, photo: ReferencePhoto) -> None:
        """Keep a person's photo, as their identity card has it, in place of an earlier one."""
        self._store.db.execute("insert or replace into photos values (?, ?)", (person, photo.file))

    def photo(self, person: str) -> ReferencePhoto | None:
        """Give a person's photo, if there is one."""
        row = self._store.row("select file from photos where person = ?", person)
        return ReferencePhoto(row["file"]) if row else None

    def consented(self, person: str, consent: str, now: datetime) -> None:
        """Write down that a person consented to the text of this version."""
        self._record(person, "consented", consent, now)

    def recognised(self, person: str, match: FaceMatch, now: datetime) -> None:
        """Write down that a kiosk recognised a person, and by which thresholds."""
        self._record(person, "recognised", match.calibration, now)

    def keep_card_photo(self, person: str, photo: CardPhoto, consent: str, now: datetime) -> None:
        """Keep a photo for a person's next card, in place of an earlier one, with the consent to it."""
        self._store.db.execute(
            "insert or replace into card_photos values (?, ?, ?, ?)",
            (person, moment(now), consent, photo.file),
        )

    def card_photo(self, person: str) -> CardPhoto | None:
        """Give the photo that waits for a clerk to check it, if there is one."""
        row = self._store.row("select file from card_photos where person = ?", person)
        return CardPhoto(row["file"]) if row else None

    def _record(self, person: str, what: str, detail: str, now: datetime) -> None:
        self._store.db.execute(
            "insert into face_records values (?, ?, ?, ?)", (person, moment(now), what, detail)
        )
