"""Folders of pictures in the layout of LFW, and its pairs files: http://vis-www.cs.umass.edu/lfw/README.txt."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.technician_error import TechnicianError

_SUFFIXES: Final = frozenset({".jpg", ".jpeg", ".png", ".bmp"})
People = Mapping[str, Sequence[Path]]
"""Each person's pictures, in the order of their names."""


class EvaluationError(TechnicianError):
    """A folder or file that cannot be evaluated; the text says where and how to mend it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pictures."""

    one: Path
    other: Path
    same: bool
    """Whether they are of one person."""
    fold: int
    """From 0."""


def find_people(folder: Path) -> People:
    """List the pictures of `FOLDER/PERSON/*.jpg`.

    Raises:
        EvaluationError: there is no such folder, or no pictures of at least two people in it.
    """
    if not folder.is_dir():
        raise EvaluationError(f"{folder} is no folder; name one that holds a folder for each person")
    people = {
        person.name: [path for path in sorted(person.iterdir()) if path.suffix.lower() in _SUFFIXES]
        for person in sorted(folder.iterdir())
        if person.is_dir()
    }
    people = {person: pictures for person, pictures in people.items() if pictures}
    if len(people) < 2:
        raise EvaluationError(
            f"{folder} holds pictures of {len(people)} people; it needs two or more, "
            "as FOLDER/Some_Name/Some_Name_0001.jpg"
        )
    return people


def read_pairs(file: Path, people: People) -> list[Pair]:
    """Read a pairs file: folds and pairs in a fold on its first line, then a pair a line.

    `Name 1 4` is one person's first and fourth picture, `Name 1 Other 3` are two people. Each fold holds as
    many of the one kind as of the other, one kind after the other, as many as the first line says.

    Raises:
        EvaluationError: it cannot be read or a line is wrong, with file, line and the word at fault.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{file}: cannot be read as text ({error})") from error
    head = lines[0].split() if lines else []
    if not 1 <= len(head) <= 2 or not all(word.isdecimal() and int(word) > 0 for word in head):
        raise EvaluationError(f"{file}, line 1: must be '10 300', the folds and the pairs of a kind in each")
    folds, each = (int(head[0]), int(head[1])) if len(head) == 2 else (1, int(head[0]))
    rows = [(number, line.split()) for number, line in enumerate(lines[1:], 2) if line.strip()]
    if len(rows) != 2 * folds * each:
        raise EvaluationError(
            f"{file}, line 1: '{lines[0].strip()}' means {2 * folds * each} pairs, but {len(rows)} follow"
        )
    return [_pair(file, number, words, people, at // (2 * each)) for at, (number, words) in enumerate(rows)]


def _pair(file: Path, line: int, words: list[str], people: People, fold: int) -> Pair:
    place = f"{file}, line {line}"
    if len(words) == 3:
        names, numbers = (words[0], words[0]), (words[1], words[2])
    elif len(words) == 4:
        names, numbers = (words[0], words[2]), (words[1], words[3])
    else:
        raise EvaluationError(f"{place}: has {len(words)} words; write 'Name 1 4' or 'Name 1 Other 3'")
    one, other = (_picture(place, *who, people) for who in zip(names, numbers, strict=True))
    return Pair(one, other, names[0] == names[1], fold)


def _picture(place: str, name: str, number: str, people: People) -> Path:
    if name not in people:
        near = difflib.get_close_matches(name, people, 1)
        hint = f"did you mean '{near[0]}'?" if near else "there is no such folder"
        raise EvaluationError(f"{place}: nobody is called '{name}'; {hint}")
    if not number.isdecimal():
        raise EvaluationError(f"{place}: '{number}' is not the number of a picture")
    wanted = f"{name}_{int(number):04}"
    for picture in people[name]:
        if picture.stem == wanted:
            return picture
    raise EvaluationError(f"{place}: {name} has no picture {number} ('{wanted}')")
