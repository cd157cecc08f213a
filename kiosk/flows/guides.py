"""Everything that guides citizens beside the screen; none of it may keep them from being served."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from kiosk.devices.ports import Announcer, IndicatorBoard
from kiosk.domain.clock import Clock
from kiosk.domain.words import Language, Words
from kiosk.flows.cabinet_watch import watch_cabinet
from kiosk.flows.guide_lights import GuideLights
from kiosk.flows.service_switch import ServiceSwitch
from kiosk.flows.spoken_pages import SpokenPages
from kiosk.flows.views import Page

_log = logging.getLogger(__name__)
_PAUSE_SECONDS = 1.0

Work = Callable[[], Awaitable[None]]


class Guides:
    """A `Stage` of lights and voice, as far as the hall has them, with the watch on the cabinet."""

    def __init__(
        self,
        board: IndicatorBoard | None,
        announcer: Announcer | None,
        switch: ServiceSwitch,
        say: Callable[[Words, Language], str],
        clock: Clock,
    ) -> None:
        self._clock = clock
        self._stages: list[GuideLights | SpokenPages] = []
        self._works: list[Work] = []
        if board is not None:
            self._stages.append(GuideLights(board))
            self._works.append(partial(watch_cabinet, board, switch))
        if announcer is not None:
            self._stages.append(SpokenPages(announcer, say))
        self._works += [stage.run for stage in self._stages]

    def show(self, page: Page) -> None:
        """Show a page by light and voice, without waiting."""
        for stage in self._stages:
            stage.show(page)

    async def run(self) -> None:
        """Keep all of it going until cancelled; what breaks is logged and begins again."""
        async with asyncio.TaskGroup() as tasks:
            for work in self._works:
                tasks.create_task(self._keep_going(work))

    async def _keep_going(self, work: Work) -> None:
        while True:
            try:
                await work()
            except Exception:  # noqa: BLE001 whatever it is, the kiosk goes on
                _log.exception("a guide beside the screen broke and begins again")
            await self._clock.sleep(_PAUSE_SECONDS)
