"""Records what is done at the bench and on the screen as the steps of a flow file."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from kiosk.domain.clock import Clock
from kiosk.domain.money import Fen, plain_yuan
from kiosk.flows.actions import Action, Hold, Release, Tap
from kiosk.flows.render import Rendered
from kiosk.flowtest.looking import controls
from kiosk.world.world import BureauLedger

_KEY = "key-"
_PASSING_SECONDS = 2.0
"""What stands no longer than this, and is not touched, is not worth a line."""
_PAUSE_SECONDS = 10
"""From here on the pauses on a screen are worth a line: somebody waited for something."""
_NEVER_SEEN = "wait"
"""The screen that shows only for as long as a machine takes."""


class Recorder:
    """One recording, from one visit's first page on.

    What is typed is recorded only if it is the simulated citizen's own PIN; anything else may be
    somebody's secret and becomes zeros.

    Args:
        own_pin: gives the PIN of the card that is in, if it is a simulated citizen's.
    """

    def __init__(self, clock: Clock, page: Rendered, own_pin: Callable[[], str | None]) -> None:
        self._clock = clock
        self._own_pin = own_pin
        self._began = clock.now()
        self._frame = page["frame"]
        self._lines: list[str] = []
        self._screen: str = page["screen"]
        self._screen_noted = False
        self._typed = ""
        self._typed_pin: str | None = None
        self._accounted = clock.monotonic()
        """Up to here the lines tell of the time that passed."""

    @property
    def length(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def find(self, lines: Iterable[str]) -> None:
        """Note how the world stands at the beginning."""
        self._lines.extend(lines)

    def see(self, page: Rendered) -> None:
        """Note a page."""
        if page["screen"] == self._screen:
            return
        self._flush()
        if self._clock.monotonic() - self._accounted >= _PASSING_SECONDS:
            self._note_screen()
        self._note_pause()
        self._screen, self._screen_noted = page["screen"], False
        self._accounted = self._clock.monotonic()

    def touch(self, action: Action, page: Rendered) -> None:
        """Note what a finger did on a page, if there was something to touch."""
        if not any(control.id == action.target and control.enabled for control in controls(page)):
            return
        match action:
            case Tap(target) if target.startswith(_KEY):
                self._key(target)
            case Tap(target):
                self.do(f"tap: {_quoted(target)}")
            case Hold(target):
                self.do(f"hold: {_quoted(target)}")
            case Release(target):
                self.do(f"release: {_quoted(target)}")

    def do(self, line: str) -> None:
        """Note a step."""
        self._flush()
        self._note_screen()
        self._note_pause()
        self._lines.append(line)

    def write(self, folder: Path, before: BureauLedger, after: BureauLedger) -> Path:
        """End with what is on the screen and what was paid; return the file.

        Raises:
            OSError: it cannot be written.
        """
        self._flush()
        self._note_screen()
        posted, fen = after.posted - before.posted, Fen(after.posted_fen - before.posted_fen)
        if posted:
            self._lines.append(f'expect_ledger: {{posted: {posted}, total: "{plain_yuan(fen)}"}}')
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self._began:%Y-%m-%d-%H%M%S}.yaml"
        path.write_text(self._text(), encoding="utf-8")
        return path

    def _text(self) -> str:
        elder = "yes" if self._frame["elder"] else "no"
        begins = f"{self._began:%Y-%m-%dT%H:%M:%S}"
        return "".join(
            (
                f"name: Recorded on {self._began:%Y-%m-%d} at {self._began:%H.%M}\n",
                "covers: []\n",
                f"start: {{language: {self._frame['language']}, elder: {elder}, at: {begins}}}\n",
                "steps:\n",
                *(f"  - {line}\n" for line in self._lines),
            )
        )

    def _key(self, target: str) -> None:
        match target.removeprefix(_KEY):
            case "erase" if self._typed:
                self._typed = self._typed[:-1]
            case "clear" if self._typed:
                self._typed = ""
            case "erase" | "clear":
                self.do(f"tap: {target}")
            case digit:
                self._typed += digit
                self._typed_pin = self._own_pin()

    def _flush(self) -> None:
        typed, self._typed = self._typed, ""
        if typed:
            shown = typed if typed == self._typed_pin else "0" * len(typed)
            self.do(f'type: "{shown}"')

    def _note_screen(self) -> None:
        if not self._screen_noted and self._screen != _NEVER_SEEN:
            self._lines.append(f"see: {{screen: {self._screen}}}")
        self._screen_noted = True

    def _note_pause(self) -> None:
        pause = int(self._clock.monotonic() - self._accounted)
        if pause >= _PAUSE_SECONDS:
            self._lines.append(f"advance_clock: {pause}s")
            self._accounted += pause


def _quoted(target: str) -> str:
    """Write a control's id so that YAML takes it for a text."""
    return json.dumps(target, ensure_ascii=False)
