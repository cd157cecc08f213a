"""Voices and sounds: recordings first, a program where there is none, and never a traceback."""

import asyncio
import shutil
import wave
from array import array
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.drivers.announcer import LoudspeakerAnnouncer
from kiosk.devices.drivers.voices import EspeakVoice, RecordedVoice, Voice
from kiosk.devices.drivers.wave_sound import MalformedSoundError, at_volume, silence
from kiosk.devices.ports import DeviceState, Fault, FaultCode, Interrupted, Prompt, Said
from kiosk.devices.simulators.loudspeaker import SimulatedLoudspeaker
from kiosk.devices.transports.loudspeaker import AlsaLoudspeaker
from kiosk.devices.transports.program import ProgramFailedError, run_program
from kiosk.domain.words import Language
from tests.devices.announcer_desks import CARD, PIN, sound
from tests.devices.waiting import DaemonClock, running, until

needs_espeak = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")
needs_aplay = pytest.mark.skipif(not shutil.which("aplay"), reason="aplay (alsa-utils) is not installed")


def samples(wav: bytes) -> list[int]:
    with wave.open(BytesIO(wav)) as file:
        return array("h", file.readframes(file.getnframes())).tolist()


def test_a_sound_at_half_the_volume_is_half_as_high() -> None:
    assert samples(at_volume(sound(1000, -1000, 32_767), 50)) == [500, -500, 16_383]


def test_a_sound_at_full_volume_is_as_it_was() -> None:
    assert at_volume(sound(1, -2, 3), 100) == sound(1, -2, 3)


def spoilt(at: int, data: bytes) -> bytes:
    """Write over a part of a sound's head."""
    return silence()[:at] + data + silence()[at + len(data) :]


CHANNELS, RATE = 22, 24


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"RIFF", b"not a sound", sound(1, 2, 3, 4, width=1)),
        *(spoilt(RATE, bytes(4)), spoilt(RATE, b"\xff" * 4), spoilt(CHANNELS, b"\xff" * 2)),
    ],
)
def test_what_is_no_sound_of_16_bits_is_told(data: bytes) -> None:
    with pytest.raises(MalformedSoundError):
        at_volume(data, 50)


@given(st.binary(max_size=200), st.integers(0, 60))
def test_any_file_is_a_sound_or_is_told_to_be_none(noise: bytes, at: int) -> None:
    with suppress(MalformedSoundError):
        at_volume(silence()[:at] + noise, 50)


def test_a_prompt_begins_only_when_the_one_before_has_fallen_silent() -> None:
    class SlowToFallSilent:
        """As a program that is being killed still has the sound card."""

        def __init__(self) -> None:
            self.playing = 0
            self.most = 0
            self.begun = asyncio.Event()

        async def play(self, _: bytes) -> None:
            self.playing += 1
            self.most = max(self.most, self.playing)
            self.begun.set()
            try:
                await asyncio.sleep(0.01)
            finally:
                for _turn in range(50):
                    await asyncio.sleep(0)
                self.playing -= 1

    async def visit() -> None:
        loudspeaker, clock = SlowToFallSilent(), DaemonClock()
        driver = LoudspeakerAnnouncer([SimulatedLoudspeaker(clock)], loudspeaker, clock, 100)
        async with running(driver):
            await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            loudspeaker.begun.clear()
            before = asyncio.create_task(driver.say(CARD, 10))
            await loudspeaker.begun.wait()
            assert await driver.say(PIN, 10) == Said()
            assert await before == Interrupted()
        assert loudspeaker.most == 1

    asyncio.run(visit())


def test_a_recording_is_used_where_there_is_one_in_the_language(tmp_path: Path) -> None:
    folder = tmp_path / "zh"
    folder.mkdir()
    (folder / f"{CARD.recording}.wav").write_bytes(sound(7))
    voice = RecordedVoice(tmp_path)
    assert asyncio.run(voice.speak(CARD)) == sound(7)
    assert asyncio.run(voice.speak(PIN)) is None


