"""The process that looks at faces: it answers, dies, hangs, and takes all it saw with it."""

import asyncio
import logging
import os
import resource
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kiosk.config import FOLDER
from kiosk.devices.ports import DeviceState, Fault, FaultCode
from kiosk.domain.people import CardPhoto
from kiosk.face_analysis import FaceAnalysis
from kiosk.faces import (
    IdPhotoProblem,
    Instruction,
    NotVerified,
    Progress,
    Reason,
    ReferenceProblem,
    Verified,
    process,
)
from kiosk.faces import worker as face_worker
from kiosk.faces.id_photo import HEIGHT, WIDTH
from kiosk.faces.picture import Picture
from kiosk.faces.process import FaceProcess, ProcessHangsError, ProcessLostError
from kiosk.faces.template import is_usable
from kiosk.faces.wire import pack_answer
from kiosk.opencv import cv2
from tests.devices.waiting import DaemonClock, running, until
from tests.faces.citizens import Citizen, id_photo, live
from tests.faces.engines import engine, rendered, rules

RULES, CALIBRATION = FOLDER / "faces.toml", FOLDER / "calibrations" / "rendered-citizens.toml"
ALICE = "c05_f45"
MOST_MEMORY = 450 * 1024 * 1024


@asynccontextmanager
async def started() -> AsyncIterator[FaceProcess]:
    worker = await FaceProcess.start(RULES, CALIBRATION)
    try:
        yield worker
    finally:
        await worker.kill()


@asynccontextmanager
async def analysing() -> AsyncIterator[tuple[FaceAnalysis, FaceProcess]]:
    """Begin to compare with Alice's photo, and give the process that does so, too."""
    analysis = FaceAnalysis(RULES, CALIBRATION)
    async with running(analysis, DaemonClock()):
        await until(analysis.changes(), lambda status: status.device is DeviceState.ONLINE)
        assert await analysis.begin(id_photo(ALICE), elder=False) is None
        worker = analysis._process  # noqa: SLF001 nobody else may reach it
        assert worker is not None
        yield analysis, worker


async def verified(worker: FaceProcess | FaceAnalysis) -> Verified | NotVerified:
    """Let a citizen do what she is told, until there is an answer."""
    answer = await worker.feed(live(ALICE), 0.0)
    alice = Citizen(ALICE)
    number = 0
    while isinstance(answer, Progress):
        number += 1
        answer = await worker.feed(alice.frame(answer.instruction), number / 15)
    assert isinstance(answer, Verified | NotVerified)
    return answer


def decoded(file: bytes) -> Picture:
    picture = cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return np.asarray(picture, np.uint8)


def pid(worker: FaceProcess) -> int:
    return worker._process.pid  # noqa: SLF001 nobody else may reach it


def told_of(worker: FaceProcess, what: str) -> str:
    """Read what the system tells of the process; nothing if it is gone."""
    path = Path(f"/proc/{pid(worker)}/{what}")
    return path.read_text(encoding="ascii") if path.exists() else ""


def test_it_verifies_who_does_as_told_and_stays_small() -> None:
    async def visit() -> None:
        async with started() as worker:
            assert worker.degraded == frozenset()
            assert await worker.begin(id_photo(ALICE), elder=False) is None
            answer = await verified(worker)
            assert isinstance(answer, Verified) or answer.reason is not Reason.DIFFERENT_PERSON
            pages = int(told_of(worker, "statm").split()[1])
            assert pages * os.sysconf("SC_PAGE_SIZE") < MOST_MEMORY

    asyncio.run(visit())


def test_it_says_what_is_wrong_with_a_photo_and_goes_on() -> None:
    async def visit() -> None:
        async with started() as worker:
            for photo in (b"", b"\xff\xd8\xff", id_photo(ALICE)[:900]):
                assert await worker.begin(photo, elder=False) is ReferenceProblem.UNREADABLE
            assert await worker.begin(id_photo(ALICE), elder=True) is None
            assert isinstance(await worker.feed(live(ALICE), 0.0), Progress)

    asyncio.run(visit())


def test_a_call_that_is_given_up_does_not_answer_the_next_one() -> None:
    async def visit() -> None:
        async with started() as worker:
            await worker.begin(id_photo(ALICE), elder=False)
            given_up = asyncio.create_task(worker.feed(live(ALICE), 0.0))
            await asyncio.sleep(0)
            given_up.cancel()
            assert await worker.begin(b"", elder=False) is ReferenceProblem.UNREADABLE

    asyncio.run(visit())


def test_an_answer_that_had_half_arrived_when_its_call_was_given_up_breaks_nothing() -> None:
    async def visit() -> None:
        listener = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-c", "import sys; sys.stdin.read()"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        worker = FaceProcess(listener)
        arrives = worker._answers.feed_data  # noqa: SLF001 as above
        late = pack_answer(1, CardPhoto(b"a photo"))
        frame = np.zeros((8, 8, 3), np.uint8)
        given_up = asyncio.create_task(worker.photograph(frame))
        for part in (b"", late[:8], late[8:20], b""):
            arrives(part)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        given_up.cancel()
        await asyncio.gather(given_up, return_exceptions=True)
        arrives(late[20:] + pack_answer(2, IdPhotoProblem.BLURRED))
        assert await worker.photograph(frame) is IdPhotoProblem.BLURRED
        await worker.kill()

    asyncio.run(visit())


