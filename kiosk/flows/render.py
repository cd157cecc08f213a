"""A page as plain data in one language: what QML binds to and what a headless test sees."""

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from kiosk.domain.words import Bilingual, Language, Text
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.views import Page

Rendered = dict[str, Any]
"""Nested dicts and lists of strings, numbers, booleans and None, with the fields' own names."""


def render(page: Page, catalogue: Catalogue) -> Rendered:
    """Say every text of a page in its language."""
    language = page.frame.language
    return {
        "serial": page.serial,
        "direction": page.direction.value,
        "screen": page.view.screen,
        "frame": plain(page.frame, catalogue, language),
        "view": plain(page.view, catalogue, language),
    }


def plain(value: object, catalogue: Catalogue, language: Language) -> Any:  # noqa: ANN401 any plain data
    """Turn a value into plain data, with its texts in one language: objects become mappings, tuples lists."""
    match value:
        case Text() | Bilingual():
            return catalogue.say(value, language)
        case Enum():
            return value.value
        case None | str() | bool() | int() | float():
            return value
        case tuple():
            return [plain(item, catalogue, language) for item in value]
        case _ if is_dataclass(value):
            return {
                field.name: plain(getattr(value, field.name), catalogue, language) for field in fields(value)
            }
        case _:
            message = f"a view may not hold {type(value).__name__}"
            raise TypeError(message)
