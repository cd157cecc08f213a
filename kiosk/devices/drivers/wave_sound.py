"""WAV files of 16 bits, the kind that every recorder and voice writes."""

import struct
import wave
from array import array
from io import BytesIO

_SAMPLE_BYTES = 2
_QUIET_FRAMES = 2205
"""A tenth of a second."""
_FRAME_RATE = 22_050


class MalformedSoundError(Exception):
    """It is no such file."""


def at_volume(sound: bytes, percent: int) -> bytes:
    """Make a sound quieter; 100 leaves it as loud as it is.

    A length that the header gets wrong, as that of a voice that writes into a pipe, is put right.

    Raises:
        MalformedSoundError: it is no WAV file of 16 bits.
    """
    try:
        with wave.open(BytesIO(sound)) as source:
            channels, width, rate = source.getnchannels(), source.getsampwidth(), source.getframerate()
            frames = source.readframes(source.getnframes())
    except (wave.Error, EOFError, RuntimeError) as error:
        raise MalformedSoundError(f"this is no WAV file: {error}") from error
    if width != _SAMPLE_BYTES:
        raise MalformedSoundError(f"a WAV file of {8 * width} bits; save it with 16")
    samples = array("h", frames[: len(frames) // _SAMPLE_BYTES * _SAMPLE_BYTES])
    if percent != 100:
        samples = array("h", (sample * percent // 100 for sample in samples))
    try:
        return _wave_file(samples.tobytes(), channels, rate)
    except (wave.Error, struct.error) as error:
        raise MalformedSoundError(f"no sound has {channels} channels at {rate} hertz") from error


def silence() -> bytes:
    """Make a sound that is none, to see whether there is anything to play one."""
    return _wave_file(bytes(_QUIET_FRAMES * _SAMPLE_BYTES), 1, _FRAME_RATE)


def _wave_file(frames: bytes, channels: int, rate: int) -> bytes:
    target = BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(_SAMPLE_BYTES)
        file.setframerate(rate)
        file.writeframes(frames)
    return target.getvalue()
