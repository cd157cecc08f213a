"""Step 1 by face: consent, the mirror, and always another way."""

import asyncio
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.config import ASSETS, FOLDER, load_settings
from kiosk.domain.secret import Secret
from kiosk.domain.words import Language, Text
from kiosk.faces import Instruction, Reason
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.payment import face_login
from kiosk.flows.payment.face_words import INSTRUCTIONS, REASONS
from kiosk.world.camera_scene import Manner
from tests.flows.face_scenes import CITIZEN, analysis, reach_camera
from tests.flows.id_photos import decode_id_photos
from tests.flows.visitor import Play, Visitor, standing_before_a_kiosk

ATTACKED = "c08_f52"
CONSENTS = {"2026-11": "fcdc3e7fd58566a2"}
"""The digest of what each version said."""
LONGEST_ATTEMPT = 90.0

pytestmark = pytest.mark.timeout(240)


def records(visitor: Visitor) -> list[tuple[str, str]]:
    """List what the bureau wrote down of faces."""
    rows = visitor.machine.bureau.store.db.execute("select what, detail from face_records order by rowid")
    return [(row["what"], row["detail"]) for row in rows.fetchall()]


async def name_oneself(visitor: Visitor, citizen: str = CITIZEN) -> None:
    """Put the card in for a login by face."""
    await visitor.until(lambda: visitor.view["ways"][-1]["enabled"])
    await visitor.tap("way-face")
    await visitor.insert(citizen)
    await visitor.until(lambda: visitor.screen not in {"prompt", "wait"})


async def wait_for_the_end(visitor: Visitor) -> None:
    """Let an attempt come to its end."""
    await visitor.until(lambda: visitor.screen not in {"face", "wait"}, LONGEST_ATTEMPT)


