"""The fault catalogue as one page of HTML in both languages, to be printed and hung into the cabinet.

Each device begins on a sheet of its own, and every sheet is headed by the name of its device.
"""

from html import escape
from itertools import groupby
from pathlib import Path

from kiosk.devices.fault_catalogue import FaultCatalogue, FaultRow
from kiosk.devices.ports import DeviceKind
from kiosk.domain.words import Language, Text, Words
from kiosk.flows.catalogue import Catalogue

_STYLE = """
body { font: 9pt/1.4 "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
body { color: #17202B; margin: 12mm; }
h1 { font-size: 18pt; } h2 { font-size: 13pt; margin: 0; }
h1 [lang=en], h2 [lang=en] { font-weight: normal; margin-left: 1em; }
nav { columns: 3; margin-bottom: 4mm; } nav a { color: #0B4F9E; display: block; }
nav [lang=en], .critical [lang=en], .warning [lang=en], .info [lang=en] { margin-left: 1em; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin-bottom: 8mm; }
th, td { border: 1px solid #7A8594; padding: 1.5mm 2mm; text-align: left; vertical-align: top; }
th { background: #E6EEF7; } tr { break-inside: avoid; }
td p, td ol { margin: 0 0 1mm; } td.read p:nth-child(-n+2) { font-weight: bold; }
th p { margin: 0; } ol { padding-left: 1.4em; }
td [lang=en] { color: #465160; }
svg { width: 16mm; height: 16mm; display: block; }
.critical { color: #A3151A; } .warning { color: #8A3B00; }
@page { size: A4 landscape; margin: 8mm; }
@media print { body { margin: 0; } table + table { break-before: page; } }
"""
_WIDTHS = (14, 20, 19, 26, 13, 8)
"""Of the columns, in parts of a hundred."""


def fault_page(faults: FaultCatalogue, texts: Catalogue, pictures: Path) -> str:
    """Make the page; it needs no other file."""
    return _Page(texts, pictures).all_of(faults)


class _Page:
    def __init__(self, texts: Catalogue, pictures: Path) -> None:
        self._texts = texts
        self._pictures = pictures

    def all_of(self, faults: FaultCatalogue) -> str:
        title = Text("faults-title")
        devices = {device: list(rows) for device, rows in groupby(faults, key=lambda row: row.device)}
        links = "".join(f'<a href="#{device}">{self._name(device)}</a>' for device in devices)
        parts = [f"<h1>{self._both(title, 'span')}</h1>", f"<nav>{links}</nav>"]
        parts += [self._device(device, rows) for device, rows in devices.items()]
        return (
            f'<!DOCTYPE html>\n<html lang="zh">\n<head><meta charset="utf-8">'
            f"<title>{escape(self._texts.say(title, Language.CHINESE))}</title>"
            f"<style>{_STYLE}</style></head>\n<body>\n{chr(10).join(parts)}\n</body>\n</html>\n"
        )

    def _name(self, device: DeviceKind) -> str:
        return self._both(Text(f"device-{device}"), "span")

    def _device(self, device: DeviceKind, rows: list[FaultRow]) -> str:
        heads = (
            Text("faults-fault"),
            Text("faults-citizen"),
            Text("faults-cause"),
            Text("faults-steps"),
            Text("faults-services"),
            Text("faults-recovery"),
        )
        columns = "".join(f'<col style="width: {width}%">' for width in _WIDTHS)
        head = "".join(f"<th>{self._both(words)}</th>" for words in heads)
        body = "\n".join(map(self._row, rows))
        name = f'<th colspan="{len(heads)}"><h2>{self._name(device)}</h2></th>'
        return (
            f'<table id="{device}">{columns}\n<thead><tr>{name}</tr><tr>{head}</tr></thead>\n'
            f"<tbody>\n{body}\n</tbody></table>"
        )

    def _row(self, row: FaultRow) -> str:
        services = [
            *(Text("faults-blocks", service=Text(f"service-{name}")) for name in sorted(row.blocks)),
            *(Text("faults-degrades", service=Text(f"service-{name}")) for name in sorted(row.degrades)),
        ]
        picture = (self._pictures / f"{row.picture}.svg").read_text(encoding="utf-8")
        severity = self._both(Text(f"severity-{row.severity}"), "span")
        cells = (
            f'<td>{picture}<p>{escape(row.code)}</p><div class="{row.severity}">{severity}</div></td>',
            f'<td class="read">{self._both(row.title)}{self._both(row.todo)}</td>',
            f"<td>{self._both(row.cause)}</td>",
            f"<td>{''.join(self._steps(row.steps, language) for language in Language)}</td>",
            f"<td>{''.join(map(self._both, services))}</td>",
            f"<td>{self._both(Text(f'recovery-{row.recovery}'))}</td>",
        )
        return f"<tr>{''.join(cells)}</tr>"

    def _both(self, words: Words, element: str = "p") -> str:
        return "".join(
            f'<{element} lang="{language}">{escape(self._texts.say(words, language))}</{element}>'
            for language in Language
        )

    def _steps(self, steps: Text, language: Language) -> str:
        lines = self._texts.say(steps, language).splitlines()
        return f'<ol lang="{language}">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ol>'
