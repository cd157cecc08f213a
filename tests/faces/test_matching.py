"""Two templates are compared by every encoder that saw both, and what is no number is never a match."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.faces.calibration import MatchThresholds
from kiosk.faces.matching import Likeness, compare
from kiosk.faces.template import SIZE, Embedding, Template, is_usable, mean

THRESHOLDS = MatchThresholds(
    fused_at_least=0.165,
    cosine_at_least=0.363,
    distance_at_most=0.45,
    cosine_alone_at_least=0.418,
    distance_alone_at_most=0.35,
)


def direction(seed: int) -> Embedding:
    numbers = np.random.default_rng(seed).normal(size=SIZE)
    return np.asarray(numbers / np.linalg.norm(numbers))


FACE = Template(direction(1), direction(1))
WRONG = {
    "not a number": np.full(SIZE, np.nan),
    "one not a number": np.where(np.arange(SIZE) == 3, np.nan, 0.1),
    "infinite": np.full(SIZE, np.inf),
    "all zero": np.zeros(SIZE),
    "too short": np.ones(3),
}


def test_a_face_matches_itself() -> None:
    likeness = compare(FACE, FACE)
    assert likeness is not None
    assert likeness.is_match(THRESHOLDS)


def test_two_directions_do_not_match() -> None:
    likeness = compare(FACE, Template(direction(2), direction(2)))
    assert likeness is not None
    assert not likeness.is_match(THRESHOLDS)


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_an_embedding_that_is_none_is_never_compared(wrong: Embedding) -> None:
    good = direction(1)
    assert compare(Template(wrong, good), FACE) is None
    assert compare(FACE, Template(good, wrong)) is None
    assert compare(Template(wrong, None), Template(wrong, None)) is None
    assert not is_usable(Template(wrong, good))


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=SIZE, max_size=SIZE))
def test_no_list_of_numbers_breaks_the_comparison(numbers: list[float]) -> None:
    with np.errstate(all="ignore"):
        likeness = compare(Template(np.array(numbers), None), Template(direction(1), None))
    assert likeness is None or np.isfinite(numbers).all()


def test_without_a_common_encoder_nothing_can_be_said() -> None:
    assert compare(Template(direction(1), None), Template(None, direction(1))) is None
    assert not is_usable(Template(None, None))


@pytest.mark.parametrize(
    ("cosine", "distance", "match"),
    [
        (0.60, 0.40, True),
        (0.36, 0.10, False),  # SFace objects, though the fused score would do
        (0.95, 0.46, False),  # dlib objects
        (0.40, 0.44, False),  # neither objects, but together they are too weak
        (0.42, None, True),
        (0.41, None, False),
        (None, 0.35, True),
        (None, 0.36, False),
        (None, None, False),
        (float("nan"), 0.1, False),
        (0.9, float("nan"), False),
    ],
)
def test_each_set_of_encoders_has_its_own_rule(
    cosine: float | None, distance: float | None, *, match: bool
) -> None:
    assert Likeness(cosine, distance).is_match(THRESHOLDS) == match


def test_the_mean_counts_an_encoder_only_if_it_saw_every_picture() -> None:
    averaged = mean([Template(direction(1), direction(1)), Template(direction(2), None)])
    assert averaged.dlib is None
    assert averaged.sface is not None
    assert np.linalg.norm(averaged.sface) == pytest.approx(1)


def test_opposite_faces_average_to_nothing_that_can_match() -> None:
    averaged = mean([Template(direction(1), None), Template(-direction(1), None)])
    assert not is_usable(averaged)


def test_a_wiped_template_holds_nothing_and_matches_nothing() -> None:
    template = Template(direction(1), direction(1))
    template.wipe()
    assert compare(template, FACE) is None


def test_a_template_does_not_show_its_numbers() -> None:
    assert "0." not in repr(FACE)
