"""The templates of many pictures, and every comparison of them."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kiosk.faces.answers import ReferenceProblem
from kiosk.faces.engine import FaceEngine
from kiosk.faces.evaluation.curves import Histogram, Scores
from kiosk.faces.evaluation.library_default import LibraryDefault
from kiosk.faces.evaluation.pictures import People
from kiosk.faces.face import Face
from kiosk.faces.matching import COSINE_WEIGHT, DISTANCE_WEIGHT
from kiosk.faces.photo import read_photo
from kiosk.faces.picture import Picture
from kiosk.faces.template import SIZE, Embedding, is_comparable

AVERAGED: Final = 3
_TELL_EVERY: Final = 200
_ROWS: Final = 256


class Matcher(StrEnum):
    """Whose scores they are."""

    BOTH = "both encoders"
    SFACE = "SFace alone"
    DLIB = "dlib alone"
    LIBRARY = "library's default"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Described:
    """One picture's embeddings; None where no face was found, or without the encoder."""

    sface: Embedding | None
    dlib: Embedding | None
    library: Embedding | None

    @property
    def found(self) -> bool:
        """Whether our own detector found a face."""
        return self.sface is not None or self.dlib is not None


_NOBODY: Final = Described(None, None, None)
Gallery = dict[Path, Described]


def describe_all(engine: FaceEngine, library: LibraryDefault, paths: Sequence[Path]) -> Gallery:
    """Read and describe pictures, and tell on stderr how it goes; what cannot be read has no face."""
    gallery = {}
    for number, path in enumerate(paths, 1):
        gallery[path] = _describe(engine, library, path)
        if number % _TELL_EVERY == 0:
            sys.stderr.write(f"{number} of {len(paths)} pictures\n")
    return gallery


def _describe(engine: FaceEngine, library: LibraryDefault, path: Path) -> Described:
    picture = read_photo(path.read_bytes())
    if isinstance(picture, ReferenceProblem):
        return _NOBODY
    faces = engine.detector.find_in_photo(picture)
    theirs = library.encode(picture)
    if not faces:
        return Described(None, None, theirs)
    template = engine.describe(picture, _most_central(picture, faces))
    return Described(_usable(template.sface), _usable(template.dlib), _usable(theirs))


def _most_central(picture: Picture, faces: Sequence[Face]) -> Face:
    """Choose whom the picture is of: large and in the middle."""
    middle = np.array([picture.shape[1] / 2, picture.shape[0] / 2])
    return max(
        faces,
        key=lambda face: (
            face.box.width * face.box.height - 2 * float(np.sum((np.array(face.box.centre) - middle) ** 2))
        ),
    )


def _usable(embedding: Embedding | None) -> Embedding | None:
    return embedding if embedding is not None and is_comparable(embedding) else None


def scores_between(matcher: Matcher, ones: Sequence[Described], others: Sequence[Described]) -> Scores:
    """Compare each of the one with each of the other; not a number where a face is missing.

    Distances are turned round, so that a score always grows with likeness.
    """
    match matcher:
        case Matcher.SFACE:
            return _cosines([one.sface for one in ones], [other.sface for other in others])
        case Matcher.DLIB:
            return -_distances([one.dlib for one in ones], [other.dlib for other in others])
        case Matcher.LIBRARY:
            return -_distances([one.library for one in ones], [other.library for other in others])
        case Matcher.BOTH:
            cosines = scores_between(Matcher.SFACE, ones, others)
            distances = -scores_between(Matcher.DLIB, ones, others)
            return COSINE_WEIGHT * cosines - DISTANCE_WEIGHT * distances


def all_against_all(matcher: Matcher, gallery: Gallery, people: People) -> Histogram:
    """Compare every picture with every other, once."""
    named = [(person, gallery[path]) for person, paths in people.items() for path in paths if path in gallery]
    names = np.array([person for person, _ in named])
    pictures = [described for _, described in named]
    histogram = Histogram()
    for at, scores in _in_blocks(matcher, pictures, pictures):
        rows, columns = np.arange(at, at + len(scores))[:, None], np.arange(len(pictures))[None, :]
        same = names[rows] == names[columns]
        _count(histogram, scores, same & (columns > rows), ~same & (columns > rows))
    return histogram


def three_averaged(matcher: Matcher, gallery: Gallery, people: People) -> Histogram:
    """Compare every picture with the mean of three others, for those who have four or more."""
    names: list[str] = []
    singles: list[Described] = []
    means: list[Described] = []
    for person, paths in people.items():
        seen = [gallery[path] for path in paths if path in gallery and gallery[path].found]
        if len(seen) > AVERAGED:
            names += [person] * len(seen)
            singles += seen
            means += [_mean((seen[at + 1 :] + seen[:at])[:AVERAGED]) for at in range(len(seen))]
    persons = np.array(names)
    histogram = Histogram()
    for at, scores in _in_blocks(matcher, singles, means):
        rows, columns = np.arange(at, at + len(scores))[:, None], np.arange(len(means))[None, :]
        _count(histogram, scores, rows == columns, persons[rows] != persons[columns])
    return histogram


def _in_blocks(
    matcher: Matcher, ones: Sequence[Described], others: Sequence[Described]
) -> Iterator[tuple[int, Scores]]:
    """Compare each with each, some rows at a time, so that millions of scores need no memory."""
    for at in range(0, len(ones), _ROWS):
        yield at, scores_between(matcher, ones[at : at + _ROWS], others)


def _count(
    histogram: Histogram, scores: Scores, same: NDArray[np.bool_], different: NDArray[np.bool_]
) -> None:
    known = np.isfinite(scores)
    histogram.add(scores[known & same], same=True)
    histogram.add(scores[known & different], same=False)


def _mean(seen: Sequence[Described]) -> Described:
    directions = _average([one.sface for one in seen])
    if directions is not None:
        directions /= np.linalg.norm(directions)
    return Described(
        directions, _average([one.dlib for one in seen]), _average([one.library for one in seen])
    )


def _average(embeddings: Iterable[Embedding | None]) -> Embedding | None:
    seen = [embedding for embedding in embeddings if embedding is not None]
    return np.mean(seen, axis=0) if seen else None


def _cosines(ones: Sequence[Embedding | None], others: Sequence[Embedding | None]) -> Scores:
    return np.asarray(_stack(ones) @ _stack(others).T, np.float64)


def _distances(ones: Sequence[Embedding | None], others: Sequence[Embedding | None]) -> Scores:
    left, right = _stack(ones), _stack(others)
    squares = (left**2).sum(axis=1)[:, None] + (right**2).sum(axis=1)[None, :] - 2 * left @ right.T
    return np.asarray(np.sqrt(np.maximum(squares, 0)), np.float64)


def _stack(embeddings: Sequence[Embedding | None]) -> Scores:
    nothing = np.full(SIZE, np.nan)
    rows = [nothing if embedding is None else embedding for embedding in embeddings]
    return np.array(rows).reshape(len(rows), SIZE)
