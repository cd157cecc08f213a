"""Faces on one processor: tracking against the library's own detector, and how long an answer takes.

The seconds are those of the processor, so that whatever else runs on the machine does not count; all of the
work is one thread's.
"""

import math
import time
from collections.abc import Callable
from dataclasses import replace
from random import Random
from statistics import median

from benchmarks.figure import Figure, Result, interleaved
from kiosk.faces import Instruction, Progress, Verified
from kiosk.faces.evaluation.library_default import LibraryDefault
from kiosk.faces.look import look
from kiosk.faces.picture import Picture
from kiosk.faces.verification import Verification
from tests.faces.citizens import EVERYBODY, Citizen, id_photo, live
from tests.faces.engines import engine, reference, rendered, rules

_ROUNDS = 3
_TRACKING_GOAL, _FRAME_GOAL = 1 / 5, 1000 / 30
_ANSWER_GOAL, _WHOLE_GOAL = 0.6, 1.5
_CAMERA_FPS = 30


def measure_faces() -> list[Result]:
    """Track the same frames by both; then verify everybody from frames alone, as a camera gives them."""
    library = LibraryDefault()
    frames = [live(citizen) for citizen in EVERYBODY]
    for frame in frames[:2]:  # both are slower the first time
        _track(frame)
        library.locations(frame)

    def ours() -> float:
        return _milliseconds(lambda: [_track(frame) for frame in frames]) / len(frames)

    def theirs() -> float:
        return _milliseconds(lambda: [library.locations(frame) for frame in frames]) / len(frames)

    own, peer = (median(samples) for samples in interleaved(_ROUNDS, ours, theirs))
    waits = [_verify(citizen) for citizen in EVERYBODY]
    answer, whole = median(last for last, _ in waits), median(all_of_it for _, all_of_it in waits)
    detail = f"{own:.1f} against {peer:.1f} ms a frame of 640x480, with landmarks and quality"
    people = f"median of {len(EVERYBODY)} citizens"
    return [
        Figure("face-tracking", own / peer, _TRACKING_GOAL, "ratio", detail),
        Figure("face-frame", own, _FRAME_GOAL, "ms", f"{1000 / own:.0f} frames a second"),
        Figure("face-answer", answer, _ANSWER_GOAL, "s", f"from the last good frame, {people}"),
        Figure("face-whole", whole, _WHOLE_GOAL, "s", f"from the photo to the answer, {people}"),
    ]


def _track(frame: Picture) -> object:
    return look(engine(), frame, rules(), rendered())


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def _verify(citizen: str) -> tuple[float, float]:
    """Verify without challenges; give the seconds of the last frame, and of everything with the photo."""
    before = Citizen(citizen)
    quick = replace(rules(), liveness=replace(rules().liveness, challenges=0))
    started = time.process_time()
    known = reference(id_photo(citizen))
    verification = Verification(engine(), known, quick, rendered(), Random(1))
    now = time.process_time() - started
    while True:
        # A camera gives its frames in its own time; those that come while nobody looks are lost.
        now = math.ceil(now * _CAMERA_FPS) / _CAMERA_FPS
        frame = before.frame(Instruction.LOOK_HERE)
        seen = time.process_time()
        answer = verification.feed(frame, now)
        last = time.process_time() - seen
        now += last
        if not isinstance(answer, Progress):
            assert isinstance(answer, Verified), answer
            return last, now
