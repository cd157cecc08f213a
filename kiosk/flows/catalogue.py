"""The texts of the house, in both languages (Project Fluent, `assets/translations`)."""

from datetime import date
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from kiosk.domain.words import Bilingual, Language, Text, Words


class Catalogue:
    """Says words in a language.

    Raises:
        KeyError: a text id that the catalogue does not have; a test keeps both complete.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bundles: dict[Language, FluentBundle] = {}

    def say(self, words: Words, language: Language) -> str:
        """Give the words in a language."""
        match words:
            case str():
                return words
            case Bilingual():
                return words.zh if language is Language.CHINESE else words.en
            case Text():
                return self._format(words, language)

    def _format(self, text: Text, language: Language) -> str:
        bundle = self._bundle(language)
        pattern = bundle.get_message(text.id).value
        if pattern is None:
            raise KeyError(text.id)
        args = {name.replace("_", "-"): self._argument(value, language) for name, value in text.args.items()}
        result, errors = bundle.format_pattern(pattern, args)
        if errors:
            message = f"{text.id} in {language}: {errors[0]}"
            raise KeyError(message)
        return str(result)

    def _bundle(self, language: Language) -> FluentBundle:
        """Read a language when it is first spoken: the other one must not delay the first page."""
        if language not in self._bundles:
            self._bundles[language] = _read(self._folder / f"{language}.ftl", language)
        return self._bundles[language]

    def _argument(self, value: int | date | Words, language: Language) -> object:
        match value:
            case int():
                return value
            case date():
                return self.say(
                    Text("date", year=str(value.year), month=value.month, day=str(value.day)), language
                )
            case _:
                return self.say(value, language)


def _read(path: Path, language: Language) -> FluentBundle:
    locale = {Language.CHINESE: "zh-CN", Language.ENGLISH: "en"}[language]
    bundle = FluentBundle([locale], use_isolating=False)
    bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle
