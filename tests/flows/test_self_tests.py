"""The self-tests of the service menu: each device does what it is for, and nothing personal is kept."""

from pathlib import Path

import pytest

from tests.flows.id_photos import SIZE, decode_id_photos
from tests.flows.service_scenes import at_work, begin_self_test, enter
from tests.flows.visitor import Play, Visitor


def test_a_printer_without_paper_fails_its_self_test_and_says_what_to_do(play: Play, tmp_path: Path) -> None:
    async def story(visitor: Visitor) -> None:
        await enter(visitor, tmp_path)
        visitor.machine.world.devices.printer.take_paper_away()
        await visitor.clock.advance(5)
        await begin_self_test(visitor, "printer")
        await visitor.until(lambda: "自检没有通过" in visitor.words)
        assert "paper-out" in visitor.words
        await visitor.tap("main")
        assert "纸卷用完了" in visitor.words
        assert "自检没有通过，2026-11-02" in visitor.words
        assert "11-02 09:30:07 纸卷用完了" in visitor.words
        assert "Li Na" in visitor.words

    play(story)


def test_the_card_readers_self_test_tells_no_more_than_the_end_of_the_cards_number(
    play: Play, tmp_path: Path
) -> None:
    async def story(visitor: Visitor) -> None:
        await enter(visitor, tmp_path)
        await begin_self_test(visitor, "card_reader")
        await visitor.insert("c01_f23")
        await visitor.until(lambda: "自检通过" in visitor.words)
        number = visitor.machine.world.citizens["c01_f23"].card.number
        assert number not in visitor.words
        assert f"{number[-3:]}" in visitor.words

    play(story)


@pytest.mark.parametrize("device", ["card_reader", "identity_card_reader"])
def test_a_reader_that_sees_no_card_fails_its_self_test_by_the_word_of_a_person(
    play: Play, tmp_path: Path, device: str
) -> None:
    async def story(visitor: Visitor) -> None:
        await enter(visitor, tmp_path)
        await begin_self_test(visitor, device)
        await visitor.see("prompt")
        await visitor.tap("no")
        assert "自检没有通过" in visitor.words

    play(story)


def test_a_door_switch_that_sees_nothing_fails_the_self_test_by_the_word_of_a_person(
    play: Play, tmp_path: Path
) -> None:
    async def story(visitor: Visitor) -> None:
        await enter(visitor, tmp_path)
        await begin_self_test(visitor, "indicator_board")
        await visitor.clock.advance(2)
        await visitor.settle()
        await visitor.tap("main")
        await visitor.see("prompt")
        await visitor.tap("no")
        assert "自检没有通过" in visitor.words

    play(story)


def test_whether_the_voice_was_heard_is_asked_once_it_has_spoken(play: Play, tmp_path: Path) -> None:
    async def story(visitor: Visitor) -> None:
        await enter(visitor, tmp_path)
        await begin_self_test(visitor, "announcer")
        await visitor.see("wait")
        await visitor.see("status")
        await visitor.tap("main")
        assert "自检通过" in visitor.words

    play(story)


async def read_id_card(visitor: Visitor, data: Path) -> None:
    """Come to the page with the photo, or what stands for it."""
    await enter(visitor, data)
    await begin_self_test(visitor, "identity_card_reader")
    visitor.machine.world.put_identity_card("c01_f23")
    await visitor.see("photo")


def test_the_id_card_readers_self_test_tells_no_more_than_the_end_of_the_number(
    play: Play, tmp_path: Path
) -> None:
    async def story(visitor: Visitor) -> None:
        await read_id_card(visitor, tmp_path)
        await visitor.tap("main")
        assert "自检通过" in visitor.words
        assert visitor.machine.world.citizens["c01_f23"].identity_number not in visitor.words
        assert "林" not in visitor.words

    play(story)


def test_an_id_photo_that_cannot_be_decoded_has_a_drawing_in_its_place(play: Play, tmp_path: Path) -> None:
    async def story(visitor: Visitor) -> None:
        await read_id_card(visitor, tmp_path)
        assert visitor.view["picture"] == "id-photo"
        assert visitor.mirror.image().isNull()
        await visitor.tap("main")
        assert "照片没有解码" in visitor.words

    play(story)


@pytest.mark.parametrize(
    ("answer", "said"), [("main", "自检通过"), ("no", "自检没有通过"), ("back", "身份证阅读器")]
)
def test_an_id_photo_that_was_decoded_is_compared_by_a_person_and_then_forgotten(
    play: Play, tmp_path: Path, answer: str, said: str
) -> None:
    async def story(visitor: Visitor) -> None:
        decode_id_photos(visitor)
        await read_id_card(visitor, tmp_path)
        assert visitor.view["picture"] is None
        assert visitor.mirror.image().size().toTuple() == SIZE
        await visitor.tap(answer)
        assert said in visitor.words
        assert visitor.mirror.image().isNull()

    play(story)


def test_the_analysis_of_faces_is_tested_by_the_recording_of_somebody_and_two_photos(
    play: Play, tmp_path: Path
) -> None:
    async def story(visitor: Visitor) -> None:
        await enter(visitor, tmp_path)
        await begin_self_test(visitor, "faces")
        await at_work(visitor)
        assert "自检通过" in visitor.words
        assert "用别人照片认不出。" in visitor.words
        assert "缺少的部件" not in visitor.words

    play(story)


def test_the_scanners_self_test_keeps_nothing_of_the_code(play: Play, tmp_path: Path) -> None:
    async def story(visitor: Visitor) -> None:
        await enter(visitor, tmp_path)
        await begin_self_test(visitor, "code_scanner")
        visitor.machine.world.hold_code("13012345678901234567")
        await visitor.until(lambda: "自检通过" in visitor.words)
        assert "20 个字符" in visitor.words
        await visitor.tap("language-en")
        assert "20 characters" in visitor.words
        assert "1301234" not in visitor.words + (tmp_path / "self-tests.json").read_text()

    play(story)


def test_the_camera_passes_when_a_person_finds_its_picture_clear(play: Play, tmp_path: Path) -> None:
    async def story(visitor: Visitor) -> None:
        await enter(visitor, tmp_path)
        await begin_self_test(visitor, "camera")
        await visitor.clock.advance(3)
        await visitor.settle()
        await visitor.tap("main")
        await visitor.until(lambda: "自检通过" in visitor.words)

    play(story)


def test_a_device_that_reports_no_fault_and_failed_its_self_test_is_not_shown_as_well(
    play: Play, tmp_path: Path
) -> None:
    async def story(visitor: Visitor) -> None:
        await enter(visitor, tmp_path)
        await begin_self_test(visitor, "camera")
        await visitor.tap("no", "main", "back")
        pictures = {choice["id"]: choice["picture"] for choice in visitor.view["choices"]}
        assert (pictures["device-camera"], pictures["device-announcer"]) == ("care", "done")
        await visitor.tap("back")
        assert "1 台不正常" in visitor.words

    play(story)


def test_the_terminal_passes_by_not_knowing_a_trade_that_never_was(play: Play, tmp_path: Path) -> None:
    async def story(visitor: Visitor) -> None:
        await enter(visitor, tmp_path)
        await begin_self_test(visitor, "payment_terminal")
        await visitor.until(lambda: "自检通过" in visitor.words)

    play(story)
