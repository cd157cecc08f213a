"""The commands that measure: right numbers from known scores, and clear words for what cannot be measured."""

import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cli import main
from kiosk.faces.answers import Action
from kiosk.faces.calibration import load_calibration
from kiosk.faces.evaluation.calibrate import as_toml
from kiosk.faces.evaluation.clips import find_clips
from kiosk.faces.evaluation.curves import Histogram, accuracy_by_folds
from kiosk.faces.evaluation.pictures import EvaluationError, find_people, read_pairs
from tests.faces.citizens import ASSETS
from tests.faces.engines import CONFIG, rendered

CITIZENS = ("c02_m26", "c03_m31", "c08_f52")
PAIRS = "1\t2\nMr_c02 1 2\nMr_c03 2 1\nMr_c02 1 Mr_c03 1\nMr_c02 2 Mr_c08 1\n"


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people")
    for citizen in CITIZENS:
        name = f"Mr_{citizen[:3]}"
        (folder / name).mkdir()
        shutil.copy(ASSETS / f"{citizen}.jpg", folder / name / f"{name}_0001.jpg")
        shutil.copy(ASSETS / citizen / "live_1.jpg", folder / name / f"{name}_0002.jpg")
    return folder


def histogram(same: list[float], different: list[float]) -> Histogram:
    counted = Histogram()
    counted.add(np.array(same), same=True)
    counted.add(np.array(different), same=False)
    return counted


def test_scores_that_do_not_overlap_have_no_errors() -> None:
    counted = histogram([0.5, 0.6], [0.1, 0.2])
    assert counted.equal_error_rate() == 0
    point = counted.at_fmr(0.001)
    assert 0.2 < point.threshold <= 0.5
    assert (point.fmr, point.fnmr) == (0, 0)


def test_rates_are_shares_of_each_kind() -> None:
    counted = histogram([0.1, 0.5, 0.6, 0.7], [0.0, 0.2, 0.3, 0.55])
    point = counted.at_threshold(0.4)
    assert (point.fmr, point.fnmr) == (0.25, 0.25)
    assert counted.at_fmr(0.25).fnmr == 0.25
    assert counted.at_fmr(0.0).fnmr == 0.5


@given(
    st.lists(st.floats(-1.3, 0.7), min_size=1, max_size=40),
    st.lists(st.floats(-1.3, 0.7), min_size=1, max_size=40),
    st.floats(0, 1),
)
def test_a_threshold_keeps_the_rate_it_was_asked_for(
    same: list[float], different: list[float], fmr: float
) -> None:
    counted = histogram(same, different)
    point = counted.at_fmr(fmr)
    assert point.fmr <= fmr
    # A bin is 0.0001 wide: a score within one of the threshold may count on either side.
    assert sum(score >= point.threshold + 0.0002 for score in different) / len(different) <= fmr


def test_accuracy_takes_each_folds_threshold_from_the_others() -> None:
    scores = np.array([0.9, 0.1, 0.8, 0.2, 0.3, 0.7])
    same = np.array([True, False, True, False, True, False])
    assert accuracy_by_folds(scores, same, np.array([0, 0, 1, 1, 2, 2])) == [1.0, 1.0, 0.5]


def test_a_picture_without_a_face_is_never_a_match() -> None:
    scores = np.array([-np.inf, -np.inf])
    assert accuracy_by_folds(scores, np.array([True, False]), np.zeros(2, np.int64)) == [0.5]


