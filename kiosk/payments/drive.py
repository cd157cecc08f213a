"""An attempt on its way through the settler."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field

from kiosk.payments.record import AttemptRecord


@dataclass(slots=True)
class Drive:
    """An attempt being driven: its record with the counts of calls, and who wants to know."""

    record: AttemptRecord
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    """Set to end a wait early."""
    close_reason: str | None = None
    refusal: str | None = None
    """Why an operator does not want its money posted."""
    lines: AbstractAsyncContextManager[object] = field(default_factory=nullcontext)
    """Held while it calls, so that recovered attempts share a few lines and a citizen's has its own."""
    alarmed: bool = False
    """Whether it has been said that a person should look at it."""
    watchers: list[asyncio.Queue[AttemptRecord]] = field(default_factory=list)

    def become(self, record: AttemptRecord, *, news: bool) -> None:
        """Take over a record, and tell whoever watches if there is news in it."""
        self.record = record
        for records in self.watchers if news else ():
            records.put_nowait(record)

    async def watch(self) -> AsyncGenerator[AttemptRecord, None]:
        """Give the record as it is, then each that is news, until a final one."""
        records: asyncio.Queue[AttemptRecord] = asyncio.Queue()
        records.put_nowait(self.record)
        self.watchers.append(records)
        try:
            while True:
                record = await records.get()
                yield record
                if record.final:
                    return
        finally:
            self.watchers.remove(records)
