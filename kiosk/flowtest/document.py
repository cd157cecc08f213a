"""A YAML file as parts that know where they stand, so that every error can point at its word.

Only the syntax of YAML is used: each scalar is taken as the text that is written, never as the
number, date or truth value that YAML would make of it.
"""

import difflib
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import yaml

_LARGEST_FILE = 256 * 1024
"""Bytes; a flow is a page of text, and the parser recurses."""


class FlowError(Exception):
    """What is wrong in a file, where, and the nearest right word. `line` and `column` count from 1."""

    def __init__(self, place: str, line: int, column: int, message: str, excerpt: str = "") -> None:
        super().__init__(f"{place}:{line}:{column}: {message}{excerpt}")
        self.line = line
        self.column = column
        self.message = message


def nearest(word: str, known: Collection[str]) -> str | None:
    """Find the known word that was probably meant."""
    matches = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return matches[0] if matches else None


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file, and the name it goes by in messages."""

    place: str
    text: str

    def error(self, line: int, column: int, width: int, message: str) -> FlowError:
        """Point at `width` characters of a line; `line` and `column` count from 0."""
        lines = self.text.splitlines()
        if line >= len(lines):
            return FlowError(self.place, line + 1, column + 1, message)
        shown = lines[line]
        indent, under = _columns(shown[:column]), _columns(shown[column : column + width])
        number = str(line + 1)
        excerpt = f"\n  {number} | {shown}\n  {' ' * len(number)} | {' ' * indent}{'^' * max(under, 1)}"
        return FlowError(self.place, line + 1, column + 1, message, excerpt)


def _columns(text: str) -> int:
    """Count terminal columns: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a document."""

    source: Source
    node: yaml.Node

    @property
    def line(self) -> int:
        """The line it begins in, from 1."""
        return int(self.node.start_mark.line) + 1

    @property
    def is_text(self) -> bool:
        """Whether it is a single word or text."""
        return isinstance(self.node, yaml.ScalarNode)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written there."""
        return isinstance(self.node, yaml.ScalarNode) and not self.node.value.strip()

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_mapping(self) -> bool:
        """Whether it is made of keys and values."""
        return isinstance(self.node, yaml.MappingNode)

    def error(self, message: str, known: Collection[str] = ()) -> FlowError:
        """Make an error that points here, with the nearest of the words that are known here."""
        start, end = self.node.start_mark, self.node.end_mark
        width = end.column - start.column if end.line == start.line else 1
        if known:
            guess = nearest(self.node.value, known) if isinstance(self.node, yaml.ScalarNode) else None
            advice = f'did you mean "{guess}"?' if guess else f"known here: {', '.join(sorted(known))}"
            message = f"{message}; {advice}"
        return self.source.error(start.line, start.column, width, message)

    def text(self, what: str) -> str:
        """Take it as text; `what` says in an error what belongs here."""
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            raise self.error(f"here belongs {what}, as text")
        return str(self.node.value).strip()

    def word(self, what: str, known: Collection[str]) -> str:
        """Take it as one of the known words."""
        word = self.text(what)
        if word not in known:
            raise self.error(f'"{word}" is not {what}', known)
        return word

    def items(self, what: str) -> list["Part"]:
        """Take it as a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error(f"here belongs a list of {what}, each behind a dash")
        return [Part(self.source, node) for node in self.node.value]

    def pairs(self, what: str) -> list[tuple["Part", "Part"]]:
        """Take it as keys with their values, as written."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error(f"here belongs {what}, written as key: value")
        return [(Part(self.source, key), Part(self.source, value)) for key, value in self.node.value]

    def fields(self, what: str, known: Collection[str], required: Collection[str] = ()) -> dict[str, "Part"]:
        """Take it as a set of named values, each at most once."""
        found: dict[str, Part] = {}
        for key, value in self.pairs(what):
            name = key.word(f"a key of {what}", known)
            if name in found:
                raise key.error(f'"{name}" stands here twice')
            found[name] = value
        for name in required:
            if name not in found:
                raise self.error(f'{what} needs "{name}"')
        return found


def read_document(path: Path, place: str | None = None) -> Part:
    """Read a YAML file.

    Raises:
        FlowError: it cannot be read, or is not YAML.
    """
    place = place or str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FlowError(place, 1, 1, f"cannot be read: {error.strerror}") from None
    return parse_document(data, place)


def parse_document(data: bytes, place: str) -> Part:
    """Read YAML.

    Raises:
        FlowError: it is no YAML, or too much of it.
    """
    if len(data) > _LARGEST_FILE:
        raise FlowError(place, 1, 1, f"larger than {_LARGEST_FILE // 1024} KB: that is no flow")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FlowError(place, line, 1, "not UTF-8 text: save the file as UTF-8") from None
    source = Source(place, text)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"not YAML: {error.problem or error.context}"
        raise (
            source.error(mark.line, mark.column, 1, message) if mark else FlowError(place, 1, 1, message)
        ) from None
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        column = len(before) - before.rfind("\n") - 1
        message = f"the character U+{ord(text[error.position]):04X} may not stand in a text file"
        raise FlowError(place, before.count("\n") + 1, column + 1, message) from None
    except (RecursionError, ValueError):
        raise FlowError(place, 1, 1, "not YAML that makes sense: nested too deeply or garbled") from None
    if node is None:
        raise FlowError(place, 1, 1, "empty: a flow needs name, covers and steps")
    return Part(source, node)
