"""Announcers: a voice and a loudspeaker."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from kiosk.devices.deadline import deadline as within
from kiosk.devices.driver import Driver
from kiosk.devices.drivers.voices import Voice
from kiosk.devices.drivers.wave_sound import MalformedSoundError, at_volume, silence
from kiosk.devices.ports import AnnouncerStatus, DeviceState, Fault, FaultCode, Interrupted, Prompt, Said
from kiosk.devices.transports.lost import DeviceLostError
from kiosk.devices.transports.loudspeaker import Loudspeaker
from kiosk.devices.transports.message_link import NotAnsweringError
from kiosk.devices.transports.program import ProgramFailedError
from kiosk.devices.transports.threads import in_thread
from kiosk.domain.clock import Clock

_MISSING = AnnouncerStatus(DeviceState.NO_DEVICE, fault=FaultCode.NO_DEVICE)
_WELL = AnnouncerStatus(DeviceState.ONLINE)
_TEST_SECONDS = 5.0


class LoudspeakerAnnouncer(Driver[AnnouncerStatus]):
    """An `Announcer`. It says nothing unless `run` does its work.

    Args:
        voices: the first of them that can say a prompt says it.
        volume: percent of the loudest.
    """

    def __init__(self, voices: Sequence[Voice], loudspeaker: Loudspeaker, clock: Clock, volume: int) -> None:
        super().__init__(_MISSING)
        self.volume = volume
        self._voices = voices
        self._loudspeaker = loudspeaker
        self._clock = clock
        self._speech: asyncio.Future[Said | Fault] | None = None
        self._one_at_a_time = asyncio.Lock()
        self._lost: asyncio.Future[None] | None = None

    def set_volume(self, percent: int) -> None:
        """Choose how loud it is, beginning with the next prompt."""
        self.volume = max(0, min(percent, 100))

    def interrupt(self) -> None:
        """Fall silent."""
        if self._speech is not None:
            self._speech.cancel()

    async def say(self, prompt: Prompt, deadline: float) -> Said | Interrupted | Fault:
        """Say a prompt, and break off what is being said."""
        self.interrupt()
        if self.status.device is not DeviceState.ONLINE:
            return Fault(self.status.fault or FaultCode.NO_DEVICE, self.status.reason)
        speech = self._speech = asyncio.ensure_future(self._speak(prompt))
        try:
            async with within(self._clock, deadline):
                await asyncio.wait({speech})
        except TimeoutError:
            return self._lose(NotAnsweringError("the loudspeaker was not done in time"))
        finally:
            speech.cancel()
            await asyncio.wait({speech})
        if speech.cancelled():
            return Interrupted()
        match speech.exception():
            case DeviceLostError() as error:
                return self._lose(error)
            case _:
                return speech.result()

    async def _speak(self, prompt: Prompt) -> Said | Fault:
        reasons = []
        for voice in self._voices:
            try:
                sound = await voice.speak(prompt)
                loud = sound and await in_thread(partial(at_volume, sound, self.volume))
            except ProgramFailedError as error:
                reasons.append(str(error))
                continue
            except MalformedSoundError as error:
                reasons.append(f"{prompt.recording}: {error}")
                continue
            if loud:
                async with self._one_at_a_time:
                    await self._loudspeaker.play(loud)
                self._status.publish(_WELL)
                return Said()
        reason = "; ".join(reasons) or "there is no recording"
        self._status.publish(replace(_WELL, fault=FaultCode.NO_VOICE, reason=reason))
        return Fault(FaultCode.NO_VOICE, reason)

    def _lose(self, error: DeviceLostError) -> Fault:
        if self._lost is not None and not self._lost.done():
            self._lost.set_exception(error)
        silent = isinstance(error, NotAnsweringError)
        return Fault(FaultCode.NOT_RESPONDING if silent else FaultCode.NO_DEVICE, str(error))

    async def _open(self) -> None:
        """Play nothing, which needs all that something needs."""
        try:
            async with within(self._clock, _TEST_SECONDS):
                await self._loudspeaker.play(silence())
        except TimeoutError:
            raise NotAnsweringError("the loudspeaker does not take a sound") from None

    async def _serve(self) -> None:
        self._lost = asyncio.get_running_loop().create_future()
        self._status.publish(_WELL)
        await self._lost

    async def _close(self) -> None:
        self.interrupt()
