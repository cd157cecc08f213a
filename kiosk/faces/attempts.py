"""How often somebody may still try their face: a pure value, and the rules for it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.faces.rules import AttemptRules


@dataclass(frozen=True, slots=True)
class Attempts:
    """What is remembered of a person: how many attempts failed since the last success, and when."""

    failed: int = 0
    last_failed: datetime | None = None
    """Aware."""


@dataclass(frozen=True, slots=True)
class MayTry:
    """Another attempt is allowed."""

    left: int
    """How many in this visit, this one included."""


@dataclass(frozen=True, slots=True)
class VisitOver:
    """Not in this visit: another way must be offered."""


@dataclass(frozen=True, slots=True)
class Locked:
    """Not for a while, at whatever visit and whatever names the person."""

    until: datetime


Standing = MayTry | VisitOver | Locked


def standing(attempts: Attempts, failed_in_visit: int, now: datetime, rules: AttemptRules) -> Standing:
    """Tell whether another attempt is allowed.

    Args:
        attempts: of the person.
        failed_in_visit: attempts that failed since the citizen came.
        now: aware; if the clock was set back, a lock lasts from then.
        rules: how many, how long.
    """
    current = forget_old(attempts, now, rules)
    if current.failed >= rules.before_a_lock and current.last_failed is not None:
        return Locked(min(current.last_failed, now) + timedelta(minutes=rules.lock_minutes))
    left = min(rules.in_a_visit - failed_in_visit, rules.before_a_lock - current.failed)
    return MayTry(left) if left > 0 else VisitOver()


def after_failure(attempts: Attempts, now: datetime, rules: AttemptRules) -> Attempts:
    """Count one that failed, for whatever reason."""
    current = forget_old(attempts, now, rules)
    return replace(current, failed=current.failed + 1, last_failed=now)


def forget_old(attempts: Attempts, now: datetime, rules: AttemptRules) -> Attempts:
    """Start anew once the last failure is as long ago as a lock lasts."""
    if attempts.last_failed is None or now - attempts.last_failed >= timedelta(minutes=rules.lock_minutes):
        return Attempts()
    return attempts
