"""The readiness report: how each device stands and how its self-test went, as a PDF for the hall's files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.bench.service.outcomes import failed_by
from kiosk.bench.service.results import SelfTestResult
from kiosk.bench.service.tools import Tools
from kiosk.bench.standing import state_words
from kiosk.config import ASSETS
from kiosk.devices.ports import DeviceKind, DeviceStatus, Fault
from kiosk.domain.words import Language, Text, Words
from kiosk.private_file import write_private_file

_FAMILY = "Noto Sans SC"
_WIDTHS = (38, 24, 24, 84)
"""Of the columns, in millimetres."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the paper says, all of it in Chinese."""

    title: str
    head: tuple[str, ...]
    verdict: str
    table: tuple[tuple[str, ...], ...]
    """A row for each device, under the names of the columns."""


async def write_readiness(tools: Tools, operator: str, now: datetime) -> Path:
    """Write the report of this moment into the folder for reports; give the file.

    Raises:
        OSError: the folder cannot be written.
    """
    report = readiness(tools, operator, now)
    document = await tools.back_room.run(lambda: _draw(report))
    path = tools.reports / f"readiness-{tools.kiosk_number}-{now:%Y%m%d-%H%M%S}.pdf"
    write_private_file(path, document)
    return path


def readiness(tools: Tools, operator: str, now: datetime) -> Report:
    """Say whether the kiosk is ready: every device is well and has passed its self-test."""

    def say(words: Words) -> str:
        return tools.services.say(words, Language.CHINESE)

    results, devices = tools.results.last(), sorted(tools.supervisor.devices)
    ready = all(
        tools.supervisor.status(name).fault is None and name in results and results[name].outcome.passed
        for name in devices
    )
    columns = (
        Text("report-device"),
        Text("report-state"),
        Text("service-self-test"),
        Text("report-remarks"),
    )
    return Report(
        title=say(Text("report-title")),
        head=(
            say(tools.services.hall.name),
            say(Text("report-kiosk", number=tools.kiosk_number)),
            say(Text("report-made", at=f"{now:%Y-%m-%d %H:%M}", operator=operator)),
        ),
        verdict=say(Text("report-ready") if ready else Text("report-not-ready")),
        table=(
            tuple(map(say, columns)),
            *(tuple(map(say, _row(tools, name))) for name in devices),
        ),
    )


def _row(tools: Tools, name: DeviceKind) -> Iterator[Words]:
    status, result = tools.supervisor.status(name), tools.results.last().get(name)
    yield Text(f"device-{name}")
    yield state_words(status)
    if result is None:
        yield Text("service-test-never")
    else:
        yield Text("report-passed") if result.outcome.passed else Text("report-failed")
    yield "\n".join(_remarks(tools, name, status, result))


def _remarks(
    tools: Tools, name: DeviceKind, status: DeviceStatus, result: SelfTestResult | None
) -> Iterator[str]:
    if status.fault is not None:
        fault = Fault(status.fault, status.reason)
        yield failed_by(tools, name, fault).detail.zh
    if result is not None:
        yield f"{result.at:%m-%d %H:%M} {result.operator}: {result.outcome.detail.zh}"


def _draw(report: Report) -> bytes:
    # A third of a second, which no start of a kiosk waits for.
    from fpdf import FPDF, Align, FontFace, XPos, YPos  # noqa: PLC0415

    paper = FPDF(format="A4")
    paper.set_margin(20)
    for style, file in (("", "NotoSansSC-Regular.otf"), ("B", "NotoSansSC-Bold.otf")):
        paper.add_font(_FAMILY, style, ASSETS / "fonts" / file)
    paper.add_page()
    lines = [(report.title, "B", 20), *((line, "", 11) for line in report.head), (report.verdict, "B", 14)]
    for text, style, size in lines:
        paper.set_font(_FAMILY, style, size)
        paper.multi_cell(0, size * 0.65, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.ln(4)
    paper.set_font(_FAMILY, "", 10)
    with paper.table(
        col_widths=_WIDTHS,
        headings_style=FontFace(emphasis="BOLD"),
        line_height=6,
        padding=1.5,
        text_align=Align.L,
    ) as table:
        for cells in report.table:
            table.row(cells)
    return bytes(paper.output())
