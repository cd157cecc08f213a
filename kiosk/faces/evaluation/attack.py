"""`kiosk faces attack`: errors of liveness over clips, in the terms of ISO/IEC 30107-3.

An attack is played again and again while movements are asked for at random, as a recording would be, with as
many draws as are wanted. A real person's clip is played when its own movement is asked for. Nobody is
compared with anybody: attacks show the right face.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, cycle, repeat
from pathlib import Path
from random import Random
from typing import Final

from kiosk.faces.answers import Reason
from kiosk.faces.calibration import Calibration, load_calibration
from kiosk.faces.continuity import Observation, Sight
from kiosk.faces.evaluation.clips import BONA_FIDE, Clip, Seen, find_clips, watch
from kiosk.faces.evaluation.evaluate import open_engine
from kiosk.faces.liveness import Liveness, Plan, Step, draw_plan
from kiosk.faces.rules import FaceRules, load_face_rules

DRAWS: Final = 20
"""Of movements, for each attack."""
_REACTION: Final = 0.6
"""Seconds until a real person begins to move."""
_NO_RESPONSE: Final = frozenset({Reason.NO_FACE, Reason.SEVERAL_FACES, Reason.TOO_FAR, Reason.TOO_NEAR})
"""The system never came to judge it."""
Outcome = Reason | None
"""None is: taken for a live person."""


def attack(folder: Path, rules_file: Path, calibration_file: Path) -> int:
    """Measure and print; give the exit status.

    Raises:
        EvaluationError: the folder is wrong, or nothing can be loaded.
        ConfigError: a file of rules or thresholds is wrong.
    """
    rules, calibration = load_face_rules(rules_file), load_calibration(calibration_file)
    clips = find_clips(folder)
    engine = open_engine()
    outcomes: defaultdict[str, list[Outcome]] = defaultdict(list)
    for clip in clips:
        seen = watch(engine, clip, rules, calibration)
        outcomes[clip.kind] += present(clip, seen, rules, calibration, eyes_and_mouth=bool(engine.mesh))
    for line in _report(outcomes):
        sys.stdout.write(f"{line}\n")
    return 0


def present(
    clip: Clip, seen: Seen, rules: FaceRules, calibration: Calibration, *, eyes_and_mouth: bool
) -> Iterator[Outcome]:
    """Present a clip: a real person's once, an attack with each draw of movements."""
    if clip.action is not None:
        plan = Plan((clip.action,), (rules.liveness.hold_seconds_at_least,))
        yield _obey(Liveness(plan, rules.liveness, calibration.movement, 1.0), seen)
        return
    for seed in range(DRAWS):
        plan = draw_plan(Random(seed), rules.liveness, eyes_and_mouth=eyes_and_mouth)  # noqa: S311 repeatable
        liveness = Liveness(plan, rules.liveness, calibration.movement, 1.0)
        yield _run(liveness, cycle(seen.sights), seen.fps)


def _obey(liveness: Liveness, seen: Seen) -> Outcome:
    """Stand still until a movement is asked for, then make it, then stand still again."""

    def sights() -> Iterator[Sight | Reason]:
        while liveness.asked is None:
            yield seen.sights[0]
        yield from repeat(seen.sights[0], round(_REACTION * seen.fps))
        yield from chain(seen.sights, repeat(seen.sights[-1]))

    return _run(liveness, sights(), seen.fps)


def _run(liveness: Liveness, sights: Iterable[Sight | Reason], fps: float) -> Outcome:
    steps = (liveness.observe(Observation(number / fps, sight)) for number, sight in enumerate(sights))
    end = next(step for step in steps if step is Step.DONE or isinstance(step, Reason))
    return end if isinstance(end, Reason) else None


def _report(outcomes: Mapping[str, Sequence[Outcome]]) -> Iterator[str]:
    apcers = {}
    for kind, of_kind in outcomes.items():
        judged = [outcome for outcome in of_kind if outcome not in _NO_RESPONSE]
        live = sum(outcome is None for outcome in judged)
        silent = f"{(len(of_kind) - len(judged)) / len(of_kind):.1%}"
        if kind == BONA_FIDE:
            name, silence, wrong = "BPCER", "BPNRR", len(judged) - live
        else:
            name, silence, wrong = "APCER", "APNRR", live
            apcers[kind] = wrong / max(len(judged), 1)
        rate = f"{wrong / len(judged):.1%} ({wrong} of {len(judged)})" if judged else "none judged"
        reasons = Counter(str(outcome) for outcome in of_kind if outcome is not None).most_common()
        yield f"{kind}: {name} {rate}, {silence} {silent}"
        if reasons:
            yield "  refused: " + ", ".join(f"{reason} {number}" for reason, number in reasons)
    if apcers:
        worst = max(apcers, key=lambda kind: apcers[kind])
        yield f"highest APCER: {apcers[worst]:.1%}, {worst}"
