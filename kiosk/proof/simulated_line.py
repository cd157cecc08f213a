"""A line between a kiosk and somebody else, on which everything can happen to a message."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from kiosk.proof.simulated_history import History

_Reply = TypeVar("_Reply")
_SILENCE_S = 10.0
"""How long a kiosk waits for an answer."""


@dataclass(slots=True)
class Weather:
    """How bad a day is; shared by everybody, and fair again when the day is over."""

    faults: float
    """The share of messages to which something happens."""
    crashes_s: float
    """Between two power cuts of a kiosk, on average."""
    cuts: float
    """The share of commits at which the power goes, just before or just after."""

    def clear_up(self) -> None:
        """Let nothing fail any more."""
        self.faults = self.cuts = 0.0


class Line:
    """Carries requests to where they take effect, and answers back.

    Args:
        who: whose line it is, for the history.
        random: decides what happens to a message.
    """

    def __init__(self, who: str, weather: Weather, random: Random, history: History) -> None:
        self._who = who
        self._weather = weather
        self._random = random
        self._history = history
        self._down_until = 0.0

    async def carry(self, name: str, effect: Callable[[], _Reply], lost: Callable[[], _Reply]) -> _Reply:
        """Let a request take effect once, twice, late or never; `lost` makes what the kiosk then knows."""
        random = self._random
        pause = random.uniform(0.02, 0.6)
        loop = asyncio.get_running_loop()
        if loop.time() < self._down_until and self._weather.faults:
            await asyncio.sleep(_SILENCE_S)
            return lost()
        if random.random() >= self._weather.faults:
            return await self._well(effect, pause)
        fault = random.choice(("lost", "unanswered", "late", "twice", "slow", "down"))
        self._history.note(self._who, f"{name} is {fault}")
        match fault:
            case "unanswered":  # a lost reply, a hang, or an error after it was done
                await asyncio.sleep(pause)
                effect()
            case "late":
                loop.call_later(random.expovariate(1 / 120), effect)
            case "twice":
                reply = await self._well(effect, pause)
                loop.call_later(random.expovariate(1 / 60), effect)
                return reply
            case "slow":
                return await self._well(effect, random.uniform(2, _SILENCE_S))
            case "down":
                self._down_until = loop.time() + random.expovariate(1 / 300)
        await asyncio.sleep(_SILENCE_S)
        return lost()

    async def _well(self, effect: Callable[[], _Reply], pause: float) -> _Reply:
        # The power may go before the effect or after it.
        if self._random.random() < 0.5:
            await asyncio.sleep(pause)
            return effect()
        reply = effect()
        await asyncio.sleep(pause)
        return reply
