"""All twelve rendered citizens, and the attacks on them: who is refused, and what gets through."""

from collections.abc import Iterator

from benchmarks.figure import Figure, Result
from kiosk.faces import Verified
from tests.faces.citizens import ASSETS, EVERYBODY, Citizen, clip, id_photo, run
from tests.faces.engines import attempt
from tests.faces.recordings import DRAWS, passes, recording, seen

_ATTEMPTS = 3
_LUCKY_GOAL = 5.0
_RECORDINGS = 4


def measure_face_people() -> list[Result]:
    """Let everybody try three times, show every printed photo, and play recordings of visits that passed."""
    refused = [citizen for citizen in EVERYBODY if not any(_attempts(citizen))]
    attacked = [citizen for citizen in EVERYBODY if (ASSETS / citizen / "attack_print").is_dir()]
    printed = sum(
        passes(seen(citizen, "attack_print"), seed) for citizen in attacked for seed in range(DRAWS)
    )
    looped = sum(
        isinstance(run(attempt(id_photo(citizen), 1), clip(citizen, "attack_screen")), Verified)
        for citizen in attacked
    )
    luck = [
        sum(passes(recorded, draw) for draw in range(1000, 1000 + DRAWS))
        for citizen in EVERYBODY
        for recorded in (recording(citizen, seed) for seed in range(_RECORDINGS))
    ]
    mean, detail = sum(luck) / len(luck), f"mean of {len(luck)} recordings, {max(luck)} for the luckiest"
    return [
        Figure("face-refused", len(refused), 0, "of 12", ", ".join(refused) or "nobody genuine is refused"),
        Figure("face-printed", printed, 0, "clips", f"{len(attacked)} clips, {DRAWS} draws each"),
        Figure("face-tablet", looped, 0, "clips", f"{len(attacked)} tablets that loop a turn of the head"),
        Figure("face-replay", mean, _LUCKY_GOAL, "of 100", detail),
    ]


def _attempts(citizen: str) -> Iterator[bool]:
    for seed in range(_ATTEMPTS):
        yield isinstance(run(attempt(id_photo(citizen), seed), Citizen(citizen)), Verified)
