"""A clock that is set back in the middle of a payment, and right again after a while."""

from datetime import datetime, timedelta
from pathlib import Path

from kiosk.proof.crash_ground import Crash
from kiosk.proof.crash_kiosk import START, CrashKiosk
from kiosk.proof.crash_points import telling
from kiosk.proof.crash_rehearsal import rehearsal
from kiosk.proof.finding import Trial
from kiosk.proof.seams import Seams
from kiosk.proof.shared_clock import SharedClock

_WRONG_S = 600.0
_EVERY = 30


class SetBackClock(SharedClock):
    """Shows an earlier time for a while, from the moment it is set; what only passes goes on."""

    def __init__(self, path: Path, start: datetime) -> None:
        super().__init__(path, start)
        self._by = timedelta()
        self._right_at = 0.0

    def set_back(self, seconds: float) -> None:
        """Be wrong for ten minutes from now."""
        self._by, self._right_at = timedelta(seconds=seconds), self.monotonic() + _WRONG_S

    def now(self) -> datetime:
        """Give the time that the kiosk takes for true."""
        wrong = self.monotonic() < self._right_at
        return super().now() - (self._by if wrong else timedelta())


class MinuteBackKiosk(CrashKiosk):
    """Its clock is set back by a minute, which the gateways' signatures allow for."""

    back_s = 60.0

    def __init__(self, folder: Path, url: str, keys: Path, seams: Seams) -> None:
        super().__init__(folder, url, keys, seams)
        seams.strike = self._set_back

    def make_clock(self) -> SetBackClock:
        """Open the clock that can be set back."""
        self._clock = SetBackClock(self.folder / "clock", START)
        return self._clock

    def _set_back(self) -> None:
        self._clock.set_back(self.back_s)


class DayBackKiosk(MinuteBackKiosk):
    """Its clock is set back by a day: no gateway believes it until it is right again."""

    back_s = 86_400.0


def check_clock(quick: bool) -> Trial:
    """Set the clock back before each call of each visit; with `quick`, before some of them."""
    with rehearsal() as rehearsed:
        crashes = [
            Crash(visit, point.cut, kiosk=kiosk)
            for kiosk in (MinuteBackKiosk, DayBackKiosk)
            for visit, passed in rehearsed.passed.items()
            for point in telling(passed)
            if not point.cut.after
        ][:: _EVERY if quick else 1]
        found = (*rehearsed.found, *rehearsed.play(crashes))
    return Trial(f"{len(crashes)} visits in which the clock goes back by a minute or a day", found)
