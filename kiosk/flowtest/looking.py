"""What a person sees on a rendered page, and the controls a finger can find there."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kiosk.flows.render import Rendered

_NEVER_WORDS = (
    "id",
    "screen",
    "direction",
    "language",
    "tone",
    "print_tone",
    "picture",
    "print_picture",
    "code",
    "movement",
)
_SOMETIMES_DRAWN = ("scroll_down", "scroll_up")
UNSEEN = frozenset({*_NEVER_WORDS, *_SOMETIMES_DRAWN})
"""Fields of a page that nobody reads, or that only the window knows the place for; other text is visible."""


@dataclass(frozen=True, slots=True)
class Control:
    """Something to touch, by its id and the words on it."""

    id: str
    words: str
    enabled: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no such control to touch."""

    why: str


def plain(words: str) -> str:
    """Take breaks and double spaces out of words, so that a line break hides nothing."""
    return " ".join(words.split())


def texts(page: Rendered | None) -> list[str]:
    """List every text on the page, from the frame to the foot; an overlay's come first."""
    if page is None:
        return []
    overlay = page["frame"]["overlay"]
    found = [*_texts(overlay), *_texts(page["view"]), *_texts({**page["frame"], "overlay": None})]
    return list(dict.fromkeys(plain(text) for text in found if text.strip()))


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 any plain data
    match value:
        case str():
            yield value
        case dict():
            for key, inner in value.items():
                if key not in UNSEEN:
                    yield from _texts(inner)
        case list():
            for inner in value:
                yield from _texts(inner)


def sees(page: Rendered | None, words: str) -> bool:
    """Tell whether the words are part of a visible text."""
    return any(plain(words) in text for text in texts(page))


def controls(page: Rendered | None) -> list[Control]:
    """List what can be touched. An overlay stands before everything else."""
    if page is None:
        return []
    if page["frame"]["overlay"] is not None:
        return list(_controls(page["frame"]["overlay"]))
    return [*_controls(page["view"]), *_controls(page["frame"])]


def _controls(value: Any) -> Iterator[Control]:  # noqa: ANN401 any plain data
    match value:
        case {"id": str(id_)}:
            words = value.get("words") or value.get("title") or value.get("label") or ""
            yield Control(id_, plain(words), value.get("enabled", True), value.get("reason"))
        case {"erase": str(), "clear": str()}:
            for digit in "0123456789":
                yield Control(f"key-{digit}", digit, enabled=True, reason=None)
            yield Control("key-erase", plain(value["erase"]), enabled=True, reason=None)
            yield Control("key-clear", plain(value["clear"]), enabled=True, reason=None)
            yield from _controls_within(value)
        case dict() | list():
            yield from _controls_within(value)


def _controls_within(value: dict[str, Any] | list[Any]) -> Iterator[Control]:
    for inner in value.values() if isinstance(value, dict) else value:
        yield from _controls(inner)


def find(page: Rendered | None, target: str) -> Control | Missing:
    """Find the one control with these words, or this id, that can be touched."""
    here = controls(page)
    matching = [control for control in here if target == control.id]
    matching = matching or [control for control in here if plain(target) == control.words]
    usable = [control for control in matching if control.enabled]
    if len(usable) == 1:
        return usable[0]
    if usable:
        ids = ", ".join(control.id for control in usable)
        return Missing(f'"{target}" is on several controls; name the one you mean by its id: {ids}')
    if matching:
        reason = matching[0].reason
        return Missing(f'"{target}" cannot be used now' + (f": {reason}" if reason else ""))
    names = [name for control in here for name in (control.words, control.id) if name and control.enabled]
    return Missing(f'there is no control "{target}" to touch; there are: {", ".join(names) or "none"}')


def describe(page: Rendered | None, wanted: str | None = None) -> str:
    """Tell what is on the screen, and which text is nearest to the wanted one."""
    if page is None:
        return "the screen is dark"
    here = texts(page)
    lines = [f'on the screen "{page["screen"]}":', *(f"  {text}" for text in here)]
    near = difflib.get_close_matches(plain(wanted), here, n=1, cutoff=0.4) if wanted else []
    if near and near[0] != wanted:
        lines.append(f'nearest to it: "{near[0]}"')
    return "\n".join(lines)