@needs_espeak
@pytest.mark.parametrize("prompt", [CARD, PIN, Prompt("pin-wrong-2", "-v 还可以试 2 次", Language.CHINESE)])
def test_the_speech_program_says_everything_in_either_language(prompt: Prompt) -> None:
    spoken = asyncio.run(EspeakVoice().speak(prompt))
    assert spoken is not None
    assert max(samples(at_volume(spoken, 100))) > 1000


@needs_espeak
def test_chinese_characters_are_not_read_as_english() -> None:
    command = ("espeak-ng", "-v", "cmn-latn-pinyin", "-q", "-x", "--stdin")
    phonemes = asyncio.run(run_program(command, CARD.text.encode())).decode()
    assert phonemes.count("_|") >= len(CARD.text) - 1
    assert "(en)" not in phonemes


@needs_espeak
@needs_aplay
def test_what_the_speech_program_says_is_played_by_the_sound_system() -> None:
    async def visit() -> None:
        driver = LoudspeakerAnnouncer([EspeakVoice()], AlsaLoudspeaker("null"), DaemonClock(), 70)
        async with running(driver):
            await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            assert await driver.say(CARD, 10) == Said()
            assert await driver.say(PIN, 10) == Said()

    asyncio.run(visit())


@needs_aplay
def test_a_sound_card_that_does_not_exist_is_missed_with_the_systems_own_words() -> None:
    async def visit() -> None:
        driver = LoudspeakerAnnouncer([], AlsaLoudspeaker("no-such-card"), DaemonClock(), 70)
        async with running(driver):
            status = await until(driver.changes(), lambda status: status.reason)
            assert status.fault is FaultCode.NO_DEVICE
            assert "audio open error" in status.reason

    asyncio.run(visit())


def test_without_recording_and_program_the_prompt_is_left_out_and_the_announcer_is_well(
    tmp_path: Path,
) -> None:
    async def visit() -> None:
        (tmp_path / "zh").mkdir()
        (tmp_path / "zh" / f"{CARD.recording}.wav").write_bytes(b"no sound at all")
        clock = DaemonClock()
        voices: list[Voice] = [RecordedVoice(tmp_path), EspeakVoice("no-such-program")]
        driver = LoudspeakerAnnouncer(voices, SimulatedLoudspeaker(clock), clock, 70)
        async with running(driver):
            await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            spoilt, missing = await driver.say(CARD, 10), await driver.say(PIN, 10)
            assert driver.status.device is DeviceState.ONLINE
            assert driver.status.fault is FaultCode.NO_VOICE
        assert isinstance(spoilt, Fault)
        assert spoilt.code is FaultCode.NO_VOICE
        assert CARD.recording in spoilt.detail
        assert isinstance(missing, Fault)
        assert missing.code is FaultCode.NO_VOICE
        assert missing.detail == "no-such-program cannot be started: No such file or directory"

    asyncio.run(visit())


def test_a_speech_program_that_lacks_the_voice_is_told_in_its_own_words(tmp_path: Path) -> None:
    program = tmp_path / "espeak-ng"
    program.write_text("#!/bin/sh\necho 'Error: The specified espeak-ng voice does not exist.' >&2\nexit 1\n")
    program.chmod(0o755)

    async def visit() -> None:
        clock = DaemonClock()
        voices: list[Voice] = [RecordedVoice(tmp_path), EspeakVoice(str(program))]
        driver = LoudspeakerAnnouncer(voices, SimulatedLoudspeaker(clock), clock, 70)
        async with running(driver):
            await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            await driver.say(CARD, 10)
            assert driver.status.reason.endswith("The specified espeak-ng voice does not exist.")

    asyncio.run(visit())


def test_a_program_that_fails_says_why() -> None:
    with pytest.raises(ProgramFailedError, match="cannot be started"):
        asyncio.run(run_program(["no-such-program"], b""))
    with pytest.raises(ProgramFailedError, match="exit status 3"):
        asyncio.run(run_program(["sh", "-c", "exit 3"], b""))
    with pytest.raises(ProgramFailedError, match="no more"):
        asyncio.run(run_program(["sh", "-c", "echo first >&2; echo no more >&2; exit 1"], b"x" * 100_000))
