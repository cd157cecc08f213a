"""Reads a TOML file into typed values, and says where and how to mend it if it is wrong."""

import difflib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from kiosk.toml_text import ConfigError, read_tables

STRICT = ConfigDict(extra="forbid", strict=True, defer_build=True)
"""For the pydantic dataclasses that describe a file: no unknown keys, no text for a number."""

_Model = TypeVar("_Model")
_Location = tuple[int | str, ...]
_UNKNOWN_KEY = frozenset({"extra_forbidden", "unexpected_keyword_argument"})
"""What pydantic calls it in a model and in a dataclass."""
_LIKENESS = 0.65
"""From which on one key may stand for another; `port` is no misspelt `transport`."""


def read_toml(path: Path, model: type[_Model]) -> _Model:
    """Read a file as `model`, a pydantic dataclass or model.

    Raises:
        ConfigError: there is no such file, it is no TOML, or it does not fit the model.
    """
    text, data = read_tables(path)
    adapter = TypeAdapter(model)
    try:
        # By way of JSON, where strict reading takes a list for a tuple and a word for an enum's member.
        return adapter.validate_json(json.dumps(data, default=str))
    except ValidationError as error:
        # A misspelt key is also a missing one: the misspelling is what to mend.
        first = _of_its_key(min(error.errors(), key=lambda one: one["type"] not in _UNKNOWN_KEY))
        location = _in_file(first["loc"], data)
        message = _explain(first, location, adapter.json_schema(), data)
        raise ConfigError(path, line_of(location, text), message) from error


def _of_its_key(error: ErrorDetails) -> ErrorDetails:
    """Blame the key that tells of which kind a table is, such as `transport`, and not its table."""
    if error["type"] not in {"union_tag_invalid", "union_tag_not_found"}:
        return error
    context = error["ctx"]
    key = context["discriminator"].strip("'")
    if error["type"] == "union_tag_not_found":
        misspelt = difflib.get_close_matches(key, error["input"], 1, _LIKENESS)
        error["loc"] += (misspelt[0] if misspelt else key,)
        error["type"] = "extra_forbidden" if misspelt else "missing"
    else:
        error["loc"] += (key,)
        kinds = context["expected_tags"]
        error |= {"input": context["tag"], "msg": f"Input should be {kinds}", "ctx": {"expected": kinds}}
    return error


def _in_file(location: _Location, data: Any) -> _Location:  # noqa: ANN401 any TOML value
    """Leave out the parts of a location that name no key but a branch of a union, such as `serial`."""
    result: _Location = ()
    for depth, part in enumerate(location, 1):
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            if depth < len(location):
                continue
        result += (part,)
    return result


def _explain(error: ErrorDetails, location: _Location, schema: dict[str, Any], data: Any) -> str:  # noqa: ANN401
    word = next((part for part in reversed(location) if isinstance(part, str)), "")
    if error["type"] in _UNKNOWN_KEY:
        known = sorted(_keys_at(location[:-1], schema, data))
        near = difflib.get_close_matches(word, known, 1, _LIKENESS)
        hint = f"did you mean '{near[0]}'?" if near else f"there may be: {', '.join(known)}"
        return f"'{word}' is not known here; {hint}"
    if error["type"] == "missing":
        return f"'{word}' is missing here; add it"
    known = re.findall(r"'([^']*)'", error.get("ctx", {}).get("expected", ""))
    near = difflib.get_close_matches(str(error["input"]), known, 1)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    return f"'{word}' is {error['input']!r}: {error['msg'].removeprefix('Value error, ')}{hint}"


def _keys_at(location: _Location, schema: dict[str, Any], data: Any) -> set[str]:  # noqa: ANN401 any TOML value
    """Collect the keys a table may have, by walking the model's JSON schema and what the file says."""
    nodes = [schema]
    for part in (*location, None):
        nodes = [inner for node in nodes for inner in _resolved(node, schema, data)]
        data = None if part is None else data[part]
        if isinstance(part, int):
            nodes = [node["items"] for node in nodes if "items" in node]
        elif part is not None:
            nodes = [node["properties"][part] for node in nodes if part in node.get("properties", {})]
    return {key for node in nodes for key in node.get("properties", {})}


def _resolved(node: dict[str, Any], schema: dict[str, Any], data: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    if "$ref" in node:
        yield from _resolved(schema["$defs"][node["$ref"].rsplit("/", 1)[1]], schema, data)
    elif kind := _kind(node, data):
        yield from _resolved({"$ref": kind}, schema, data)
    elif choices := node.get("anyOf", node.get("oneOf")):
        for choice in choices:
            yield from _resolved(choice, schema, data)
    else:
        yield node


def _kind(node: dict[str, Any], table: Any) -> str | None:  # noqa: ANN401
    """Tell which of a union's kinds a table says that it is, by a key such as `transport`."""
    union = node.get("discriminator")
    kind: str | None = union and union["mapping"].get(table.get(union["propertyName"]))
    return kind


def line_of(location: tuple[int | str, ...], text: str) -> int | None:
    """Find the line of the innermost part of a location such as `("citizens", 3, "card")` in a TOML text."""
    best, best_line = 0, None
    for number, path in _lines(text):
        common = min(len(path), len(location))
        shared = common if path[:common] == location[:common] else 0
        if shared > best:
            best, best_line = shared, number
    return best_line


def _lines(text: str) -> Iterator[tuple[int, _Location]]:
    """Give each header and key with its line, as paths like `("citizens", 3, "card", "pin")`."""
    counts: dict[Sequence[int | str], int] = {}
    table: _Location = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]", line):
            table = ()
            names = _parts(header[2])
            for depth, name in enumerate(names, 1):
                table += (name,)
                if header[1] == "[[" and depth == len(names):
                    counts[table] = counts.get(table, -1) + 1
                if table in counts:
                    table += (counts[table],)
            yield number, table
        elif key := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            yield number, table + _parts(key[1])


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
