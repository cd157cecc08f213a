"""Says each page aloud: its question and what to do, and of nobody anything personal."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterator

from kiosk.devices.ports import Announcer, Fault, Prompt
from kiosk.domain.words import Language, Text, Words
from kiosk.flows.views import AttractView, Page

_log = logging.getLogger(__name__)
_SECONDS = 5.0
_SECONDS_A_CHARACTER = 0.5
"""Twice what the slowest voice needs; a loudspeaker that takes longer hangs."""

_SPOKEN = ("title", "sentence", "message", "money", "todo", "instructions", "print_message")
"""The fields of views and overlays that are read out, in this order."""


class SpokenPages:
    """A `Stage` that has pages said; a page that changes says only what is new on it.

    The whole hall hears it. So only texts of the house are said, and only those that tell of nothing but
    numbers and other such texts: no name, amount or date is among them. Those are for headphones
    (accessibility rules on privacy), which the announcer cannot tell from a loudspeaker.
    """

    def __init__(self, announcer: Announcer, say: Callable[[Words, Language], str]) -> None:
        self._announcer = announcer
        self._say = say
        self._page: tuple[int, Language] | None = None
        self._on_page: frozenset[str] = frozenset()
        self._waiting: deque[Text] = deque()
        self._saying: Text | None = None
        self._news = asyncio.Event()

    def show(self, page: Page) -> None:
        """Have what is new on a page said soon; what stands there no more is broken off."""
        here = (page.serial, page.frame.language)
        texts = () if isinstance(page.view, AttractView) else tuple(_spoken(page))
        on_page = frozenset(text.id for text in texts)
        if here != self._page:
            self._on_page = frozenset()
            self._waiting.clear()
        stale = here != self._page or (self._saying is not None and self._saying.id not in on_page)
        still_true = [text for text in self._waiting if text.id in on_page]
        new = [text for text in texts if text.id not in self._on_page]
        self._page, self._on_page, self._waiting = here, on_page, deque([*still_true, *new])
        if stale:
            self._announcer.interrupt()
        if new:
            self._news.set()

    async def run(self) -> None:
        """Say what is to be said, until cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            while self._waiting and self._page:
                self._saying, (_, language) = self._waiting.popleft(), self._page
                prompt = Prompt(_recording(self._saying), self._say(self._saying, language), language)
                seconds = _SECONDS + _SECONDS_A_CHARACTER * len(prompt.text)
                result = await self._announcer.say(prompt, seconds)
                self._saying = None
                if isinstance(result, Fault):
                    _log.info("%s was not said: %s %s", prompt.recording, result.code, result.detail)


def _spoken(page: Page) -> Iterator[Text]:
    """Give what is read out of a page; a question that stands over it comes first, and alone."""
    source = page.frame.overlay or page.view
    for name in _SPOKEN:
        words = getattr(source, name, None)
        for each in words if isinstance(words, tuple) else (words,):
            if isinstance(each, Text) and _is_public(each):
                yield each


def _is_public(text: Text) -> bool:
    return all(
        isinstance(value, int) or (isinstance(value, Text) and _is_public(value))
        for value in text.args.values()
    )


def _recording(text: Text) -> str:
    """Name the recording of exactly these words."""
    parts = (_recording(value) if isinstance(value, Text) else str(value) for value in text.args.values())
    return "-".join((text.id, *parts))
