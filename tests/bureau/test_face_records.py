"""What the embedded bureau keeps of faces."""

import asyncio
from dataclasses import replace
from pathlib import Path

from kiosk.bureau.store import BureauStore
from kiosk.domain.people import CardPhoto
from tests.bureau.counter import RESIDENT, open_embedded
from tests.bureau.test_face_login import CARD, MATCH


def test_the_consent_is_written_down_before_the_photo_leaves_and_the_match_with_the_login(
    tmp_path: Path,
) -> None:
    counter = open_embedded(tmp_path)
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / f"{RESIDENT}.jpg").write_bytes(b"a photo")
    counter.clerk.take_up_photos(folder)
    asyncio.run(counter.bureau.reference_photo(CARD, "2026-11"))
    asyncio.run(counter.bureau.open_session(replace(CARD, face=MATCH)))
    counter.close()
    store = BureauStore(tmp_path / "bureau.db")
    rows = store.db.execute("select person, what, detail from face_records order by rowid").fetchall()
    store.close()
    assert [tuple(row) for row in rows] == [
        (RESIDENT, "consented", "2026-11"),
        (RESIDENT, "recognised", "rendered-citizens"),
    ]


def test_a_photo_for_a_card_stands_with_the_consent_to_it(tmp_path: Path) -> None:
    counter = open_embedded(tmp_path)
    session = asyncio.run(counter.log_in())
    asyncio.run(counter.bureau.keep_card_photo(session.session_id, CardPhoto(b"a photo"), "2026-11"))
    counter.close()
    store = BureauStore(tmp_path / "bureau.db")
    row = store.row("select * from card_photos")
    store.close()
    assert row == {
        "person": RESIDENT,
        "taken_at": "2026-11-22T09:30:00.000000+08:00",
        "consent": "2026-11",
        "file": b"a photo",
    }
