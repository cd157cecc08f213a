"""Active liveness: rest, a movement at random, rest again, another; a state machine over measures and time.

It sees no picture and asks no clock, so that its rules can be tested by numbers alone.
"""

from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto
from random import Random
from typing import Final

from kiosk.faces.answers import Action, Instruction, Reason
from kiosk.faces.calibration import MovementThresholds
from kiosk.faces.continuity import Continuity, Observation, Sight
from kiosk.faces.landmarks import Landmarks, at_rest
from kiosk.faces.movements import Judgement, Shift, is_at_rest, is_movement, is_sheet, judge, shift
from kiosk.faces.rules import LivenessRules

_HEAD_ONLY: Final = (Action.TURN_LEFT, Action.TURN_RIGHT, Action.SHAKE_HEAD)
_FRAMES_AT_REST: Final = 5
_LAST_REST: Final = 0.2
"""Seconds; nothing is asked after it that a recording could be waiting for."""
_FAILURES: Final = {Judgement.TOO_EARLY: Reason.TOO_EARLY, Judgement.WRONG: Reason.WRONG_MOVEMENT}


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be asked, and for how long the citizen rests before each."""

    actions: tuple[Action, ...]
    rests: tuple[float, ...]
    """Seconds, one for each action."""


class Step(Enum):
    """What one picture has brought."""

    NOTHING = auto()
    RESTED = auto()
    """The face at rest is known now."""
    MOVED = auto()
    """A movement was made, and can be seen in this picture."""
    DONE = auto()


def draw_plan(random: Random, rules: LivenessRules, *, eyes_and_mouth: bool) -> Plan:
    """Draw movements without repetition; `random` must be the system's own where it matters."""
    actions = random.sample(tuple(Action) if eyes_and_mouth else _HEAD_ONLY, rules.challenges)
    rests = [random.uniform(rules.hold_seconds_at_least, rules.hold_seconds_at_most) for _ in actions]
    return Plan(tuple(actions), tuple(rests))


class Liveness:
    """One run through a plan.

    Args:
        plan: what to ask.
        rules: the times.
        thresholds: how far is far enough.
        pace: 1, or more for somebody who needs more time.
    """

    def __init__(self, plan: Plan, rules: LivenessRules, thresholds: MovementThresholds, pace: float) -> None:
        self._plan = plan
        self._rules = rules
        self._thresholds = thresholds
        self._pace = pace
        self.continuity = Continuity(rules)
        """Goes on after the last step."""
        self._since: float | None = None
        self._window: list[tuple[float, Landmarks]] = []
        self._problems: Counter[Reason] = Counter()
        self._rest: Landmarks | None = None
        self._calm_since: float | None = None
        self._has_been_calm = False
        self._asked: tuple[Action, float] | None = None
        self._shifts: list[Shift] = []
        self.made = 0
        """How many movements have been made."""

    @property
    def asked(self) -> Instruction | None:
        """The movement that is asked for now, if any."""
        return Instruction(self._asked[0]) if self._asked else None

    def observe(self, now: Observation) -> Step | Reason:
        """Take in the next picture; a Reason ends it."""
        if self._since is None:
            self._since = now.seconds
        if self._rest is None:
            return self._look_for_rest(now)
        if broken := self.continuity.broken(now):
            return broken
        if not isinstance(now.sight, Sight):
            return Step.NOTHING
        one = shift(now.seconds, now.sight.landmarks, self._rest)
        self._shifts.append(one)
        if now.sight.landmarks.eye_openness is not None and is_sheet(self._shifts):
            # YuNet's five points alone are too coarse to tell a sheet.
            return Reason.FLAT_FACE
        return self._await_movement(one, *self._asked) if self._asked else self._await_rest(one)

    def _look_for_rest(self, now: Observation) -> Step | Reason:
        problem = now.sight.problem if isinstance(now.sight, Sight) else now.sight
        if not isinstance(now.sight, Sight) or problem or self.continuity.broken(now):
            self._window.clear()
            self.continuity = Continuity(self._rules)
            self._problems[problem or Reason.NOT_STILL] += 1
        else:
            if not self._plan.actions:
                return Step.DONE
            self._window.append((now.seconds, now.sight.landmarks))
            start = now.seconds - self._rules.neutral_seconds
            while len(self._window) > 1 and self._window[1][0] <= start:
                del self._window[0]
            if self._window[0][0] <= start and len(self._window) >= _FRAMES_AT_REST:
                rest = at_rest([landmarks for _, landmarks in self._window])
                shifts = [shift(seconds, landmarks, rest) for seconds, landmarks in self._window]
                if all(is_at_rest(one, self._thresholds) for one in shifts):
                    self._rest = rest
                    self._since = now.seconds
                    return Step.RESTED
                self._problems[Reason.NOT_STILL] += 1
        if self._passed(now.seconds, self._rules.search_seconds):
            return self._problems.most_common(1)[0][0] if self._problems else Reason.NOT_STILL
        return Step.NOTHING

    def _await_rest(self, one: Shift) -> Step | Reason:
        over = self.made == len(self._plan.actions)
        needed = _LAST_REST if over else self._plan.rests[self.made]
        if not is_at_rest(one, self._thresholds):
            self._calm_since = None
        elif self._calm_since is None:
            self._calm_since = one.seconds
            if not self._has_been_calm:
                # The way back from the movement before is none of its own.
                self._has_been_calm = True
                self._shifts.clear()
        if self._has_been_calm and is_movement(self._shifts, self._thresholds):
            return Reason.TOO_EARLY
        if self._calm_since is not None and one.seconds - self._calm_since >= needed:
            if over:
                return Step.DONE
            self._begin(one.seconds)
            self._asked = self._plan.actions[self.made], one.seconds
        elif self._passed(one.seconds, self._rules.rest_seconds + needed):
            return Reason.NOT_STILL
        return Step.NOTHING

    def _await_movement(self, one: Shift, action: Action, asked: float) -> Step | Reason:
        reaction = self._rules.reaction_seconds_at_least
        judgement = judge(action, asked, self._shifts, reaction, self._thresholds)
        if judgement is Judgement.MADE:
            self.made += 1
            self._begin(one.seconds)
            self._asked = None
            return Step.MOVED
        if judgement:
            return _FAILURES[judgement]
        return (
            Reason.NO_MOVEMENT if self._passed(one.seconds, self._rules.challenge_seconds) else Step.NOTHING
        )

    def _begin(self, seconds: float) -> None:
        self._since = seconds
        self._calm_since = None
        self._has_been_calm = False
        self._shifts.clear()

    def _passed(self, seconds: float, limit: float) -> bool:
        return self._since is not None and seconds - self._since > limit * self._pace
