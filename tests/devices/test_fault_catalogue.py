"""The fault catalogue is whole, and a wrong one is refused with the place and the way to mend it."""

import re
from pathlib import Path

import pytest

from kiosk.config import FOLDER
from kiosk.devices.fault_catalogue import FaultCatalogue, Recovery, Severity, load_fault_catalogue
from kiosk.devices.ports import FAULTS, DeviceKind, FaultCode
from kiosk.toml_text import ConfigError

SHIPPED = FOLDER / "faults.toml"
DRIVERS = Path(__file__).parents[2] / "kiosk" / "devices"
MODULES = {
    DeviceKind.CARD_READER: ("drivers/ssse.py",),
    DeviceKind.IDENTITY_CARD_READER: ("drivers/sam.py",),
    DeviceKind.CODE_SCANNER: ("drivers/scanner.py", "drivers/scanner_lines.py"),
    DeviceKind.PRINTER: ("drivers/escpos.py", "drivers/escpos_status.py"),
    DeviceKind.PAYMENT_TERMINAL: ("drivers/ecr_hub.py",),
    DeviceKind.CAMERA: ("drivers/camera.py", "drivers/picture_flaws.py"),
    DeviceKind.INDICATOR_BOARD: ("drivers/board.py",),
    DeviceKind.ANNOUNCER: ("drivers/announcer.py",),
}
"""Where the faults of each device are raised."""


@pytest.fixture
def text() -> str:
    return SHIPPED.read_text(encoding="utf-8")


def load(folder: Path, text: str) -> FaultCatalogue:
    file = folder / "faults.toml"
    file.write_text(text, encoding="utf-8")
    return load_fault_catalogue(file)


def raised_in(modules: tuple[str, ...]) -> set[FaultCode]:
    source = "".join((DRIVERS / module).read_text(encoding="utf-8") for module in modules)
    return {FaultCode[name] for name in re.findall(r"\bFaultCode\.([A-Z_]+)", source)}


def test_every_fault_that_a_device_can_raise_has_exactly_one_row() -> None:
    rows = [(row.device, row.code) for row in load_fault_catalogue(SHIPPED)]
    assert sorted(rows) == sorted((device, code) for device, codes in FAULTS.items() for code in codes)


def test_a_row_is_found_by_device_and_fault() -> None:
    row = load_fault_catalogue(SHIPPED).row(DeviceKind.PRINTER, FaultCode.PAPER_OUT)
    assert (row.severity, row.recovery, row.picture) == (
        Severity.CRITICAL,
        Recovery.TECHNICIAN,
        "printer-roll",
    )


@pytest.mark.parametrize("device", MODULES)
def test_no_driver_raises_a_fault_that_its_device_is_not_said_to_raise(device: DeviceKind) -> None:
    assert raised_in(MODULES[device]) <= FAULTS[device]


def test_every_module_that_raises_faults_belongs_to_a_device() -> None:
    of_devices = {module for modules in MODULES.values() for module in modules}
    raising = {
        str(path.relative_to(DRIVERS))
        for path in (DRIVERS / "drivers").glob("*.py")
        if "FaultCode." in path.read_text(encoding="utf-8")
    }
    assert raising <= of_devices


@pytest.mark.parametrize(
    ("right", "wrong", "line", "message"),
    [
        ('"printer"', '"prnter"', "device", "did you mean 'printer'?"),
        ('"paper-out"', '"paper-oot"', "code", "did you mean 'paper-out'?"),
        ('["voucher-on-paper"]', '["voucher-on-papr"]', "blocks", "did you mean 'voucher-on-paper'?"),
        ("severity =", "severty =", "severty", "'severty' is not known here; did you mean 'severity'?"),
        ('title = "printer-paper-out"\n', "", "[[fault]]", "'title' is missing here; add it"),
        ('title = "printer-paper-out"', "title = 7", "title", "'title' is 7"),
        ('"paper-out"', '"no-code"', "[[fault]]", "printer no-code: it cannot raise this; it can raise: cov"),
        ('"paper-out"', '"paper-jam"', "[[fault]]", "printer paper-jam: this row stands above already"),
        ('"critical"', '"warning"', "[[fault]]", "mend severity or blocks"),
        ('limit = "limit-no-paper"\n', "", "[[fault]]", "the citizen reads 'limit' instead; add it"),
        ("recovery =", 'degrades = ["voucher-on-paper"]\nrecovery =', "[[fault]]", "keep it in one of them"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line_and_the_way_to_mend_it(
    tmp_path: Path, text: str, right: str, wrong: str, line: str, message: str
) -> None:
    rows = re.split(r"(?m)^(?=\[\[fault\]\]$)", text)
    (paper_out,) = (row for row in rows if 'code = "paper-out"' in row)
    assert right in paper_out
    rows.remove(paper_out)
    before, bad = "".join(rows).rstrip() + "\n\n", paper_out.replace(right, wrong, 1)
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, before + bad)
    assert message in caught.value.message
    at = next(number for number, words in enumerate(bad.splitlines(), 1) if words.startswith(line))
    assert caught.value.line == before.count("\n") + at


def test_a_row_that_is_missing_is_named(tmp_path: Path, text: str) -> None:
    rows = re.split(r"(?m)^(?=\[\[fault\]\]$)", text)
    whole = "".join(row for row in rows if 'code = "paper-out"' not in row)
    with pytest.raises(ConfigError, match=r"has no row for printer paper-out; add a \[\[fault\]\]"):
        load(tmp_path, whole)
