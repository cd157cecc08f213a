"""Error rates from scores, in the terms of ISO/IEC 19795-1. Scores grow with likeness."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

LOWEST: Final = -2.0
HIGHEST: Final = 1.0
_STEP: Final = 0.0001
_BINS: Final = round((HIGHEST - LOWEST) / _STEP)
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """What a threshold brings."""

    threshold: float
    """Accepted are scores of this much or more."""
    fmr: float
    """False match rate: the share of different people who are accepted."""
    fnmr: float
    """False non-match rate: the share of same people who are refused."""


class Histogram:
    """Scores of any number, counted in steps of 0.0001, so that millions of comparisons need no memory."""

    def __init__(self) -> None:
        self._same = np.zeros(_BINS, np.int64)
        self._different = np.zeros(_BINS, np.int64)

    def add(self, scores: Scores, *, same: bool) -> None:
        """Count scores of one person, or of two."""
        at = np.clip(((scores - LOWEST) / _STEP).astype(np.int64), 0, _BINS - 1)
        counts = self._same if same else self._different
        counts += np.bincount(at.ravel(), minlength=_BINS)

    @property
    def same(self) -> int:
        """Comparisons of one person."""
        return int(self._same.sum())

    @property
    def different(self) -> int:
        """Comparisons of two people."""
        return int(self._different.sum())

    def at_fmr(self, fmr: float) -> OperatingPoint:
        """Find the lowest threshold whose false match rate is no more than this."""
        fmrs, fnmrs = self._rates()
        first = int(np.argmax(fmrs <= fmr))
        return self._point(first, fmrs, fnmrs)

    def at_threshold(self, threshold: float) -> OperatingPoint:
        """Tell what a threshold brings."""
        fmrs, fnmrs = self._rates()
        # Half a step, since 0.363 has no exact place among the bins.
        return self._point(int((threshold - LOWEST) / _STEP + 0.5), fmrs, fnmrs)

    def equal_error_rate(self) -> float:
        """Give the rate where both errors are alike."""
        fmrs, fnmrs = self._rates()
        nearest = int(np.argmin(np.abs(fmrs - fnmrs)))
        return float(fmrs[nearest] + fnmrs[nearest]) / 2

    def _rates(self) -> tuple[Scores, Scores]:
        """Compute both rates for the threshold below each bin, and above the last."""
        below_different = np.concatenate([[0], np.cumsum(self._different)])
        below_same = np.concatenate([[0], np.cumsum(self._same)])
        return 1 - below_different / max(self.different, 1), below_same / max(self.same, 1)

    def _point(self, at: int, fmrs: Scores, fnmrs: Scores) -> OperatingPoint:
        return OperatingPoint(round(LOWEST + at * _STEP, 4), float(fmrs[at]), float(fnmrs[at]))


def accuracy_by_folds(scores: Scores, same: NDArray[np.bool_], folds: NDArray[np.int64]) -> Sequence[float]:
    """Give each fold's share of right answers, at the threshold that is best for all others, as LFW does it.

    A picture without a face has the score minus infinity: it is never a match. With one fold its own best
    threshold is taken.
    """
    accuracies = []
    for fold in np.unique(folds):
        test = folds == fold
        train = ~test if (~test).any() else test
        threshold = _best_threshold(scores[train], same[train])
        accepted = np.isfinite(scores[test]) & (scores[test] >= threshold)
        accuracies.append(float(np.mean(accepted == same[test])))
    return accuracies


def _best_threshold(scores: Scores, same: NDArray[np.bool_]) -> float:
    order = np.argsort(scores)
    refused_rightly = np.concatenate([[0], np.cumsum(~same[order])])
    accepted_rightly = int(same.sum()) - np.concatenate([[0], np.cumsum(same[order])])
    at = int(np.argmax(refused_rightly + accepted_rightly))
    return float(scores[order][at]) if at < scores.size else float("inf")
