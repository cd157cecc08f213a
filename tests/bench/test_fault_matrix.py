"""The whole fault catalogue as a table, as JSON and as a page to print."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.config import ASSETS, FOLDER
from kiosk.devices.fault_catalogue import load_fault_catalogue
from kiosk.domain.words import Language
from kiosk.flows.catalogue import Catalogue

ROWS = list(load_fault_catalogue(FOLDER / "faults.toml"))
TEXTS = Catalogue(ASSETS / "translations")
VOID = {"meta", "col", "path", "rect", "circle"}


class Reader(HTMLParser):
    """Collects what a page shows and what it loads, and sees that every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.loaded: list[str] = []
        self.places: list[str | None] = []
        self.leads_to: list[str] = []
        self.headed = 0
        self.rows = 0
        self.pictures = 0
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(tag)
        self.rows += tag == "tr"
        self.pictures += tag == "svg"
        links = [value or "" for name, value in attrs if name in {"src", "href"}]
        self.loaded += [link for link in links if not link.startswith("#")]
        self.places += [value for name, value in attrs if name == "id"]
        self.leads_to += [link[1:] for link in links if link.startswith("#")]
        self.headed += tag == "thead"

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_table_names_every_fault_with_the_citizens_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["faults"]) == 0
    table = capsys.readouterr().out
    for device in {row.device for row in ROWS}:
        (section,) = [part for part in table.split("\n\n") if part.startswith(f"{device}\n")]
        lines = section.splitlines()[1:]
        rows = [row for row in ROWS if row.device is device]
        for line, row in zip(lines, rows, strict=True):
            assert line.split()[:3] == [row.code, row.severity, row.recovery]
            assert TEXTS.say(row.title, Language.CHINESE) in line


def test_as_json_a_script_gets_every_field_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["faults", "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert [(one["device"], one["code"], one["picture"]) for one in plain] == [
        (row.device, row.code, row.picture) for row in ROWS
    ]
    for one, row in zip(plain, ROWS, strict=True):
        for name in ("title", "todo", "cause", "steps"):
            assert one[name] == {str(lang): TEXTS.say(getattr(row, name), lang) for lang in Language}
        assert (one["limit"] is None) == (row.limit is None)


def test_the_page_shows_every_fault_with_its_picture_in_both_languages_and_loads_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "faults.html"
    assert main(["faults", "--page", str(page)]) == 0
    assert capsys.readouterr().out.startswith(f"{page} is written")
    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    assert reader.loaded == []
    assert reader.pictures == len(ROWS)
    devices = list(dict.fromkeys(row.device for row in ROWS))
    assert reader.leads_to == reader.places == devices
    assert reader.headed == len(devices)  # each sheet that a table fills is headed, when it is printed
    assert reader.rows == len(ROWS) + 2 * len(devices)
    for row in ROWS:
        for text in (row.title, row.todo, row.cause):
            assert all(TEXTS.say(text, language) in reader.words for language in Language)
        for language in Language:
            assert set(TEXTS.say(row.steps, language).splitlines()) <= set(reader.words)


def test_the_page_goes_to_standard_output_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["faults", "--page", "-"]) == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")


def test_a_page_that_cannot_be_written_is_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["faults", "--page", str(tmp_path / "nowhere" / "faults.html")]) == 2
    assert "cannot be written (No such file or directory); name another file" in capsys.readouterr().err
