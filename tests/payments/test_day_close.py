"""The file of a business day: every attempt that ended in it, once, under the journal's seal."""

import asyncio
import csv
import hmac
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from kiosk.domain.clock import SHANGHAI
from kiosk.payments.day_close import DayClose
from kiosk.payments.record import AttemptState
from tests.payments.hall import Hall, Kiosk

ENDS = time(23)


def day_close(hall: Hall, kiosk: Kiosk) -> DayClose:
    return DayClose(kiosk.journal, hall.clock, "100001", hall.folder / "day-end", ENDS)


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))


async def one_paid(kiosk: Kiosk) -> str:
    record = await kiosk.pay(await kiosk.order())
    kiosk.scan_and_pay(record)
    return (await kiosk.until_final(record.attempt_no)).attempt_no


async def until(hall: Hall, moment: datetime) -> None:
    await hall.clock.advance((moment - hall.clock.now()).total_seconds())


def test_the_file_is_written_when_the_day_ends_and_holds_what_became_final_in_it(hall: Hall) -> None:
    async def story() -> None:
        async with hall.kiosk() as kiosk:
            closing = asyncio.create_task(day_close(hall, kiosk).run())
            number = await one_paid(kiosk)
            today = hall.clock.now().date()
            path = hall.folder / "day-end" / f"KR_100001_{today:%Y%m%d}_1.csv"
            await until(hall, datetime.combine(today, ENDS, SHANGHAI) - timedelta(seconds=1))
            assert not path.exists()
            await hall.clock.advance(2)
            header, attempt, total, still_open, chain, seal = rows(path)
            row = dict(zip(header, attempt, strict=True))
            assert (row["attempt_no"], row["state"], row["carried"]) == (number, AttemptState.POSTED, "0")
            assert total == ["total", "1", "1", row["paid_fen"], "0", "0"]
            assert still_open == ["open", "0"]
            assert chain[0] == "chain"
            content = path.read_bytes()
            content = content[: content.rindex(b"seal,")]
            assert hmac.compare_digest(seal[1], kiosk.journal.sealed(content).hex())
            closing.cancel()

    asyncio.run(story())


def test_an_attempt_that_is_open_at_the_end_is_carried_over(hall: Hall) -> None:
    async def story() -> None:
        async with hall.kiosk() as kiosk:
            today = hall.clock.now().date()
            end = datetime.combine(today, ENDS, SHANGHAI)
            await until(hall, end - timedelta(seconds=30))
            record = await kiosk.pay(await kiosk.order())
            await hall.clock.advance(60)
            _, attempt, total, still_open, *_ = rows(day_close(hall, kiosk).close(today))
            assert attempt[0] == record.attempt_no
            assert (total[1], still_open[1], attempt[-1]) == ("0", "1", "1")
            kiosk.scan_and_pay(record)
            await kiosk.until_final(record.attempt_no)
            _, attempt, total, *_ = rows(day_close(hall, kiosk).close(today + timedelta(days=1)))
            assert (attempt[0], total[1], attempt[-1]) == (record.attempt_no, "1", "0")

    asyncio.run(story())


def test_closing_a_day_again_gives_the_same_file(hall: Hall) -> None:
    async def story() -> None:
        async with hall.kiosk() as kiosk:
            await one_paid(kiosk)
            today = hall.clock.now().date()
            await until(hall, datetime.combine(today, ENDS, SHANGHAI) + timedelta(hours=1))
            closing = day_close(hall, kiosk)
            assert closing.close(today) == closing.close(today)

    asyncio.run(story())


def test_the_days_on_which_the_kiosk_had_no_power_are_closed_at_the_next_start(hall: Hall) -> None:
    async def story() -> None:
        async with hall.kiosk() as kiosk:
            await one_paid(kiosk)
            first = hall.clock.now().date()
        await hall.clock.advance(3 * 86_400)
        async with hall.kiosk() as kiosk:
            closing = asyncio.create_task(day_close(hall, kiosk).run())
            await hall.clock.advance(1)
            closing.cancel()
        written = sorted(path.name for path in (hall.folder / "day-end").iterdir())
        days: list[date] = [first + timedelta(days=n) for n in range(3)]
        assert written == [f"KR_100001_{day:%Y%m%d}_1.csv" for day in days]

    asyncio.run(story())


def test_a_kiosk_without_a_past_closes_nothing(hall: Hall) -> None:
    async def story() -> None:
        async with hall.kiosk() as kiosk:
            closing = asyncio.create_task(day_close(hall, kiosk).run())
            await hall.clock.advance(1)
            closing.cancel()
        assert not (hall.folder / "day-end").exists()

    asyncio.run(story())


def test_a_file_named_after_no_day_hinders_nothing(hall: Hall) -> None:
    async def story() -> None:
        async with hall.kiosk() as kiosk:
            await one_paid(kiosk)
            (hall.folder / "day-end").mkdir()
            (hall.folder / "day-end" / "KR_100001_99999999_1.csv").touch()
            closing = asyncio.create_task(day_close(hall, kiosk).run())
            await hall.clock.advance(86_400)
            closing.cancel()
            assert len(list((hall.folder / "day-end").iterdir())) == 2

    asyncio.run(story())


def test_a_day_that_cannot_be_closed_now_is_closed_an_hour_later(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with hall.kiosk() as kiosk:
            await one_paid(kiosk)
            closing = asyncio.create_task(day_close(hall, kiosk).run())
            with monkeypatch.context() as patched:
                patched.setattr(kiosk.journal, "chain_head_at", None)
                await until(hall, datetime.combine(hall.clock.now().date(), ENDS, SHANGHAI))
                await hall.clock.advance(60)
                assert not (hall.folder / "day-end").exists()
            await hall.clock.advance(3_600)
            assert len(list((hall.folder / "day-end").iterdir())) == 1
            closing.cancel()

    asyncio.run(story())


def test_the_day_that_is_not_over_can_be_looked_at_without_being_written(hall: Hall) -> None:
    async def story() -> None:
        async with hall.kiosk() as kiosk:
            closing = day_close(hall, kiosk)
            number = await one_paid(kiosk)
            today = closing.today()
            assert (today.day, [record.attempt_no for record in today.final]) == (
                hall.clock.now().date(),
                [number],
            )
            assert not (hall.folder / "day-end").exists()

    asyncio.run(story())
