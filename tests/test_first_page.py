"""The first page is there at once, and always the one that the settings ask for now."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kiosk import first_page as room
from kiosk.cli import main
from kiosk.config import FOLDER, load_settings
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.words import Language
from kiosk.first_page import NAME, FirstPage, Start, first_page
from kiosk.flows.display import Display
from kiosk.screens.panel import PanelProfile
from kiosk.windowed import make_first_page

YESTERDAY = datetime(2026, 11, 1, 8, 0, tzinfo=SHANGHAI)
TODAY = datetime(2026, 11, 2, 9, 30, tzinfo=SHANGHAI)
MADE = FirstPage(PanelProfile(21.5, 1080, 1920, motion=True), True, {"screen": "made", "frame": {}})
DRAWN_EARLY = """
import os, sys
from kiosk import windowed
from kiosk.cli import main

open_window = windowed.open_window
def watch(*arguments, **options):
    kiosk = open_window(*arguments, **options)
    def look():
        page = kiosk.window.property("page")
        print(page["view"]["title"], *sys.modules, flush=True)
        os._exit(0)
    kiosk.window.frameSwapped.connect(look)
    return kiosk
windowed.open_window = watch
sys.exit(main(sys.argv[1:]))
"""
"""Starts the kiosk up to its first frame, and tells its page's title and what was imported for it."""


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Give a start after one that kept its page, whose window was 1080 x 1920."""
    start = Start(copy_of(FOLDER / "simulator.toml", tmp_path), tmp_path / "data")
    first_page(start, YESTERDAY, lambda: make(start, YESTERDAY))
    return start


def copy_of(file: Path, folder: Path) -> Path:
    copy = folder / file.name
    copy.write_bytes(file.read_bytes())
    return copy


def make(start: Start, now: datetime) -> FirstPage:
    return make_first_page(load_settings(start.config), start.display, now)


def never() -> FirstPage:
    raise AssertionError("the page was made again")


def test_the_page_that_was_kept_is_the_one_that_would_be_made_now(start: Start) -> None:
    assert first_page(start, TODAY, never) == make(start, TODAY)


def test_a_page_is_kept_in_the_data_folder_of_the_settings(tmp_path: Path) -> None:
    config = tmp_path / "mine.toml"
    config.write_text(f'data = "{tmp_path}"', encoding="utf-8")
    first_page(Start(config), TODAY, lambda: MADE)
    assert (tmp_path / NAME).exists()


def test_changed_settings_make_it_anew(start: Start) -> None:
    text = start.config.read_text(encoding="utf-8")
    start.config.write_text(text.replace("示范市", "另一个市"), encoding="utf-8")
    assert first_page(start, TODAY, lambda: MADE) is MADE


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.write_text("starting-title = Please wait", encoding="utf-8"),
        lambda file: file.with_name("fr.ftl").touch(),
        Path.unlink,
    ],
    ids=["a text", "a language more", "a language less"],
)
def test_a_changed_catalogue_makes_it_anew(
    start: Start, change: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogues = tmp_path / "translations"
    catalogues.mkdir()
    (catalogues / "en.ftl").write_text("starting-title = Starting", encoding="utf-8")
    monkeypatch.setattr(room, "_MAKERS", (catalogues,))
    first_page(start, TODAY, lambda: MADE)
    assert first_page(start, TODAY, never) == replace(MADE, page=MADE.page | {"frame": {"time": "09:30"}})
    change(catalogues / "en.ftl")
    assert first_page(start, TODAY, lambda: MADE) is MADE


@pytest.mark.parametrize(
    "other",
    [{"landscape": True}, {"display": Display(Language.ENGLISH)}, {"display": Display(elder=True)}],
    ids=["turned", "English", "large"],
)
def test_another_command_line_makes_it_anew(start: Start, other: dict[str, object]) -> None:
    assert first_page(replace(start, **other), TODAY, lambda: MADE) is MADE  # type: ignore[arg-type]


def test_a_page_that_is_missing_is_made(start: Start, tmp_path: Path) -> None:
    assert first_page(replace(start, data=tmp_path / "elsewhere"), TODAY, lambda: MADE) is MADE


@given(st.binary() | st.text().map(lambda text: json.dumps({"origin": text}).encode()))
@example(b"[" * 100_000)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_page_is_made_anew(start: Start, content: bytes) -> None:
    assert start.data is not None
    (start.data / NAME).write_bytes(content)
    assert first_page(start, TODAY, lambda: MADE) is MADE


@pytest.mark.parametrize("part", ["panel", "fullscreen", "page"])
def test_a_page_that_lacks_something_is_made_anew(start: Start, part: str) -> None:
    assert start.data is not None
    file = start.data / NAME
    kept = json.loads(file.read_bytes())
    del kept[part]
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert first_page(start, TODAY, lambda: MADE) is MADE


def test_a_folder_that_cannot_be_written_costs_only_time(start: Start, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert first_page(replace(start, data=tmp_path / "file"), TODAY, lambda: MADE) is MADE


def test_settings_that_became_wrong_are_told_as_ever(
    start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    text = start.config.read_text(encoding="utf-8")
    start.config.write_text(text.replace("hotline", "hotlime"), encoding="utf-8")
    assert main(["simulate", "--config", str(start.config), "--data", str(start.data)]) == 2
    assert "did you mean 'hotline'?" in capsys.readouterr().err


def test_it_is_drawn_before_anything_slow_is_imported(start: Start) -> None:
    command = [sys.executable, "-c", DRAWN_EARLY, "simulate", "--config", start.config, "--data", start.data]
    title, *modules = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()  # type: ignore[arg-type]
    assert title == "正在启动"
    assert {"asyncio", "pydantic", "fluent.runtime", "qrcode", "PIL", "kiosk.app"}.isdisjoint(modules)
