"""What holds for every QML file: it is linted, formatted, drawn without a GPU, and says nothing itself."""

import re
import subprocess
from pathlib import Path

import PySide6
import pytest

from tests.house.sources import ROOT, sources, text_of

TOOLS = Path(PySide6.__file__).parent
MODULES = [word for room in ("screens", "bench") for word in ("-I", str(ROOT / "kiosk" / room / "qml"))]
EFFECTS = re.compile(
    r"ShaderEffect|MultiEffect|DropShadow|RectangularShadow|ParticleSystem|layer\.(effect|enabled)"
    r"|QtQuick\.(Effects|Particles)|GraphicalEffects"
)
OWN_WORDS = re.compile(
    r"\bqsTr\w*\s*\("
    r"|[\u2e80-\u9fff\uff00-\uffef]"
    r'|\b(text|title|placeholderText|Accessible\.(name|description))\s*:.*"[^"]*[A-Za-z]{2}[^"]*"'
)


@pytest.fixture(scope="module")
def screens() -> tuple[Path, ...]:
    return sources("kiosk", ".qml")


def lines_with(pattern: re.Pattern[str], paths: tuple[Path, ...]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if pattern.search(line)
    ]


def test_the_linter_has_nothing_to_say(screens: tuple[Path, ...]) -> None:
    command = [str(TOOLS / "qmllint"), "-W", "0", *MODULES, *map(str, screens)]
    lint = subprocess.run(command, capture_output=True, text=True, check=False)
    said = lint.stdout + lint.stderr
    assert (lint.returncode, said) == (0, ""), said


def test_each_file_is_formatted(screens: tuple[Path, ...]) -> None:
    def formatted(path: Path) -> bytes:
        return subprocess.run([TOOLS / "qmlformat", path], capture_output=True, check=True).stdout

    unformatted = [str(path.relative_to(ROOT)) for path in screens if formatted(path) != path.read_bytes()]
    assert unformatted == [], "run .venv/bin/pyside6-qmlformat -i on these"


def test_no_effect_needs_more_than_the_software_renderer(screens: tuple[Path, ...]) -> None:
    assert lines_with(EFFECTS, screens) == []


def test_every_word_comes_from_the_catalogues(screens: tuple[Path, ...]) -> None:
    assert lines_with(OWN_WORDS, screens) == []
