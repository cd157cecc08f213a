"""Taking a photo for the social-security card."""

import asyncio
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from kiosk.config import ASSETS, FOLDER, load_settings
from kiosk.devices.ports import DeviceKind
from kiosk.devices.simulators.camera import SIMULATED_CAMERA
from kiosk.domain.people import CardPhoto
from kiosk.domain.words import Language
from kiosk.faces import ReferenceProblem
from kiosk.faces.photo import read_photo
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.payment import card_photo
from kiosk.world.bureau_clerk import BureauClerk
from kiosk.world.camera_scene import Manner
from tests.flows.face_scenes import CITIZEN, analysis
from tests.flows.visitor import Play, Visitor, standing_before_a_kiosk

CONSENTS = {"2026-11": "ddd57fe22333130f", "2026-11-22": "9cf5d8f3d57c5f90"}
"""The digest of what each version said."""
LONGEST_TRY = 130.0

pytestmark = pytest.mark.timeout(240)


def handed_in(visitor: Visitor) -> CardPhoto | None:
    """Look at the bureau for the citizen's photo."""
    return BureauClerk(visitor.machine.bureau.store).card_photo(CITIZEN)


def pictures_on_disk(folder: Path) -> Iterator[str]:
    """Name the files that hold a JPEG; the bureau's own book has the photos of everybody's ID cards."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith("bureau.db") and b"\xff\xd8\xff" in path.read_bytes():
            yield path.name


async def ask_for_photo(visitor: Visitor) -> None:
    """Log in and choose the service."""
    await visitor.log_in(CITIZEN)
    await visitor.see("bills")
    await visitor.tap("other-services")
    await visitor.until(lambda: visitor.view["choices"][-1]["enabled"])
    await visitor.tap("card-photo")


async def stand_and_agree(visitor: Visitor, manner: Manner = Manner.WHITE_SCREEN) -> None:
    """Come before the camera."""
    visitor.machine.world.stand_before_camera(CITIZEN, manner)
    await ask_for_photo(visitor)
    await visitor.tap("main")
    await visitor.see("face")


async def reach_photo(visitor: Visitor) -> None:
    """Come to the page that shows the photo."""
    await stand_and_agree(visitor)
    await visitor.see("photo")


def test_the_photo_that_is_kept_is_of_the_size_of_the_card_and_waits_for_a_clerk(
    play: Play, tmp_path: Path
) -> None:
    async def story(visitor: Visitor) -> None:
        await reach_photo(visitor)
        assert handed_in(visitor) is None
        await visitor.tap("main")
        await visitor.see("status")
        photo = handed_in(visitor)
        assert photo is not None
        picture = read_photo(photo.file)
        assert not isinstance(picture, ReferenceProblem)
        assert picture.shape == (441, 358, 3)
        assert list(pictures_on_disk(tmp_path)) == []
        assert analysis(visitor)._process is None  # noqa: SLF001 with it all that it saw is gone

    play(story)


@pytest.mark.parametrize("way_out", ["no", "leave", "card"])
def test_a_photo_that_is_not_kept_is_nowhere(play: Play, tmp_path: Path, way_out: str) -> None:
    async def story(visitor: Visitor) -> None:
        await reach_photo(visitor)
        match way_out:
            case "card":
                visitor.machine.world.pull_card()
            case "leave":
                await visitor.tap("leave", "end-visit")
            case _:
                await visitor.tap("no")
        await visitor.until(lambda: visitor.screen != "photo")
        assert handed_in(visitor) is None
        assert list(pictures_on_disk(tmp_path)) == []
        assert analysis(visitor)._process is None  # noqa: SLF001 as above

    play(story)


def test_nothing_is_photographed_before_somebody_agrees(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.world.stand_before_camera(CITIZEN, Manner.WHITE_SCREEN)
        await ask_for_photo(visitor)
        assert visitor.screen == "consent"
        await visitor.clock.advance(10)
        assert visitor.screen == "consent"
        await visitor.tap("no")
        assert visitor.screen == "menu"

    play(story)


def test_who_stands_before_the_hall_is_told_so_and_after_a_minute_asked_to_try_again(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A minute has nine hundred pictures otherwise, and each is looked at.
    slow = replace(SIMULATED_CAMERA, frames_per_second=3)
    monkeypatch.setattr("kiosk.devices.simulators.camera.SIMULATED_CAMERA", slow)

    async def story(visitor: Visitor) -> None:
        await stand_and_agree(visitor, Manner.STARES)
        await visitor.until(lambda: "您身后不是白色的" in visitor.words)
        await visitor.see("status", LONGEST_TRY)
        assert "还没有拍成" in visitor.words
        assert "请站到白色背景板前面" in visitor.words
        visitor.machine.world.stand_before_camera(CITIZEN, Manner.WHITE_SCREEN)
        await visitor.tap("main")
        await visitor.see("photo")

    play(story)


def test_an_id_card_alone_is_not_enough(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.world.put_identity_card(CITIZEN)
        await visitor.until(lambda: "请拿走您的身份证" in visitor.words)
        visitor.machine.world.take_identity_card()
        await visitor.see("bills")
        await visitor.tap("other-services", "card-photo")
        assert "要先核验您的身份" in visitor.words
        await visitor.tap("main")
        assert visitor.screen == "menu"

    play(story)


def test_a_bureau_out_of_reach_is_asked_again_with_the_same_photo(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await reach_photo(visitor)
        visitor.machine.world.set_bureau(reachable=False)
        await visitor.tap("main")
        await visitor.see("status")
        visitor.machine.world.set_bureau(reachable=True)
        await visitor.tap("main")
        await visitor.until(lambda: "照片已交给社保中心" in visitor.words)
        assert handed_in(visitor) is not None

    play(story)


def test_a_camera_that_goes_is_told_and_the_service_is_not_offered_until_it_is_back(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await stand_and_agree(visitor, Manner.STARES)
        visitor.machine.world.set_plugged(DeviceKind.CAMERA, plugged=False)
        await visitor.see("status")
        assert "摄像头暂时不能用" in visitor.words
        assert "请到服务窗口拍照" in visitor.words
        await visitor.tap("main")
        await visitor.see("bills")
        await visitor.tap("other-services")
        assert visitor.view["choices"][-1]["reason"] == "摄像头暂时不能用"
        await visitor.tap("card-photo")
        assert visitor.screen == "menu"
        visitor.machine.world.set_plugged(DeviceKind.CAMERA, plugged=True)
        await visitor.until(lambda: visitor.view["choices"][-1]["enabled"], 120)

    play(story)


def test_an_analysis_that_dies_is_told(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await stand_and_agree(visitor, Manner.STARES)
        await visitor.until(lambda: "您身后不是白色的" in visitor.words)
        worker = analysis(visitor)._process  # noqa: SLF001 nobody else may reach it
        assert worker is not None
        os.kill(worker._process.pid, signal.SIGKILL)  # noqa: SLF001 as above
        await visitor.see("status")
        assert "暂时不能刷脸" in visitor.words

    play(story)


def test_a_kiosk_without_a_camera_does_not_offer_it(tmp_path: Path, keys: Path) -> None:
    settings = replace(load_settings(FOLDER / "simulator.toml"), camera=None)

    async def whole() -> None:
        async with standing_before_a_kiosk(tmp_path, keys, settings=settings) as visitor:
            await visitor.log_in(CITIZEN)
            await visitor.see("bills")
            await visitor.tap("other-services")
            assert [choice["id"] for choice in visitor.view["choices"]] == ["evoucher"]

    asyncio.run(whole())


def test_other_words_of_consent_are_another_version() -> None:
    catalogue, consent = Catalogue(ASSETS / "translations"), card_photo.CONSENT
    words = [
        catalogue.say(text, language)
        for language in Language
        for text in (consent.title, consent.sentence, *consent.points)
        if text
    ]
    digest = sha256("\n".join(words).encode()).hexdigest()[:16]
    assert digest == CONSENTS[card_photo.CONSENT_VERSION]
