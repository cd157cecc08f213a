"""The first page, kept from one start to the next so that it is shown before anything else is read.

Making it takes the settings, the catalogues and the libraries that read them: more than half of the time
to the first frame. It says where the kiosk stands and that it is starting, and nothing of anybody.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.flows.display import Display
from kiosk.private_file import write_private_file
from kiosk.screens.panel import PanelProfile
from kiosk.technician_error import TechnicianError
from kiosk.toml_text import read_tables

NAME = "first-page.json"
"""The file in the kiosk's data folder."""

_KIOSK = Path(__file__).parent
_MAKERS = (_KIOSK, _KIOSK / "domain", _KIOSK / "flows", _KIOSK.parent / "assets" / "translations")
"""Where the code and the texts are that make the page."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a kiosk is started with: its settings' file, and what the command line says beside it."""

    config: Path
    data: Path | None = None
    """The data folder, if it is not that of the settings."""
    landscape: bool = False
    display: Display = field(default_factory=Display)


@dataclass(frozen=True, slots=True)
class FirstPage:
    """A window and the page that it opens with, as `kiosk.flows.render` gives it."""

    panel: PanelProfile
    fullscreen: bool
    page: dict[str, Any]


def first_page(start: Start, now: datetime, make: Callable[[], FirstPage]) -> FirstPage:
    """Give the page of the last start at today's time, or make it and keep it.

    It is made if it is missing or damaged, or if anything that it is made from is another than it was.
    Raises whatever `make` does.
    """
    try:
        file, origin = _file(start), _origin(start)
    except (TechnicianError, OSError, LookupError, TypeError):
        return make()  # which says what is wrong with the settings
    kept = _read(file, origin, now)
    if kept is not None:
        return kept
    made = make()
    content = json.dumps({"origin": origin, **asdict(made)}, ensure_ascii=False)
    with suppress(OSError):  # the journal will say that the folder cannot be written
        write_private_file(file, content.encode())
    return made


def _file(start: Start) -> Path:
    data = start.data or Path(read_tables(start.config)[1]["data"])
    return data / NAME


def _origin(start: Start) -> list[Any]:
    """Describe all that the page is made from, as JSON has it."""
    makers = (path for folder in _MAKERS for path in sorted(folder.glob("*.*")))
    states = [path.stat() for path in (start.config, *makers)]
    display = start.display
    asked = [str(start.config.resolve()), start.landscape, display.language.value, display.elder]
    return asked + [[state.st_mtime_ns, state.st_size] for state in states]


def _read(file: Path, origin: list[Any], now: datetime) -> FirstPage | None:
    try:
        kept = json.loads(file.read_bytes())
        if kept["origin"] != origin:
            return None
        kept["page"]["frame"]["time"] = f"{now:%H:%M}"
        return FirstPage(PanelProfile(**kept["panel"]), kept["fullscreen"], kept["page"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