def test_the_face_compared_with_is_wiped_once_there_is_an_answer() -> None:
    quick = replace(rules(), liveness=replace(rules().liveness, challenges=0))
    desk = face_worker._Desk(engine(), quick, rendered())  # noqa: SLF001 its command would be a process of its own
    desk.obey({"do": "begin", "elder": False}, id_photo(ALICE))
    known = desk._reference  # noqa: SLF001 what it holds is what is asked
    assert known is not None
    alice = Citizen(ALICE)
    answer: object = Progress(Instruction.LOOK_HERE, 0.0)
    number = 0
    while isinstance(answer, Progress):
        assert is_usable(known.template)
        frame = alice.frame(Instruction.LOOK_HERE)
        head = {"do": "feed", "at": number / 15, "height": 480, "width": 640}
        answer = desk.obey(head, frame.tobytes())
        number += 1
    assert isinstance(answer, Verified)
    assert not is_usable(known.template)


def test_pictures_of_any_size_are_taken() -> None:
    async def visit() -> None:
        async with started() as worker:
            await worker.begin(id_photo(ALICE), elder=False)
            for shape in ((0, 0, 3), (1, 1, 3), (480, 640, 3), (2160, 3840, 3)):
                assert isinstance(await worker.feed(np.zeros(shape, np.uint8), 0.0), Progress)

    asyncio.run(visit())


def test_it_takes_a_photo_for_a_card_or_says_what_to_mend_first() -> None:
    white = cv2.copyMakeBorder(decoded(id_photo(ALICE)), 39, 0, 141, 141, cv2.BORDER_REPLICATE)

    async def visit() -> None:
        async with started() as worker:
            photo = await worker.photograph(np.asarray(white, np.uint8))
            assert isinstance(photo, CardPhoto)
            assert decoded(photo.file).shape == (HEIGHT, WIDTH, 3)
            assert await worker.photograph(live(ALICE)) is IdPhotoProblem.BACKGROUND
            for shape in ((0, 0, 3), (1, 1, 3), (2160, 3840, 3)):
                assert await worker.photograph(np.zeros(shape, np.uint8)) is IdPhotoProblem.NO_FACE

    asyncio.run(visit())


def test_a_process_that_dies_or_hangs_is_told_from_one_that_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    async def visit() -> None:
        async with started() as worker:
            await worker.begin(id_photo(ALICE), elder=False)
            os.kill(pid(worker), signal.SIGSTOP)
            monkeypatch.setattr(process, "_ANSWER_SECONDS", 0.5)
            with pytest.raises(ProcessHangsError):
                await worker.feed(live(ALICE), 0.0)
        monkeypatch.undo()
        async with started() as worker:
            await worker.begin(id_photo(ALICE), elder=False)
            os.kill(pid(worker), signal.SIGKILL)
            with pytest.raises(ProcessLostError, match="died"):
                await worker.feed(live(ALICE), 0.0)

    asyncio.run(visit())


def test_a_process_that_cannot_start_says_so(tmp_path: Path) -> None:
    async def visit() -> None:
        with pytest.raises(ProcessLostError, match="died"):
            await FaceProcess.start(tmp_path / "no-rules.toml", CALIBRATION)

    asyncio.run(visit())


def test_an_analysis_that_dies_is_a_fault_and_is_started_again() -> None:
    async def visit() -> None:
        async with analysing() as (analysis, worker):
            os.kill(pid(worker), signal.SIGKILL)
            answer = await analysis.feed(live(ALICE), 0.0)
            assert isinstance(answer, Fault)
            assert answer.code is FaultCode.SUSPECT
            await until(analysis.changes(), lambda status: status.device is DeviceState.ONLINE)
            assert await analysis.begin(id_photo(ALICE), elder=False) is None

    asyncio.run(visit())


def test_who_comes_right_after_a_visit_finds_another_process_and_no_fault() -> None:
    async def visit() -> None:
        async with analysing() as (analysis, before):
            analysis.release()
            analysis.prepare()
            await before.ended()
            assert await analysis.begin(id_photo(ALICE), elder=False) is None

    asyncio.run(visit())


def test_with_the_visit_the_process_is_gone_and_nothing_of_a_face_is_left_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    caplog.set_level(logging.DEBUG)
    shared = set(Path("/dev/shm").iterdir())

    async def visit() -> None:
        async with analysing() as (analysis, worker):
            limits = told_of(worker, "limits").splitlines()
            (core,) = [line.split() for line in limits if "core file" in line]
            assert core[4:6] == ["0", "0"]
            assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
            await verified(analysis)
            analysis.release()
            await worker.ended()
            assert told_of(worker, "limits") == ""

    asyncio.run(visit())
    assert list(tmp_path.rglob("*")) == []
    left = {path.name for path in set(Path("/dev/shm").iterdir()) - shared}
    assert not {name for name in left if not name.startswith("kiosk-proof-")}  # of tests beside this one
    assert "score" not in caplog.text
    assert not any(line.isdigit() for line in caplog.text.split())


def test_the_kiosk_itself_does_not_load_what_looks_at_faces() -> None:
    code = "import kiosk.app, sys; print(*{'cv2', 'dlib'} & set(sys.modules))"

    async def loaded() -> str:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE, cwd=FOLDER.parent
        )
        said, _ = await child.communicate()
        return said.decode().strip()

    assert asyncio.run(loaded()) == ""
