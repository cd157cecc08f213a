"""The journal reaches the bureau whole and once, whatever the line does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NoReturn

import pytest
from sqlite_utils import Database

from kiosk.bureau.embedded import EmbeddedBureau
from kiosk.payments.journal_file import JournalFullError
from kiosk.payments.outbox import Outbox
from kiosk.world.interruptible_bureau import BureauFault
from tests.payments.hall import Hall, Kiosk


@asynccontextmanager
async def reporting(hall: Hall, kiosk: Kiosk) -> AsyncIterator[None]:
    outbox = Outbox(kiosk.journal, hall.line, hall.clock, "100001", hall.random)
    running = asyncio.create_task(outbox.run())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.wait({running})
        assert running.cancelled()


async def one_paid(kiosk: Kiosk) -> None:
    record = await kiosk.pay(await kiosk.order())
    kiosk.scan_and_pay(record)
    await kiosk.until_final(record.attempt_no)


def book(hall: Hall) -> Database:
    assert isinstance(hall.counter.bureau, EmbeddedBureau)
    return hall.counter.bureau.store.db


def received(hall: Hall) -> list[tuple[int, str, str]]:
    rows = book(hall).execute("select seq, entity, kind from kiosk_events order by seq").fetchall()
    return [tuple(row) for row in rows]


def written(kiosk: Kiosk) -> list[tuple[int, str, str]]:
    return [(event.seq, event.entity, event.kind) for event in kiosk.journal.events()]


def test_every_event_reaches_the_bureau_in_its_order(hall: Hall) -> None:
    async def story() -> None:
        async with hall.kiosk() as kiosk, reporting(hall, kiosk):
            await one_paid(kiosk)
            await hall.clock.advance(60)
            assert received(hall) == written(kiosk)
            assert kiosk.journal.uploaded_seq() == len(received(hall))

    asyncio.run(story())


def test_a_batch_whose_answer_was_lost_is_kept_once(hall: Hall) -> None:
    async def story() -> None:
        async with hall.kiosk() as kiosk:
            await one_paid(kiosk)
            hall.line.faults.add(BureauFault.DROP_REPLY)
            async with reporting(hall, kiosk):
                await hall.clock.advance(60)
                assert received(hall) == written(kiosk)
                assert kiosk.journal.uploaded_seq() == 0
                hall.line.faults.clear()
                await hall.clock.advance(400)
                assert received(hall) == written(kiosk)
                assert kiosk.journal.uploaded_seq() == len(written(kiosk))

    asyncio.run(story())


def test_what_was_written_while_the_bureau_was_away_is_sent_when_it_is_back(hall: Hall) -> None:
    async def story() -> None:
        async with hall.kiosk() as kiosk:
            await one_paid(kiosk)
            hall.line.connected = False
            async with reporting(hall, kiosk):
                await hall.clock.advance(3600)
                assert received(hall) == []
                hall.line.connected = True
                await hall.clock.advance(400)
                assert received(hall) == written(kiosk)

    asyncio.run(story())


def test_a_bureau_that_lost_events_gets_them_again(hall: Hall) -> None:
    async def story() -> None:
        async with hall.kiosk() as kiosk, reporting(hall, kiosk):
            await one_paid(kiosk)
            await hall.clock.advance(60)
            book(hall).execute("delete from kiosk_events where seq > 3")
            kiosk.journal.print_started("voucher")
            await hall.clock.advance(60)
            assert received(hall) == written(kiosk)

    asyncio.run(story())


def test_another_journal_of_the_same_kiosk_is_not_taken_for_its_continuation(hall: Hall) -> None:
    async def story() -> None:
        async with hall.kiosk() as kiosk, reporting(hall, kiosk):
            await one_paid(kiosk)
            await hall.clock.advance(60)
            before = received(hall)
        for name in ("journal.db", "journal.db.key"):
            (hall.folder / name).unlink()
        async with hall.kiosk() as kiosk, reporting(hall, kiosk):
            kiosk.journal.print_started("voucher")
            await hall.clock.advance(60)
            assert received(hall) == before
            assert kiosk.journal.uploaded_seq() == 0

    asyncio.run(story())


def test_a_journal_that_takes_nothing_stops_the_reports_for_an_hour_and_nothing_else(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise JournalFullError("the disk is full")

    async def story() -> None:
        async with hall.kiosk() as kiosk, reporting(hall, kiosk):
            with monkeypatch.context() as patched:
                patched.setattr(kiosk.journal, "events_uploaded", refuse)
                await one_paid(kiosk)
                await hall.clock.advance(60)
            await hall.clock.advance(3_700)
            assert kiosk.journal.uploaded_seq() == len(written(kiosk))
            assert received(hall) == written(kiosk)

    asyncio.run(story())
