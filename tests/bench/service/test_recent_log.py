"""The log on the kiosk itself."""

import logging

import pytest

from kiosk.bench.service.recent_log import RecentLog


def lines_after(*messages: str) -> tuple[str, ...]:
    log = RecentLog()
    for message in messages:
        log.handle(logging.makeLogRecord({"msg": message, "levelname": "INFO"}))
    return log.lines()


def test_the_latest_line_comes_first_and_old_ones_go() -> None:
    lines = lines_after(*(f"line {number}" for number in range(500)))
    assert lines[0].endswith("line 499")
    assert len(lines) == 200


@pytest.mark.parametrize(
    "number", ["110101199003074258", "11010119900307425X", "6222020200112233445", "13812345678"]
)
def test_a_number_that_could_be_a_persons_is_not_to_be_read(number: str) -> None:
    (line,) = lines_after(f"somebody logged {number} by mistake")
    assert number not in line
    assert "*" * len(number) in line


def test_the_number_of_a_payment_stays_readable() -> None:
    (line,) = lines_after("attempt 99990101M6CY1AE0PXN5BF9XKTQBNEH6 was set aside")
    assert "99990101M6CY1AE0PXN5BF9XKTQBNEH6" in line


def test_a_line_tells_the_time_of_the_hall_whatever_zone_the_machine_is_set_to() -> None:
    log = RecentLog()
    log.handle(logging.makeLogRecord({"msg": "it began", "levelname": "INFO", "created": 1_800_000_000}))
    assert log.lines() == ("01-15 16:00:00 INFO it began",)


def test_a_trace_of_many_lines_takes_one() -> None:
    assert lines_after("it broke\n  File one\n  File two")[0].endswith("it broke")
