"""Whether a citizen has made the movement that was asked for: a pure judgement of what was measured."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby, pairwise, zip_longest
from typing import Final

from kiosk.faces.answers import Action
from kiosk.faces.calibration import MovementThresholds
from kiosk.faces.landmarks import Landmarks

_TURN_FRAMES: Final = 3
_MOUTH_FRAMES: Final = 4
_BRIEF_FRAMES: Final = 2
_SHAKE: Final = 0.8
"""How far to each side, as a share of a turn: who shakes the head turns it less."""
_STILL: Final = 0.5
"""How far from rest still counts as rest, as a share of the movement."""
_SHAKEN_WITHIN: Final = 2.5
"""Seconds from one side to the other; two turns, one after the other, are no shake."""
_CLOSED_SECONDS: Final = 1.0
"""Eyes closed for less have blinked."""
_BLINKS_WITHIN: Final = 3.0
"""Seconds; two blinks further apart may be anybody's own."""
_LIDS_STRETCH: Final = 0.1
"""By so much closed lids alone shorten the way from the eyes to the mouth: measured 0.02 to 0.09."""
_SHEET_STRETCH: Final = 1.12
"""A sheet of paper turned this far has narrowed by a tenth, and the eyes on it with it."""
_SHEET_TURN: Final = 0.10
"""A head that has narrowed so has moved its nose by more."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How a face differs from the same face at rest."""

    seconds: float
    turn: float
    """Of the nose, in eye distances; positive to the person's own left."""
    stretch: float
    """Eye-mouth ratio by that at rest: 1 at rest."""
    eyes: float
    """Openness by that at rest: 1 if open, or if not measured."""
    mouth: float
    """Openness less that at rest: 0 if closed, or if not measured."""


class Judgement(Enum):
    """What has become of a movement."""

    MADE = auto()
    TOO_EARLY = auto()
    WRONG = auto()


def shift(seconds: float, now: Landmarks, rest: Landmarks) -> Shift:
    """Compare a face with itself at rest.

    A sheet that is tilted lowers the eyes as a blink does, but the way from eyes to mouth with them: so the
    one is divided by the other.
    """
    stretch = now.eye_mouth_ratio / rest.eye_mouth_ratio if rest.eye_mouth_ratio else 1.0
    eyes = 1.0
    if now.eye_openness is not None and rest.eye_openness:
        eyes = now.eye_openness / rest.eye_openness / min(stretch + _LIDS_STRETCH, 1.0)
    mouth = 0.0
    if now.mouth_openness is not None and rest.mouth_openness is not None:
        mouth = now.mouth_openness - rest.mouth_openness
    return Shift(seconds, now.turn - rest.turn, stretch, eyes, mouth)


def is_at_rest(one: Shift, thresholds: MovementThresholds) -> bool:
    """Tell whether the head is where it was and the mouth closed; everybody may blink."""
    return abs(one.turn) < _STILL * thresholds.turn and one.mouth < _STILL * thresholds.open_mouth


def is_sheet(shifts: Sequence[Shift]) -> bool:
    """Tell whether the face narrows as a turned sheet does: the nose stays in the middle."""
    narrowed = _first(
        shifts, lambda one: one.stretch > _SHEET_STRETCH and abs(one.turn) < _SHEET_TURN, _TURN_FRAMES
    )
    return narrowed is not None


def is_movement(shifts: Sequence[Shift], thresholds: MovementThresholds) -> bool:
    """Tell whether there is any of the movements in it that nobody makes unasked."""
    turned = _first(shifts, lambda one: abs(one.turn) >= thresholds.turn, _TURN_FRAMES)
    opened = _first(shifts, lambda one: one.mouth >= thresholds.open_mouth, _MOUTH_FRAMES)
    return turned is not None or opened is not None


def judge(
    action: Action, asked: float, shifts: Sequence[Shift], reaction: float, thresholds: MovementThresholds
) -> Judgement | None:
    """Judge all that was measured since a movement was asked for; None while it may still come.

    Args:
        action: what was asked.
        asked: when, in the seconds of the shifts.
        shifts: every picture since.
        reaction: seconds that anyone needs before they begin.
        thresholds: how far is far enough.
    """
    turn, soonest = thresholds.turn, asked + reaction
    left = _first(shifts, lambda one: one.turn >= turn, _TURN_FRAMES)
    right = _first(shifts, lambda one: one.turn <= -turn, _TURN_FRAMES)
    mouth = _first(shifts, lambda one: one.mouth >= thresholds.open_mouth, _MOUTH_FRAMES)
    begun: float | None
    made: bool
    wrong: tuple[float | None, ...]
    match action:
        case Action.TURN_LEFT:
            begun, made, wrong = left, left is not None, (right, mouth)
        case Action.TURN_RIGHT:
            begun, made, wrong = right, right is not None, (left, mouth)
        case Action.OPEN_MOUTH:
            begun, made, wrong = mouth, mouth is not None, (left, right)
        case Action.SHAKE_HEAD:
            one_side = _first(shifts, lambda one: one.turn >= _SHAKE * turn, _BRIEF_FRAMES)
            other_side = _first(shifts, lambda one: one.turn <= -_SHAKE * turn, _BRIEF_FRAMES)
            sides = [side for side in (one_side, other_side) if side is not None]
            begun, wrong = min(sides, default=None), (mouth,)
            made = len(sides) == 2 and max(sides) - min(sides) <= _SHAKEN_WITHIN
        case Action.BLINK_TWICE | Action.CLOSE_EYES:
            # A blink that comes at once is anybody's own, and is not held against them.
            closures = [one for one in _closures(shifts, thresholds) if one.begun >= soonest]
            begun, wrong = None, (left, right, mouth)
            if action is Action.CLOSE_EYES:
                made = any(one.seconds >= _CLOSED_SECONDS for one in closures)
            else:
                made = _are_two_blinks(closures)
    if any(moment is not None for moment in wrong):
        return Judgement.WRONG
    if begun is not None and begun < soonest:
        return Judgement.TOO_EARLY
    return Judgement.MADE if made else None


def _first(shifts: Sequence[Shift], holds: Callable[[Shift], bool], frames: int) -> float | None:
    """Give when something began that held for so many pictures in a row."""
    for does, group in groupby(shifts, holds):
        run = list(group)
        if does and len(run) >= frames:
            return run[0].seconds
    return None


@dataclass(frozen=True, slots=True)
class _Closure:
    """Eyes closed for a while."""

    begun: float
    seconds: float
    over: bool


def _closures(shifts: Sequence[Shift], thresholds: MovementThresholds) -> list[_Closure]:
    straight = [one for one in shifts if abs(one.turn) < _STILL * thresholds.turn]
    runs = [
        (closed, list(run))
        for closed, run in groupby(straight, lambda one: one.eyes < thresholds.closed_eyes)
    ]
    # What follows ends a closure; the last run is followed by nothing yet.
    nexts = [run[0].seconds for _, run in runs[1:]]
    return [
        _Closure(run[0].seconds, (end or run[-1].seconds) - run[0].seconds, over=end is not None)
        for (closed, run), end in zip_longest(runs, nexts)
        if closed and len(run) >= _BRIEF_FRAMES
    ]


def _are_two_blinks(closures: Sequence[_Closure]) -> bool:
    """Tell whether two brief ones are near each other and over by now."""
    blinks = [one.begun for one in closures if one.over and one.seconds < _CLOSED_SECONDS]
    return any(second - first <= _BLINKS_WITHIN for first, second in pairwise(blinks))
