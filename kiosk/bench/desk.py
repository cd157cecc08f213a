"""The technician's hands in the simulated world: what a click does, and what the bench shows."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from kiosk.bench.citizen_rows import citizen_rows
from kiosk.bench.device_tiles import DeviceTiles
from kiosk.bench.fault_controls import Occasion
from kiosk.bench.tape import Tape
from kiosk.bench.views import BenchView, Control, LogLine, Tile
from kiosk.bench.world_tiles import bureau_tile, gateway_tile, phone_tile
from kiosk.domain.clock import Clock
from kiosk.domain.words import Language, Text, Words
from kiosk.flows.actions import Action
from kiosk.flows.render import Rendered, plain
from kiosk.flows.stage import RenderingStage
from kiosk.flowtest.document import FlowError
from kiosk.flowtest.language import parse_act
from kiosk.flowtest.verbs import Vocabulary
from kiosk.world import acts
from kiosk.world.doing import do
from kiosk.world.outside import Outside, PhoneSaysNoError
from kiosk.world.world import World

_KEPT_LINES = 200
_LOOK_SECONDS = 0.5
"""Lights, sentences and papers come without an event: the desk looks for them this often."""


class Desk:
    """The bench of one simulated kiosk. It belongs on the kiosk's loop, where `run` must.

    Args:
        outside: the simulated gateways and a phone; None if the gateways are real ones.
        language: the one that the bench begins in.
        changed: takes what the bench shows, as plain data in the desk's language, whenever that changes.
    """

    def __init__(
        self,
        world: World,
        outside: Outside | None,
        stage: RenderingStage,
        devices: DeviceTiles,
        tape: Tape,
        clock: Clock,
        language: Language,
        changed: Callable[[dict[str, Any]], None],
    ) -> None:
        self._world = world
        self._outside = outside
        self._stage = stage
        self._devices = devices
        self._tape = tape
        self._clock = clock
        self._changed = changed
        self._vocabulary = Vocabulary(frozenset(world.citizens), frozenset())
        self._language = language
        self._occasion = Occasion()
        self._log: deque[LogLine] = deque(maxlen=_KEPT_LINES)
        self._commands: asyncio.Queue[str] = asyncio.Queue()
        self._shown: dict[str, Any] | None = None

    async def run(self) -> None:
        """Obey what is commanded and follow the devices, until cancelled."""
        self.show()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._devices.follow(self._hear))
            tasks.create_task(self._look())
            while True:
                await self.do(await self._commands.get())

    async def _look(self) -> None:
        while True:
            await self._clock.sleep(_LOOK_SECONDS)
            self.show()

    def command(self, line: str) -> None:
        """Have a control's line done, after those that were commanded before."""
        self._commands.put_nowait(line)

    def touch(self, action: Action, serial: int) -> None:
        """Take notice of a citizen's finger on the page of that serial."""
        self._tape.touch(action, serial)

    def see(self, page: Rendered) -> None:
        """Take notice of a page that is shown."""
        self._tape.see(page)
        self.show()

    async def do(self, line: str) -> None:
        """Do what a control says; what cannot be done is told in the log."""
        words = self._words_on(line)
        try:
            match line.partition(": "):
                case "language", _, _:
                    self._language = _OTHER[self._language]
                case "when", _, wish:
                    self._occasion.choose(wish)
                case "record", _, _:
                    self._tell(await self._tape.turn())
                case _:
                    await self._act(line)
                    self._tell(words)
        except PhoneSaysNoError as error:
            self._tell(Text("bench-phone", words=Text(f"bench-phone-says-{error.screen.state}")))
        except (ValueError, FlowError) as error:
            self._tell(Text("bench-cannot", what=words, why=str(error)))
        self.show()

    async def _act(self, line: str) -> None:
        act = parse_act(line, self._vocabulary)
        if isinstance(act, acts.AtKiosk) and not _is_gateways(act):
            await do(act, self._world)
        elif self._outside is None:
            message = "the payment gateways are real"
            raise ValueError(message)
        else:
            match act:
                case acts.ShowCode():
                    await do(self._outside.show_code(act), self._world)
                case acts.PlanFault():
                    self._outside.plan_fault(act)
                case acts.Mend():
                    self._outside.mend()
                case acts.Network() | acts.Scan() | acts.Pay() | acts.AnswerPhone():
                    self._outside.do(act, self._code)
        self._tape.note(act, line)

    def _hear(self, event: Words | None) -> None:
        if event is not None:
            self._tell(event)
        self.show()

    @property
    def _code(self) -> str | None:
        """The payment code on the screen."""
        page = self._stage.rendered
        return page["view"]["code"] or None if page and page["screen"] == "pay" else None

    def _tell(self, words: Words) -> None:
        self._log.appendleft(LogLine(f"{self._clock.now():%H:%M:%S}", words))

    def _words_on(self, line: str) -> Text:
        """Find what is written on the control that was clicked."""
        for tile in self._tiles():
            for control in (*tile.controls, *tile.faults):
                if control.line == line:
                    return Text("bench-event", what=tile.title, happened=control.told or control.words)
        for row in citizen_rows(self._world, self._devices.at_hand):
            for control in row.controls:
                if control.line == line:
                    happened = control.told or control.words
                    return Text("bench-event", what=Text("bench-citizens"), happened=happened)
        return Text("bench-event", what=Text("bench-title"), happened=line)

    def show(self) -> None:
        """Give what the bench shows, if that is news."""
        shown = plain(self._view(), self._stage.catalogue, self._language)
        if shown != self._shown:
            self._shown = shown
            self._changed(shown)

    def _view(self) -> BenchView:
        return BenchView(
            title=Text("bench-title"),
            language=Control("language", Text("bench-language")),
            citizens=citizen_rows(self._world, self._devices.at_hand),
            tiles=self._tiles(),
            all_well=Text("service-devices-well"),
            faults_title=Text("bench-faults"),
            whens=self._occasion.controls(),
            recording=self._tape.view(),
            log_title=Text("bench-log"),
            log=tuple(self._log),
        )

    def _tiles(self) -> tuple[Tile, ...]:
        when = self._occasion.when
        devices, bureau = self._devices.tiles(when), bureau_tile(self._world, when)
        if self._outside is None:
            return (*devices, bureau)
        # The phone pays, so it stands first: the bench may be lower than its tiles.
        phone = phone_tile(self._outside, code_shown=self._code is not None)
        return (phone, *devices, gateway_tile(self._outside, when), bureau)


_OTHER = {Language.CHINESE: Language.ENGLISH, Language.ENGLISH: Language.CHINESE}


def _is_gateways(act: acts.AtKiosk) -> bool:
    return isinstance(act, acts.PlanFault | acts.Mend) and act.at == acts.GATEWAY
