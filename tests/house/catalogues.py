"""The texts as the catalogues hold them, and as the code asks for them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from kiosk.config import FOLDER
from kiosk.devices.fault_catalogue import FaultRow, load_fault_catalogue
from kiosk.domain.words import Language, Text
from tests.house.sources import ROOT, sources, text_of

TRANSLATIONS = ROOT / "assets" / "translations"


class _Variables(Visitor):
    """Collects the variables that a message tells of."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802 called by node name
        self.names.add(node.id.name)


def messages(language: Language) -> dict[str, frozenset[str]]:
    """Read a catalogue: each text's id with the names of its variables.

    Terms serve other texts and are left out. Raises ValueError for what is not Fluent, for an id that
    stands twice and for a text that is empty.
    """
    path = TRANSLATIONS / f"{language}.ftl"
    found: dict[str, frozenset[str]] = {}
    for entry in FluentParser().parse(text_of(path)).body:
        if isinstance(entry, fluent.BaseComment | fluent.Term):
            continue
        if not isinstance(entry, fluent.Message) or entry.value is None or entry.id.name in found:
            message = f"{path.name}: not a text of its own: {getattr(entry, 'content', entry.to_json())}"
            raise ValueError(message)
        variables = _Variables()
        variables.visit(entry.value)
        found[entry.id.name] = frozenset(variables.names)
    return found


@dataclass(frozen=True)
class Use:
    """One place in the code that asks for a text."""

    place: str
    id: str | None
    """The id, with "{}" for each part filled in at run time; None if it is not to be read there."""
    arguments: frozenset[str]
    """The names of what it tells, as Fluent spells them."""


def uses() -> list[Use]:
    """List every `Text(...)` in the code, and every text of the fault catalogue."""
    in_code = [use for path in sources("kiosk", ".py") for use in _uses_in(path)]
    return [*in_code, *(use for row in load_fault_catalogue(FOLDER / "faults.toml") for use in _uses_of(row))]


def _uses_of(row: FaultRow) -> Iterator[Use]:
    for text in vars(row).values():
        if isinstance(text, Text):
            yield Use(f"faults.toml, {row.device} {row.code}", text.id, frozenset())


def _uses_in(path: Path) -> Iterator[Use]:
    for node in ast.walk(ast.parse(text_of(path))):
        match node:
            case ast.Call(func=ast.Name(id="Text") | ast.Attribute(attr="Text"), args=[first, *_]):
                arguments = frozenset(word.arg.replace("_", "-") for word in node.keywords if word.arg)
                yield Use(f"{path.relative_to(ROOT)}:{node.lineno}", _id(first), arguments)


def _id(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
        case _:
            return None