def test_evaluate_prints_every_matcher_and_the_library_beside(
    people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = tmp_path / "pairs.txt"
    pairs.write_text(PAIRS, encoding="utf-8")
    assert main(["faces", "evaluate", str(people), "--pairs", str(pairs)]) == 0
    printed = capsys.readouterr().out
    assert "a face found in 100.00 %" in printed
    for words in ("both encoders", "SFace alone", "dlib alone", "at its own 0.6: FMR", "accuracy 100.00 %"):
        assert words in printed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1: must be '10 300'"),
        ("ten 300\n", "line 1: must be '10 300'"),
        ("1 2\nMr_c02 1 2\n", "line 1: '1 2' means 4 pairs, but 1 follow"),
        (
            PAIRS.replace("Mr_c03 2 1", "Mr_c33 2 1"),
            "line 3: nobody is called 'Mr_c33'; did you mean 'Mr_c03'?",
        ),
        (PAIRS.replace("Mr_c03 2 1", "Mr_c03 2 9"), "line 3: Mr_c03 has no picture 9 ('Mr_c03_0009')"),
        (PAIRS.replace("Mr_c03 2 1", "Mr_c03 2 x"), "line 3: 'x' is not the number of a picture"),
        (PAIRS.replace("Mr_c03 2 1", "Mr_c03 2"), "line 3: has 2 words; write 'Name 1 4'"),
    ],
)
def test_a_wrong_line_of_a_pairs_file_is_named(people: Path, tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "pairs.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(EvaluationError) as error:
        read_pairs(file, find_people(people))
    assert f"{file}" in str(error.value)
    assert words in str(error.value)


def test_a_pairs_file_that_is_none_is_named(people: Path, tmp_path: Path) -> None:
    file = tmp_path / "pairs.txt"
    file.write_bytes(b"\xff\xfe\x00")
    for path in (file, tmp_path / "absent.txt"):
        with pytest.raises(EvaluationError, match="cannot be read as text"):
            read_pairs(path, find_people(people))


@pytest.mark.parametrize("command", ["evaluate", "attack"])
def test_a_folder_that_cannot_be_used_is_named(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in (tmp_path / "absent", tmp_path):
        assert main(["faces", command, str(folder)]) == 2
        assert str(folder) in capsys.readouterr().err


def test_too_few_people_calibrate_nothing(
    people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new.toml"
    assert main(["faces", "calibrate", str(people), "--id", "too-few", "--out", str(out)]) == 2
    assert "12 comparisons of two people" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("path", sorted((CONFIG / "calibrations").glob("*.toml")), ids=lambda path: path.stem)
def test_a_calibration_that_is_written_reads_the_same(path: Path, tmp_path: Path) -> None:
    calibration = load_calibration(path)
    written = tmp_path / "written.toml"
    written.write_text(as_toml(calibration), encoding="utf-8")
    assert load_calibration(written) == calibration
    assert calibration.id == path.stem
    assert calibration.measured_on <= date(2026, 12, 31)


def test_the_product_is_not_tuned_on_the_renders() -> None:
    product = load_calibration(CONFIG / "calibrations" / "chinese-webcam-faces.toml")
    assert product.match.fused_at_least == 0.165
    assert product.match.fused_at_least != rendered().match.fused_at_least


def test_attack_gives_an_error_rate_for_each_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind, name, source in (
        ("bona-fide", "turn-left-c08", "turn_left"),
        ("printed-photo", "c08", "attack_print"),
    ):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / name).symlink_to(ASSETS / "c08_f52" / source)
    calibration = str(CONFIG / "calibrations" / "rendered-citizens.toml")
    assert main(["faces", "attack", str(tmp_path), "--calibration", calibration]) == 0
    printed = capsys.readouterr().out
    assert "bona-fide: BPCER 0.0% (0 of 1), BPNRR 0.0%" in printed
    assert "printed-photo: APCER 0.0% (0 of 20), APNRR 0.0%" in printed
    assert "highest APCER: 0.0%, printed-photo" in printed


def test_a_real_clip_must_say_which_movement_it_shows(tmp_path: Path) -> None:
    (tmp_path / "bona-fide" / "turn-lift-01").mkdir(parents=True)
    with pytest.raises(EvaluationError, match="did you mean 'turn-left'"):
        find_clips(tmp_path)
    (tmp_path / "bona-fide" / "turn-lift-01").rename(tmp_path / "bona-fide" / "shake-head-01")
    assert [clip.action for clip in find_clips(tmp_path)] == [Action.SHAKE_HEAD]
