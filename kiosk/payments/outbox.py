"""Sends the journal to the bureau as it grows, so that the centre can settle for a kiosk that is gone.

The journal itself is what is stored and forwarded: the outbox only remembers how far the bureau has
come. The bureau keeps each event once, so a batch whose answer was lost is sent again.
"""

import logging
from random import Random

from kiosk.domain.clock import Clock
from kiosk.domain.journal_report import ReportedEvent
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.payments.event_chain import Event
from kiosk.payments.journal import Journal
from kiosk.payments.ports import EventReceiver

_log = logging.getLogger(__name__)
_MOST_EVENTS = 200
_BETWEEN_BATCHES_S = 0.5
_IDLE_S = 30.0
_LONGEST_S = 300.0
_BROKEN_S = 3600.0


class Outbox:
    """Reports events. A bureau out of reach is asked again after random waits that grow to five minutes."""

    def __init__(
        self, journal: Journal, receiver: EventReceiver, clock: Clock, kiosk_number: str, random: Random
    ) -> None:
        self._journal = journal
        self._receiver = receiver
        self._clock = clock
        self._kiosk_number = kiosk_number
        self._random = random
        self._failures = 0

    async def run(self) -> None:
        """Report until cancelled; what breaks is tried again after an hour, and stops nobody from paying."""
        while True:
            try:
                pause = await self._report()
            except Exception:  # noqa: BLE001 a full disk, an altered journal: all of it is logged
                _log.exception("reporting the journal to the bureau broke")
                pause = _BROKEN_S
            await self._clock.sleep(pause)

    async def _report(self) -> float:
        """Report some events, and give the seconds to wait then."""
        events = self._journal.events_after(self._journal.uploaded_seq(), _MOST_EVENTS)
        if not events:
            return _IDLE_S
        answer = await self._receiver.receive_events(self._kiosk_number, [_reported(e) for e in events])
        match answer:
            case int(held):
                self._failures = 0
                self._journal.events_uploaded(held)
                return _BETWEEN_BATCHES_S
            case Problem(ProblemCode.CHAIN_BROKEN):
                _log.error("the bureau holds another journal of this kiosk than this one")
                return _BROKEN_S
            case _:
                self._failures += 1
                return self._random.uniform(0, min(2.0**self._failures, _LONGEST_S))


def _reported(event: Event) -> ReportedEvent:
    return ReportedEvent(
        event.seq, event.at, event.entity, event.kind, event.payload, event.prev_mac, event.mac
    )
