"""The results of self-tests."""

from datetime import datetime
from pathlib import Path

import pytest

from kiosk.bench.service.results import Outcome, ResultBook, SelfTestResult
from kiosk.devices.ports import DeviceKind
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.words import Bilingual

RESULT = SelfTestResult(
    Outcome(passed=False, detail=Bilingual("没有纸", "no paper")),
    datetime(2026, 11, 2, 9, 30, tzinfo=SHANGHAI),
    "Li Na",
)


def test_the_last_result_of_each_device_outlives_the_run(tmp_path: Path) -> None:
    path = tmp_path / "self-tests.json"
    passed = SelfTestResult(Outcome(passed=True, detail=Bilingual("清楚", "clear")), RESULT.at, "Li Na")
    ResultBook(path).add(DeviceKind.PRINTER, RESULT)
    ResultBook(path).add(DeviceKind.CARD_READER, RESULT)
    ResultBook(path).add(DeviceKind.PRINTER, passed)
    assert ResultBook(path).last() == {DeviceKind.PRINTER: passed, DeviceKind.CARD_READER: RESULT}


@pytest.mark.parametrize("content", [b"", b"[]", b'{"toaster": {}}'])
def test_a_damaged_file_leaves_every_device_untested(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "self-tests.json"
    path.write_bytes(content)
    assert ResultBook(path).last() == {}
    ResultBook(path).add(DeviceKind.PRINTER, RESULT)
    assert ResultBook(path).last() == {DeviceKind.PRINTER: RESULT}
