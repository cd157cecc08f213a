"""Writes the file of each business day once it is over, those of days without power included."""

import logging
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path

from kiosk.domain.clock import SHANGHAI, Clock
from kiosk.payments.day_file import DayFile, days_written
from kiosk.payments.journal import Journal

_log = logging.getLogger(__name__)
_AGAIN_S = 3600.0
"""Until the next try after a day could not be closed."""


class DayClose:
    """Closes business days.

    Args:
        folder: for the files; made if it does not exist.
        ends: when a business day ends, in Shanghai; what comes later belongs to the next day.
    """

    def __init__(self, journal: Journal, clock: Clock, kiosk_number: str, folder: Path, ends: time) -> None:
        self._journal = journal
        self._clock = clock
        self._kiosk_number = kiosk_number
        self._folder = folder
        self._ends = ends

    async def run(self) -> None:
        """Close each day as it ends, until cancelled."""
        while True:
            next_end = self._end(self._day_that_ended() + timedelta(days=1))
            pause = (next_end - self._clock.now()).total_seconds()
            try:
                for day in self._not_written():
                    self.close(day)
            except OSError as error:
                _log.error("the file of the day cannot be written to %s: %s", self._folder, error.strerror)
                pause = min(pause, _AGAIN_S)
            except Exception:  # noqa: BLE001 an altered journal, say: it stops nobody from being served
                _log.exception("closing a day broke")
                pause = min(pause, _AGAIN_S)
            await self._clock.sleep(pause)

    def close(self, day: date) -> Path:
        """Write the file of a day that is over.

        Raises:
            OSError: the folder cannot be written.
        """
        return self._file_of(day).write(self._folder, self._journal.sealed)

    def today(self) -> DayFile:
        """Give what the day that is not over comes to until now; it is not written."""
        return self._file_of(self._day_that_ended() + timedelta(days=1))

    def _file_of(self, day: date) -> DayFile:
        start, end = self._end(day - timedelta(days=1)), self._end(day)
        return DayFile(
            kiosk_number=self._kiosk_number,
            day=day,
            final=self._journal.attempts_final_between(start, end),
            open=self._journal.attempts_open_at(end),
            chain_head=self._journal.chain_head_at(end),
        )

    def _not_written(self) -> Iterator[date]:
        last = self._day_that_ended()
        written = max(days_written(self._folder, self._kiosk_number), default=None)
        day = self._first_day() if written is None else written + timedelta(days=1)
        while day is not None and day <= last:
            yield day
            day += timedelta(days=1)

    def _first_day(self) -> date | None:
        with closing(self._journal.events()) as events:
            first = next(events, None)
        if first is None:
            return None
        at = datetime.fromisoformat(first.at)
        return at.date() if at < self._end(at.date()) else at.date() + timedelta(days=1)

    def _day_that_ended(self) -> date:
        now = self._clock.now().astimezone(SHANGHAI)
        return now.date() if now >= self._end(now.date()) else now.date() - timedelta(days=1)

    def _end(self, day: date) -> datetime:
        return datetime.combine(day, self._ends, SHANGHAI)
