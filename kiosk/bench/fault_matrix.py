"""Shows the whole fault catalogue: as a table, as JSON, and as a page to print."""

import json
import sys
from itertools import groupby
from pathlib import Path

from kiosk.bench.fault_page import fault_page
from kiosk.config import ASSETS, FOLDER
from kiosk.devices.fault_catalogue import FaultCatalogue, FaultRow, load_fault_catalogue
from kiosk.domain.words import Language, Text
from kiosk.flows.catalogue import Catalogue
from kiosk.technician_error import TechnicianError

_STANDARD_OUTPUT = Path("-")


def show_faults(page: Path | None, *, as_json: bool) -> int:
    """Print the catalogue, or write it as a page of HTML to a file, which `-` makes standard output.

    Raises:
        ConfigError: config/faults.toml does not fit.
        TechnicianError: the page cannot be written.
    """
    faults, texts = load_fault_catalogue(FOLDER / "faults.toml"), Catalogue(ASSETS / "translations")
    if page is not None:
        _write(fault_page(faults, texts, ASSETS / "pictures"), page)
    elif as_json:
        rows = [_plain(row, texts) for row in faults]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(_table(faults, texts))
    return 0


def _write(html: str, page: Path) -> None:
    if page == _STANDARD_OUTPUT:
        sys.stdout.write(html)
        return
    try:
        page.write_text(html, encoding="utf-8")
    except OSError as error:
        raise TechnicianError(f"{page} cannot be written ({error.strerror}); name another file") from error
    sys.stdout.write(f"{page.absolute()} is written: open it in a browser and print it from there\n")


def _table(faults: FaultCatalogue, texts: Catalogue) -> str:
    lines = []
    for device, rows in groupby(faults, key=lambda row: row.device):
        lines.append(device.value)
        for row in rows:
            services = ", ".join(sorted(row.blocks)) or ", ".join(
                f"({name})" for name in sorted(row.degrades)
            )
            words = " / ".join(texts.say(row.title, language) for language in Language)
            lines.append(f"  {row.code:24} {row.severity:8} {row.recovery:10} {services:24} {words}")
        lines.append("")
    lines.append("A service is blocked as long as the fault lasts; in brackets it may fail for one citizen.")
    return "\n".join(lines) + "\n"


def _plain(row: FaultRow, texts: Catalogue) -> dict[str, object]:
    def both(text: Text | None) -> dict[str, str] | None:
        return text and {language.value: texts.say(text, language) for language in Language}

    return {
        "device": row.device,
        "code": row.code,
        "severity": row.severity,
        "blocks": sorted(row.blocks),
        "degrades": sorted(row.degrades),
        "recovery": row.recovery,
        "again": row.again,
        "title": both(row.title),
        "todo": both(row.todo),
        "limit": both(row.limit),
        "cause": both(row.cause),
        "steps": both(row.steps),
        "picture": row.picture,
    }
