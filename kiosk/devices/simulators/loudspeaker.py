"""A loudspeaker that nobody hears, with a voice of its own, and a memory for what it was given to say."""

from enum import StrEnum

from kiosk.devices.drivers.wave_sound import silence
from kiosk.devices.ports import Prompt
from kiosk.devices.simulators.faults import Faults
from kiosk.devices.transports.lost import DeviceLostError
from kiosk.domain.clock import Clock

_SECONDS_A_CHARACTER = 0.2
_FOREVER = 1e9


class LoudspeakerFault(StrEnum):
    """What can be wrong with it; each sound is an occasion."""

    HANG = "hang"
    """It never comes to the end of a sound."""
    UNPLUGGED = "unplugged"


class SimulatedLoudspeaker:
    """A `Voice` and a `Loudspeaker` in one; it takes as long as a person to say something."""

    def __init__(self, clock: Clock) -> None:
        self.faults = Faults[LoudspeakerFault]()
        self.begun: list[Prompt] = []
        """What it began to say, oldest first."""
        self.speaking = False
        self._clock = clock
        self._prompt: Prompt | None = None

    def unplug(self) -> None:
        """Pull its cable."""
        self.faults.add(LoudspeakerFault.UNPLUGGED)

    def plug_in(self) -> None:
        """Put the cable in again."""
        self.faults.discard(LoudspeakerFault.UNPLUGGED)

    async def speak(self, prompt: Prompt) -> bytes:
        """Give a sound that stands for the prompt."""
        self._prompt = prompt
        return silence()

    async def play(self, sound: bytes) -> None:
        """Say the prompt, or take as long as a real one."""
        prompt, self._prompt = self._prompt, None
        self.faults.begin()
        self.speaking = True
        try:
            if LoudspeakerFault.UNPLUGGED in self.faults:
                raise DeviceLostError("the loudspeaker is unplugged")
            if prompt:
                self.begun.append(prompt)
            hangs = LoudspeakerFault.HANG in self.faults
            await self._clock.sleep(
                _FOREVER if hangs else _SECONDS_A_CHARACTER * len(prompt.text if prompt else "")
            )
        finally:
            self.speaking = False
            self.faults.end()
