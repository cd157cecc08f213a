"""Recordings of visits that passed, as liveness sees them, and their luck with other draws."""

from collections.abc import Sequence
from functools import cache
from random import Random

from kiosk.faces import Action, Reason
from kiosk.faces.continuity import Observation, Sight
from kiosk.faces.liveness import Liveness, Plan, Step, draw_plan
from kiosk.faces.look import look
from tests.faces.citizens import FPS, clip
from tests.faces.engines import engine, rendered, rules

DRAWS = 100


def plan_of(seed: int) -> Plan:
    return draw_plan(Random(seed), rules().liveness, eyes_and_mouth=True)


@cache
def seen(citizen: str, name: str) -> tuple[Sight | Reason, ...]:
    return tuple(look(engine(), picture, rules(), rendered()) for picture in clip(citizen, name))


def recording(citizen: str, seed: int) -> list[Sight | Reason]:
    """Record what is seen of somebody who passes: at rest, and each movement as it is asked for."""
    clips = {
        Action.TURN_LEFT: ["turn_left"],
        Action.TURN_RIGHT: ["turn_right"],
        Action.SHAKE_HEAD: ["turn_left", "turn_right"],
        Action.BLINK_TWICE: ["blink"],
        Action.CLOSE_EYES: ["closed_eyes"],
        Action.OPEN_MOUTH: ["mouth_open"],
    }
    plan = plan_of(seed)
    rest = seen(citizen, "blink")[0]
    sights = [rest] * FPS
    for action, pause in zip(plan.actions, plan.rests, strict=True):
        sights += [rest] * round((pause + 0.8) * FPS)
        sights += [sight for name in clips[action] for sight in seen(citizen, name)]
    assert passes(sights, seed)
    return sights


def passes(sights: Sequence[Sight | Reason], seed: int) -> bool:
    """Play it again and again before liveness with the movements of a seed."""
    liveness = Liveness(plan_of(seed), rules().liveness, rendered().movement, 1.0)
    number = 0
    while True:
        step = liveness.observe(Observation(number / FPS, sights[number % len(sights)]))
        if step is Step.DONE or isinstance(step, Reason):
            return step is Step.DONE
        number += 1
