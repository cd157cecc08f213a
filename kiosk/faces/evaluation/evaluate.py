"""`kiosk faces evaluate`: detection, accuracy and error rates on a folder, the library's default beside."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean, stdev

import numpy as np

from kiosk.faces.answers import FacesUnavailable
from kiosk.faces.engine import FaceEngine, load_engine
from kiosk.faces.evaluation.curves import Histogram, accuracy_by_folds
from kiosk.faces.evaluation.gallery import (
    Gallery,
    Matcher,
    all_against_all,
    describe_all,
    scores_between,
    three_averaged,
)
from kiosk.faces.evaluation.library_default import TOLERANCE, LibraryDefault
from kiosk.faces.evaluation.pictures import EvaluationError, Pair, People, find_people, read_pairs

_FMRS = (0.01, 0.001)
_ENOUGH = 3
"""A rate of 0.1 % needs 3,000 comparisons at the least (the rule of three)."""


def evaluate(folder: Path, pairs_file: Path | None) -> int:
    """Measure and print; give the exit status.

    Args:
        folder: in LFW's layout.
        pairs_file: in LFW's format; without it every picture is compared with every other.

    Raises:
        EvaluationError: the folder or the file is wrong, or nothing can be loaded.
    """
    people = find_people(folder)
    pairs = read_pairs(pairs_file, people) if pairs_file else []
    wanted = sorted({path for pair in pairs for path in (pair.one, pair.other)}) or [
        path for paths in people.values() for path in paths
    ]
    engine = open_engine()
    gallery = describe_all(engine, LibraryDefault(), wanted)
    for line in _report(engine, gallery, people, pairs):
        sys.stdout.write(f"{line}\n")
    return 0


def open_engine() -> FaceEngine:
    """Load the models of a product, for a command.

    Raises:
        EvaluationError: they cannot be.
    """
    engine = load_engine()
    if isinstance(engine, FacesUnavailable):
        raise EvaluationError(engine.why)
    return engine


def _report(engine: FaceEngine, gallery: Gallery, people: People, pairs: Sequence[Pair]) -> Iterator[str]:
    for problem in engine.problems:
        yield f"degraded: {problem}"
    total = len(gallery)
    ours = sum(described.found for described in gallery.values())
    theirs = sum(described.library is not None for described in gallery.values())
    yield f"{total} pictures; a face found in {_percent(ours / total)} (library {_percent(theirs / total)})"
    matchers = [matcher for matcher in Matcher if _works(matcher, engine)]
    if pairs:
        yield ""
        yield f"{len(pairs)} pairs, {max(pair.fold for pair in pairs) + 1} folds"
        for matcher in matchers:
            yield _line(matcher, *_over_pairs(matcher, gallery, pairs))
    yield ""
    yield "every picture against every other"
    for matcher in matchers:
        yield _line(matcher, all_against_all(matcher, gallery, people))
    averaged = {matcher: three_averaged(matcher, gallery, people) for matcher in matchers}
    if all(histogram.same for histogram in averaged.values()):
        yield ""
        yield "every picture against the mean of three others of one person"
        for matcher, histogram in averaged.items():
            yield _line(matcher, histogram)


def _works(matcher: Matcher, engine: FaceEngine) -> bool:
    sface, dlib = engine.sface is not None, engine.dlib is not None
    return {
        Matcher.BOTH: sface and dlib,
        Matcher.SFACE: sface,
        Matcher.DLIB: dlib,
        Matcher.LIBRARY: True,
    }[matcher]


def _over_pairs(matcher: Matcher, gallery: Gallery, pairs: Sequence[Pair]) -> tuple[Histogram, list[float]]:
    scores = np.array(
        [float(scores_between(matcher, [gallery[p.one]], [gallery[p.other]])[0, 0]) for p in pairs]
    )
    same = np.array([pair.same for pair in pairs])
    histogram = Histogram()
    for kind in (True, False):
        known = scores[(same == kind) & np.isfinite(scores)]
        histogram.add(known, same=kind)
    missed_is_refused = np.where(np.isfinite(scores), scores, -np.inf)
    return histogram, list(
        accuracy_by_folds(missed_is_refused, same, np.array([pair.fold for pair in pairs]))
    )


def _line(matcher: Matcher, histogram: Histogram, folds: Sequence[float] = ()) -> str:
    words = []
    if folds:
        spread = f" +- {stdev(folds) * 100:.2f}" if len(folds) > 1 else ""
        words.append(f"accuracy {fmean(folds) * 100:.2f}{spread} %")
    words.append(f"EER {_percent(histogram.equal_error_rate())}")
    for fmr in _FMRS:
        if histogram.different * fmr < _ENOUGH:
            words.append(f"FMR {fmr:.1%}: too few pairs ({histogram.different})")
            continue
        point = histogram.at_fmr(fmr)
        threshold = -point.threshold if matcher in (Matcher.DLIB, Matcher.LIBRARY) else point.threshold
        words.append(f"FNMR {_percent(point.fnmr)} at FMR {fmr:.1%} (threshold {threshold:.3f})")
    if matcher is Matcher.LIBRARY:
        own = histogram.at_threshold(-TOLERANCE)
        words.append(f"at its own {TOLERANCE}: FMR {_percent(own.fmr)}, FNMR {_percent(own.fnmr)}")
    return f"  {matcher:18} " + "; ".join(words)


def _percent(share: float) -> str:
    return f"{share * 100:.2f} %"
