"""Which of the good frames are compared: the best of each part of the time."""

import numpy as np

from kiosk.faces.best_frame import BestFrame
from kiosk.faces.face import Box, Face, FivePoints
from kiosk.faces.picture import Picture

PART = 0.1
FACE = Face(Box(0, 0, 9, 9), FivePoints((2, 2), (6, 2), (4, 4), (2, 6), (6, 6)), 0.9)


def picture(grey: int) -> Picture:
    return np.full((9, 9, 3), grey, np.uint8)


def test_the_best_frame_is_chosen_when_its_part_of_the_time_is_over() -> None:
    best = BestFrame(PART)
    for worth, seconds in ((2.0, 5.0), (3.0, 5.04), (1.0, 5.08)):
        best.offer(picture(int(worth)), FACE, worth, seconds)
        assert best.chosen(seconds) is None
    chosen = best.chosen(5.12)
    assert chosen is not None
    assert chosen.worth == 3.0


def test_a_part_that_passed_while_the_last_frame_was_described_ends_with_the_next_good_one() -> None:
    best = BestFrame(PART)
    best.offer(picture(1), FACE, 1.0, 0.0)
    best.go_on(0.12)
    assert best.chosen(0.5) is None
    best.offer(picture(2), FACE, 2.0, 0.5)
    assert best.chosen(0.5) is not None


def test_a_part_that_is_not_over_waits_for_a_better_one() -> None:
    best = BestFrame(PART)
    best.offer(picture(1), FACE, 1.0, 0.0)
    best.go_on(0.12)
    best.offer(picture(2), FACE, 2.0, 0.2)
    assert best.chosen(0.2) is None
    assert best.chosen(0.23) is not None


def test_frames_are_copies_that_are_overwritten_once_they_are_not_the_best() -> None:
    best = BestFrame(PART)
    shown = picture(7)
    best.offer(shown, FACE, 1.0, 0.0)
    assert best.frame is not None
    held = best.frame.picture
    best.offer(picture(8), FACE, 2.0, 0.0)
    last = best.frame.picture
    best.go_on(0.0)
    assert not held.any()
    assert not last.any()
    assert shown.all()