def test_an_id_card_and_the_face_on_its_own_photo_log_in_where_the_bureau_has_none(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        world = visitor.machine.world
        visitor.machine.bureau.store.db.execute("delete from photos")
        decode_id_photos(visitor)
        world.stand_before_camera(CITIZEN)
        await visitor.until(lambda: visitor.view["ways"][-1]["enabled"])
        await visitor.tap("way-face")
        world.put_identity_card(CITIZEN)
        await visitor.see("consent")
        assert records(visitor) == []
        for _ in range(3):
            await visitor.tap("main")
            await visitor.see("face")
            await wait_for_the_end(visitor)
            if visitor.screen != "status":
                break
        assert "请拿走您的身份证" in visitor.words
        assert records(visitor)[0] == ("consented", face_login.CONSENT_VERSION)
        assert records(visitor)[-1] == ("recognised", "rendered-citizens")
        assert analysis(visitor)._process is None  # noqa: SLF001 with it all that it saw is gone

    play(story)


def test_a_photo_held_up_is_refused_each_time_and_after_three_times_only_another_way_is_left(
    play: Play,
) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.world.stand_before_camera(ATTACKED, Manner.PHOTO)
        await name_oneself(visitor, ATTACKED)
        for attempt in range(3):
            await visitor.tap("main")
            await visitor.see("face")
            await wait_for_the_end(visitor)
            assert visitor.screen == "status"
            assert visitor.view["main"]["words"] == ("再试一次" if attempt < 2 else "换一种方式登录")
        await visitor.tap("main")
        await visitor.see("pin")
        assert "recognised" not in [what for what, _ in records(visitor)]

    play(story)


def test_somebody_else_is_not_let_in_with_a_card_that_was_found(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.world.stand_before_camera(CITIZEN)
        await name_oneself(visitor, ATTACKED)
        await visitor.tap("main")
        await visitor.see("face")
        await wait_for_the_end(visitor)
        assert visitor.screen == "status"
        assert "recognised" not in [what for what, _ in records(visitor)]

    play(story)


@pytest.mark.parametrize(
    ("photo", "words"), [(None, "face-no-photo"), (b"\xff\xd8\xff\xe0", "face-unusable-photo")]
)
def test_without_a_photo_that_can_serve_another_way_is_all_that_is_left(
    play: Play, photo: bytes | None, words: str
) -> None:
    async def story(visitor: Visitor) -> None:
        records = visitor.machine.bureau.store.db
        if photo is None:
            records.execute("delete from photos")
        else:
            records.execute("update photos set file = ?", (photo,))
        visitor.machine.world.stand_before_camera(CITIZEN)
        await name_oneself(visitor)
        await visitor.tap("main")
        await visitor.see("status")
        catalogue = Catalogue(ASSETS / "translations")
        assert catalogue.say(Text(words), Language.CHINESE) in visitor.words
        assert "再试一次" not in visitor.words
        await visitor.tap("main")
        await visitor.see("pin")

    play(story)


def test_who_does_not_consent_types_the_pin_and_no_picture_is_taken(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await name_oneself(visitor)
        assert visitor.screen == "consent"
        await visitor.tap("face-skip")
        await visitor.see("pin")
        assert records(visitor) == []
        await visitor.type(visitor.machine.world.citizens[CITIZEN].card.pin)
        await visitor.tap("main")
        await visitor.see("bills")

    play(story)


def test_before_the_mirror_the_pin_is_one_touch_away(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await reach_camera(visitor)
        assert not {"score", "0.3"} & set(visitor.words.split())
        await visitor.tap("face-skip")
        await visitor.see("pin")

    play(story)


def test_a_card_pulled_before_the_mirror_ends_the_visit_and_the_analysis(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await reach_camera(visitor)
        visitor.machine.world.pull_card()
        await visitor.see("attract")
        assert analysis(visitor)._process is None  # noqa: SLF001 as above

    play(story)


def test_whoever_goes_back_to_the_first_page_leaves_nothing_there(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        world = visitor.machine.world
        world.stand_before_camera(CITIZEN)
        await visitor.until(lambda: visitor.view["ways"][-1]["enabled"])
        await visitor.tap("way-face")
        world.put_identity_card(CITIZEN)
        await visitor.see("consent")
        world.take_identity_card()
        await visitor.tap("main")
        await visitor.see("face")
        await visitor.tap("back")
        await visitor.see("prompt")
        await visitor.tap("back")
        await visitor.see("attract")
        await visitor.until(lambda: analysis(visitor)._process is None)  # noqa: SLF001 as above
        assert "Evidence" not in repr(vars(visitor.machine.engine))
        assert "ReferencePhoto" not in repr(vars(visitor.machine.engine))

    play(story)


def test_too_many_failures_lock_the_face_of_a_card_through_a_restart(tmp_path: Path, keys: Path) -> None:
    async def whole() -> None:
        async with standing_before_a_kiosk(tmp_path, keys) as visitor:
            number = Secret(visitor.machine.world.citizens[CITIZEN].identity_number)
            for _ in range(6):
                visitor.machine.attempts.failed(number)
        async with standing_before_a_kiosk(tmp_path, keys) as visitor:
            await name_oneself(visitor)
            assert visitor.screen == "status"
            assert "现在不能刷脸" in visitor.words
            await visitor.tap("main")
            await visitor.see("pin")

    asyncio.run(whole())


def test_a_kiosk_without_a_camera_does_not_offer_it(tmp_path: Path, keys: Path) -> None:
    settings = replace(load_settings(FOLDER / "simulator.toml"), camera=None)

    async def whole() -> None:
        async with standing_before_a_kiosk(tmp_path, keys, settings=settings) as visitor:
            assert visitor.view["ways"][-1]["enabled"] is False
            assert visitor.view["ways"][-1]["reason"]

    asyncio.run(whole())


def test_every_instruction_and_every_reason_has_its_words() -> None:
    assert set(INSTRUCTIONS) == set(Instruction)
    assert set(REASONS) == set(Reason)
    # Whose face was only lost is not told of another picture.
    assert REASONS[Reason.FACE_LOST] != REASONS[Reason.FACE_CHANGED]


def test_other_words_of_consent_are_another_version() -> None:
    catalogue = Catalogue(ASSETS / "translations")
    view = face_login._CONSENT  # noqa: SLF001 whose words are agreed to
    texts = [text for text in (view.title, view.sentence, *view.points) if isinstance(text, Text)]
    said = "\n".join(catalogue.say(text, language) for language in Language for text in texts)
    assert hashlib.sha256(said.encode()).hexdigest()[:16] == CONSENTS[face_login.CONSENT_VERSION]
