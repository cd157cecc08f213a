"""How far the kiosk's clock may be from the bureau's while anybody pays."""

import logging

from kiosk.domain.clock import Clock
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.refusals import problem
from kiosk.payments.ports import OrderBook

_log = logging.getLogger(__name__)
_MOST_S = 120.0


async def doubt_about_time(clock: Clock, orders: OrderBook) -> Problem | None:
    """Ask the bureau for the time, as the kiosk's clock tells when a code has expired; None is well."""
    now = await orders.now()
    if isinstance(now, Problem):
        return now
    skew = (clock.now() - now).total_seconds()
    if abs(skew) <= _MOST_S:
        return None
    _log.error("the kiosk's clock is %+.0f s off the bureau's: set it, then start the kiosk again", skew)
    return problem(ProblemCode.OUT_OF_SERVICE)
