"""The bench's recorder as a technician handles it: start, stop, and where the file is."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.bench.fault_controls import fault_line
from kiosk.bench.recorder import Recorder
from kiosk.bench.views import Control, Recording
from kiosk.devices.ports import PaperState
from kiosk.devices.simulators.faults import ALWAYS
from kiosk.domain.clock import Clock
from kiosk.domain.words import Text, Words
from kiosk.flows.actions import Action
from kiosk.flows.render import Rendered
from kiosk.flows.stage import RenderingStage
from kiosk.flowtest.language import parse_act
from kiosk.flowtest.surroundings import Surroundings
from kiosk.flowtest.verbs import Vocabulary
from kiosk.world import acts
from kiosk.world.outside import Outside
from kiosk.world.world import BureauLedger, World

_FIRST_SCREEN = "attract"
_NOBODY = Vocabulary(frozenset(), frozenset())


class Tape:
    """Holds the recording that runs, if one does, and how the world stands for the next one."""

    def __init__(
        self, world: World, outside: Outside | None, stage: RenderingStage, clock: Clock, folder: Path
    ) -> None:
        self._world = world
        self._outside = outside
        self._stage = stage
        self._clock = clock
        self._folder = folder
        self._surroundings = Surroundings()
        self._recorder: Recorder | None = None
        self._before = BureauLedger()
        self._words: Words = Text("bench-record-hint")

    def view(self) -> Recording:
        """Give what the bench shows of it."""
        running = self._recorder is not None
        words = Text("bench-record-stop") if running else Text("bench-record-start")
        return Recording(Control("record", words, active=running), self._words)

    async def turn(self) -> Words:
        """Start, or stop and write the file; say what came of it."""
        if self._recorder is None:
            return await self._start()
        recorder, self._recorder = self._recorder, None
        try:
            path = recorder.write(self._folder, self._before, await self._world.ledger())
        except OSError as error:
            self._words = Text("bench-record-lost", folder=str(self._folder), why=error.strerror or "")
            return self._words
        self._words = Text("bench-record-written", file=str(path))
        return self._words

    async def _start(self) -> Words:
        page = self._stage.rendered
        if page is None or page["screen"] != _FIRST_SCREEN:
            return Text("bench-record-busy")
        self._before = await self._world.ledger()
        self._recorder = Recorder(self._clock, page, self._own_pin)
        self._catch_up()
        self._recorder.find((*self._surroundings, *self._planned()))
        self._words = Text("bench-record-used") if self._before.posted else Text("bench-record-running")
        return self._words

    def _catch_up(self) -> None:
        """Take note of what changed without the bench: an alarm that was ended, what faults left behind."""
        if not self._world.devices.board.tampered:
            self._surroundings.forget(acts.Tamper())
        for line in _printer_in_trouble(self._world):
            if line not in self._surroundings:
                self._surroundings.note(parse_act(line, _NOBODY), line)

    def _planned(self) -> Iterator[str]:
        """Say again what was planned and has not happened yet; the surroundings know what is always so."""
        for at in acts.FAULT_KINDS:
            if at == acts.GATEWAY:
                planned = self._outside.planned if self._outside else {}
            else:
                planned = self._world.faults(at).planned
            yield from (fault_line(at, kind, when) for kind, when in planned.items() if when != ALWAYS)

    def note(self, act: acts.Act, line: str) -> None:
        """Take what was done at the bench; `line` says it in the language of flows."""
        self._surroundings.note(act, line)
        if self._recorder is not None:
            self._recorder.do(line)

    def see(self, page: Rendered) -> None:
        """Take a page that is shown."""
        if self._recorder is not None:
            self._recorder.see(page)

    def touch(self, action: Action, serial: int) -> None:
        """Take what a finger does, if it is on the page that is shown."""
        page = self._stage.rendered
        if self._recorder is not None and page is not None and page["serial"] == serial:
            self._recorder.touch(action, page)

    def _own_pin(self) -> str | None:
        citizen = self._world.inserted
        return self._world.citizens[citizen].card.pin if citizen else None


def _printer_in_trouble(world: World) -> Iterator[str]:
    printer = world.devices.printer
    condition = printer.condition
    if condition.jammed:
        yield "paper: jammed"
    elif condition.paper is PaperState.OUT:
        yield "paper: out"
    if condition.cover_open:
        yield "cover: open"
    if not printer.powered:
        yield "printer: off"
