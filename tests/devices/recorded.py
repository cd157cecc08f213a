"""A line on which a conversation that was written down is held again, byte for byte."""

import asyncio
from collections import deque

KIOSK, TERMINAL = ">", "<"


class RecordedStream:
    """A `ByteStream` that expects what the kiosk said then, and answers what was answered then.

    What the kiosk may say at any time, such as a heartbeat, is given as `ignored`.
    """

    def __init__(self, conversation: list[tuple[str, bytes]], ignored: bytes) -> None:
        self._conversation = deque(conversation)
        self._ignored = ignored
        self._answers: asyncio.Queue[bytes] = asyncio.Queue()

    @property
    def over(self) -> bool:
        return not self._conversation

    async def open(self) -> None:
        self._answer()

    async def read(self) -> bytes:
        return await self._answers.get()

    async def write(self, data: bytes) -> None:
        if data != self._ignored:
            assert self._conversation.popleft() == (KIOSK, data)
            self._answer()

    async def close(self) -> None:
        """Nothing is kept open."""

    def _answer(self) -> None:
        while self._conversation and self._conversation[0][0] == TERMINAL:
            self._answers.put_nowait(self._conversation.popleft()[1])
