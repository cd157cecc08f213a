"""How a kiosk for people ends when it cannot go on: with words on its screen."""

import asyncio
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kiosk.config import ASSETS, FOLDER, load_settings
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.display import Display
from kiosk.flows.face_services import NoMirror
from kiosk.flows.render import Rendered
from kiosk.modes import run_for_people
from kiosk.payments.journal_file import JournalCorruptError


def test_a_kiosk_whose_journal_cannot_be_used_says_so_on_its_screen(tmp_path: Path, keys: Path) -> None:
    shutil.copytree(keys, tmp_path / "keys")
    (tmp_path / "journal.db").write_bytes(b"not a database " * 400)
    pages = asyncio.Queue[Rendered]()
    doors: Any = SimpleNamespace(act=None, command=None, mirror=NoMirror())

    async def story() -> None:
        settings = load_settings(FOLDER / "simulator.toml")
        catalogue = Catalogue(ASSETS / "translations")
        running = asyncio.create_task(
            run_for_people(settings, tmp_path, Display(), catalogue, pages.put_nowait, lambda _: None, doors)
        )
        page = await pages.get()
        assert page["view"]["title"] == "本机暂停服务"
        assert page["view"]["money"] == "如果您已经付款，钱不会丢，请不要再付。"
        assert doors.act is None
        assert not running.done()
        running.cancel()  # somebody closes the window
        with pytest.raises(JournalCorruptError, match="journal"):
            await running

    asyncio.run(story())
