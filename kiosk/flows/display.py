"""How a visitor wants to be shown things; it goes back to the usual when the visit ends."""

from dataclasses import dataclass

from kiosk.domain.words import Language


@dataclass(frozen=True, slots=True)
class Display:
    """Language and size of text."""

    language: Language = Language.CHINESE
    elder: bool = False
