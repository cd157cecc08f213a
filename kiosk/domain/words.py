"""What a citizen reads, before it is in a language.

Flows and the bureau say *which* words; only the stage says them in Chinese or English, so a
change of language redraws a screen without asking anybody anything.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import final


class Language(StrEnum):
    """The languages every text exists in."""

    CHINESE = "zh"
    ENGLISH = "en"


@final
class Text:
    """A text of the catalogues in `assets/translations`, by its id, with what it tells of."""

    __slots__ = ("args", "id")

    def __init__(self, id: str, /, **args: "str | int | date | Text | Bilingual") -> None:  # noqa: A002 the standard word
        self.id = id
        self.args = args

    def __repr__(self) -> str:
        return f"Text({self.id!r}, {self.args!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.id, self.args) == (other.id, other.args)

    def __hash__(self) -> int:
        return hash((self.id, tuple(sorted(self.args))))


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text that comes in both languages from elsewhere, such as the title of a bill."""

    zh: str
    en: str


Words = str | Text | Bilingual
"""A text of the catalogues, a text in both languages, or one that is the same in each (a number)."""
