"""The way to a card as a conversation: command and answer as bytes, what the reader sees as words."""

from asyncio import Queue
from collections.abc import AsyncGenerator, Awaitable
from contextlib import aclosing
from typing import TypeVar

from kiosk.devices.broadcast import Broadcast
from kiosk.devices.ports import CardReaderStatus, DeviceState, MediaState
from kiosk.devices.transports.card import (
    CardGoneError,
    CardLinkError,
    CardMuteError,
    CardTransport,
    Dialogue,
    ReaderMissingError,
    converse,
)
from tests.devices.conversation import Conversation
from tests.devices.conversation_file import Content

T = TypeVar("T")

_POWER_UP, _POWER_DOWN = "power up", "power down"
_ERRORS: dict[str, type[CardLinkError]] = {
    "the card is gone": CardGoneError,
    "the card is mute": CardMuteError,
    "the reader is missing": ReaderMissingError,
}


class RecordedCard:
    """A `CardTransport` without a reader: it gives the answers of a conversation that was recorded."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._status = Broadcast(CardReaderStatus(DeviceState.ONLINE, MediaState.UNKNOWN))
        self._answers: Queue[Content] = Queue()
        self._powered = False
        conversation.listen(self._hear)

    async def changes(self) -> AsyncGenerator[CardReaderStatus]:
        async with aclosing(self._status.changes()) as changes:
            async for status in changes:
                yield status

    async def connect(self) -> bytes:
        self._powered = True
        return await self._answer_to(_POWER_UP)

    async def converse(self, dialogue: Dialogue[T]) -> T:
        if not self._powered:
            raise CardGoneError
        return await converse(dialogue, self._answer_to)

    def disconnect(self) -> None:
        if self._powered:
            self._conversation.say(_POWER_DOWN)
        self._powered = False

    async def _answer_to(self, command: Content) -> bytes:
        self._conversation.say(command)
        answer = await self._answers.get()
        if isinstance(answer, str):
            raise _ERRORS[answer]
        return answer

    def _hear(self, content: Content) -> None:
        if isinstance(content, bytes) or content in _ERRORS:
            self._answers.put_nowait(content)
        else:
            media, insertion = content.split()
            self._status.publish(
                CardReaderStatus(DeviceState.ONLINE, MediaState(media), insertion=int(insertion))
            )


class CardOnRecord:
    """A `CardTransport` through another, all of which is written down."""

    def __init__(self, conversation: Conversation, reader: CardTransport) -> None:
        self._conversation = conversation
        self._reader = reader
        self._powered = False

    async def changes(self) -> AsyncGenerator[CardReaderStatus]:
        async with aclosing(self._reader.changes()) as changes:
            async for status in changes:
                self._conversation.hear(f"{status.media} {status.insertion}")
                yield status

    async def connect(self) -> bytes:
        self._powered = True
        self._conversation.say(_POWER_UP)
        answer = await self._heard(self._reader.connect())
        self._conversation.hear(answer)
        return answer

    async def converse(self, dialogue: Dialogue[T]) -> T:
        if not self._powered:
            raise CardGoneError
        return await self._heard(self._reader.converse(self._told(dialogue)))

    def disconnect(self) -> None:
        if self._powered:
            self._conversation.say(_POWER_DOWN)
        self._powered = False
        self._reader.disconnect()

    async def _heard(self, answer: Awaitable[T]) -> T:
        try:
            return await answer
        except CardLinkError as error:
            self._conversation.hear(next(words for words, kind in _ERRORS.items() if isinstance(error, kind)))
            raise

    def _told(self, dialogue: Dialogue[T]) -> Dialogue[T]:
        answer: bytes | None = None
        while True:
            try:
                command = next(dialogue) if answer is None else dialogue.send(answer)
            except StopIteration as end:
                value: T = end.value
                return value
            self._conversation.say(command)
            answer = yield command
            self._conversation.hear(answer)
