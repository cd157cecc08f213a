"""The fault catalogue as one page of HTML in both languages, to be printed and hung into the cabinet."""

from html import escape
from itertools import groupby
from pathlib import Path

from kiosk.devices.fault_catalogue import FaultCatalogue, FaultRow
from kiosk.domain.words import Language, Text, Words
from kiosk.flows.catalogue import Catalogue

_STYLE = """
body { font: 9pt/1.4 "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
body { color: #17202B; margin: 12mm; }
h1 { font-size: 18pt; } h2 { font-size: 13pt; margin: 8mm 0 2mm; }
h1 [lang=en], h2 [lang=en] { font-weight: normal; margin-left: 1em; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #7A8594; padding: 2mm; text-align: left; vertical-align: top; }
th { background: #E6EEF7; } tr { break-inside: avoid; }
td p, td ol { margin: 0 0 1mm; } th p { margin: 0; } ol { padding-left: 1.4em; }
td [lang=en] { color: #465160; }
svg { width: 20mm; height: 20mm; display: block; }
.critical { color: #A3151A; } .warning { color: #8A3B00; }
@page { size: A4 landscape; margin: 8mm; } @media print { body { margin: 0; } }
"""
_WIDTHS = (14, 13, 8, 20, 19, 26)
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
        parts = [f"<h1>{self._both(title, 'span')}</h1>"]
        parts += [self._device(list(rows)) for _, rows in groupby(faults, key=lambda row: row.device)]
        return (
            f'<!DOCTYPE html>\n<html lang="zh">\n<head><meta charset="utf-8">'
            f"<title>{escape(self._texts.say(title, Language.CHINESE))}</title>"
            f"<style>{_STYLE}</style></head>\n<body>\n{chr(10).join(parts)}\n</body>\n</html>\n"
        )

    def _device(self, rows: list[FaultRow]) -> str:
        heads = (
            Text("faults-fault"),
            Text("faults-services"),
            Text("faults-recovery"),
            Text("faults-citizen"),
            Text("faults-cause"),
            Text("faults-steps"),
        )
        columns = "".join(f'<col style="width: {width}%">' for width in _WIDTHS)
        head = "".join(f"<th>{self._both(words)}</th>" for words in heads)
        body = "\n".join(map(self._row, rows))
        name = self._both(Text(f"device-{rows[0].device}"), "span")
        return f"<h2>{name}</h2>\n<table>{columns}\n<tr>{head}</tr>\n{body}\n</table>"

    def _row(self, row: FaultRow) -> str:
        services = [
            *(Text("faults-blocks", service=Text(f"service-{name}")) for name in sorted(row.blocks)),
            *(Text("faults-degrades", service=Text(f"service-{name}")) for name in sorted(row.degrades)),
        ]
        picture = (self._pictures / f"{row.picture}.svg").read_text(encoding="utf-8")
        severity = self._both(Text(f"severity-{row.severity}"))
        cells = (
            f'{picture}<p>{escape(row.code)}</p><div class="{row.severity}">{severity}</div>',
            "".join(map(self._both, services)),
            self._both(Text(f"recovery-{row.recovery}")),
            self._both(row.title) + self._both(row.todo),
            self._both(row.cause),
            "".join(self._steps(row.steps, language) for language in Language),
        )
        return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"

    def _both(self, words: Words, element: str = "p") -> str:
        return "".join(
            f'<{element} lang="{language}">{escape(self._texts.say(words, language))}</{element}>'
            for language in Language
        )

    def _steps(self, steps: Text, language: Language) -> str:
        lines = self._texts.say(steps, language).splitlines()
        return f'<ol lang="{language}">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ol>'
