"""Voices: from a prompt to a sound."""

from pathlib import Path
from typing import Protocol

from kiosk.devices.ports import Prompt
from kiosk.devices.transports.program import run_program
from kiosk.devices.transports.threads import in_thread
from kiosk.domain.words import Language

_ESPEAK_VOICES = {Language.CHINESE: "cmn-latn-pinyin", Language.ENGLISH: "en-gb"}
"""The voice `cmn` of eSpeak NG 1.51 reads Chinese characters as English; this one reads them right."""
_WORDS_A_MINUTE = "150"


class Voice(Protocol):
    """Says prompts as sounds."""

    async def speak(self, prompt: Prompt) -> bytes | None:
        """Give a WAV file, or None if this voice does not have it.

        Raises:
            ProgramFailedError: it should have been able to say it.
        """
        ...


class RecordedVoice:
    """A `Voice` of recordings: WAV files in a folder for each language, such as `zh/pin-title.wav`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def speak(self, prompt: Prompt) -> bytes | None:
        """Give the recording, if there is one."""
        path = self._folder / prompt.language / f"{prompt.recording}.wav"
        try:
            return await in_thread(path.read_bytes)
        except OSError:
            return None


class EspeakVoice:
    """A `Voice` that can say everything, like a robot: eSpeak NG."""

    def __init__(self, program: str = "espeak-ng") -> None:
        self._program = program

    async def speak(self, prompt: Prompt) -> bytes:
        """Have a program say it.

        Raises:
            ProgramFailedError: it is not installed, or has not this voice.
        """
        voice = _ESPEAK_VOICES[prompt.language]
        command = (self._program, "-v", voice, "-s", _WORDS_A_MINUTE, "--stdin", "--stdout")
        return await run_program(command, prompt.text.encode())
