"""Readers of resident ID cards: an SAM_A on a serial line, 115,200 bits a second, 8N1."""

import asyncio
from dataclasses import replace

from kiosk.devices.deadline import deadline as within
from kiosk.devices.driver import Driver
from kiosk.devices.drivers.sam_commands import MODULE_ERRORS, Reply, Request, Status, split_card
from kiosk.devices.drivers.sam_frame import LONGEST, FrameParser, encode_frame
from kiosk.devices.drivers.sam_text import MalformedTextError, parse_text
from kiosk.devices.nonsense import Nonsense
from kiosk.devices.ports import (
    DeviceState,
    Fault,
    FaultCode,
    IdentityCardReaderCapabilities,
    IdentityCardReaderStatus,
    MediaState,
    PhotoDecoder,
)
from kiosk.devices.transports.lost import DeviceSuspectError
from kiosk.devices.transports.message_link import NotAnsweringError
from kiosk.devices.transports.stream import ByteStream, StreamLostError
from kiosk.domain.clock import Clock
from kiosk.domain.identity import IdentityKind
from kiosk.domain.people import IdentityCardEvidence

_EMPTY = IdentityCardReaderStatus(DeviceState.ONLINE, MediaState.NOT_PRESENT)
_LYING = IdentityCardReaderStatus(DeviceState.ONLINE, MediaState.PRESENT)
_READ = replace(_LYING, was_read=True)
_MISSING = IdentityCardReaderStatus(DeviceState.NO_DEVICE, MediaState.UNKNOWN, fault=FaultCode.NO_DEVICE)

_REJECTED = {Status.CARD_REJECTS_READER, Status.READER_REJECTS_CARD, Status.WRONG_CARD}

_MOST_REPLIES = 50
"""One is awaited at a time; so many that wait are no accident."""

# Seconds of the clock.
_BETWEEN_LOOKS = 0.5
"""The module asks for 0.3 at least."""


class SamIdentityCardReader(Driver[IdentityCardReaderStatus]):
    """An `IdentityCardReader`. Nothing works unless `run` does; one request at a time.

    Once a card was read, the module finds it no more until it was lifted; whether it still lies there is
    told by asking it for another item.
    """

    capabilities = IdentityCardReaderCapabilities(frozenset(IdentityKind))

    def __init__(self, stream: ByteStream, clock: Clock, decoder: PhotoDecoder | None = None) -> None:
        super().__init__(_MISSING)
        self._stream = stream
        self._clock = clock
        self._decoder = decoder
        self._turn = asyncio.Lock()
        self._parser = FrameParser()
        self._nonsense = Nonsense(2 * LONGEST, "bytes that are no frame of an SAM_A")
        self._replies: asyncio.Queue[bytes] = asyncio.Queue()
        self._unanswered = False
        self._busy_until = 0.0
        """Of the clock: when the module has done what was asked last, at the latest."""

    async def read_identity_card(self, deadline: float) -> IdentityCardEvidence | Fault:
        """Find, select and read the card; `deadline` in seconds. The picture may take a little more."""
        evidence = await self._read_within(deadline)
        if self._decoder is None or isinstance(evidence, Fault) or not evidence.photo:
            return evidence
        return replace(evidence, picture=await self._decoder.decode(evidence.photo))

    async def _read_within(self, deadline: float) -> IdentityCardEvidence | Fault:
        if fault := self.status.fault:
            return Fault(fault, self.status.reason or f"the reader is {self.status.device}")
        try:
            async with within(self._clock, deadline), self._turn:
                return await self._read()
        except NotAnsweringError as error:
            self._status.publish(self._silent(str(error)))
            return Fault(FaultCode.NOT_RESPONDING, str(error))
        except StreamLostError as error:
            return Fault(FaultCode.NO_DEVICE, str(error))
        except TimeoutError:
            return Fault(FaultCode.NOT_RESPONDING, "the reader was not done in time")

    async def _open(self) -> None:
        await self._stream.open()
        self._parser, self._unanswered, self._busy_until = FrameParser(), True, 0.0
        self._nonsense.made_sense()

    async def _serve(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listen())
            group.create_task(self._watch())

    async def _close(self) -> None:
        await self._stream.close()

    async def _listen(self) -> None:
        while True:
            data = await self._stream.read()
            self._nonsense.heard(len(data))
            for content in self._parser.feed(data):
                self._nonsense.made_sense()
                self._replies.put_nowait(content)
                if self._replies.qsize() > _MOST_REPLIES:
                    raise DeviceSuspectError("it sends replies that nobody asked for, without end")

    async def _watch(self) -> None:
        while True:
            try:
                async with self._turn:
                    self._status.publish(await self._look())
            except NotAnsweringError as error:
                self._status.publish(self._silent(str(error)))
            await self._clock.sleep(_BETWEEN_LOOKS)

    async def _look(self) -> IdentityCardReaderStatus:
        if self.status.device is not DeviceState.ONLINE:
            itself = await self._ask(Request.STATUS)
            if itself.status != Status.OK:
                return _broken(itself)
        found = await self._ask(Request.FIND)
        if found.status == Status.FOUND:
            return _LYING
        if found.status in MODULE_ERRORS:
            return _broken(found)
        if self.status == _READ:
            there = await self._ask(Request.NEW_ADDRESS)
            return _READ if there.status in {Status.OK, Status.NO_SUCH_ITEM} else _EMPTY
        return _EMPTY

    async def _read(self) -> IdentityCardEvidence | Fault:
        reply = await self._ask(Request.FIND)
        if reply.status == Status.FOUND:
            reply = await self._ask(Request.SELECT)
            if reply.status == Status.OK:
                reply = await self._ask(Request.READ)
                if reply.status == Status.OK:
                    self._status.publish(_READ)
                    return self._evidence(reply.data)
        return await self._fault(reply)

    def _evidence(self, data: bytes) -> IdentityCardEvidence | Fault:
        parts = split_card(data)
        if parts is None:
            return Fault(FaultCode.CARD_UNREADABLE, "the lengths of text and photograph are wrong")
        try:
            return parse_text(*parts, self._clock.now().date())
        except MalformedTextError as error:
            return Fault(FaultCode.CARD_UNREADABLE, str(error))

    async def _fault(self, reply: Reply) -> Fault:
        """Say why a card could not be read; a bad answer may only mean that it has left."""
        detail = f"the reader answered {reply.status:02X}"
        if reply.status in MODULE_ERRORS:
            self._status.publish(_broken(reply))
            return Fault(FaultCode.IDENTITY_MODULE_ERROR, detail)
        if reply.status in _REJECTED:
            return Fault(FaultCode.CARD_NOT_IDENTITY, detail)
        if reply.status != Status.NOT_FOUND and (await self._ask(Request.FIND)).status == Status.FOUND:
            return Fault(FaultCode.CARD_UNREADABLE, detail)
        if self.status != _READ:
            self._status.publish(_EMPTY)
        return Fault(FaultCode.CARD_REMOVED, detail)

    async def _ask(self, request: Request) -> Reply:
        """Send a request and wait for its reply.

        Replies come in the order of requests and do not say to which they belong. So one that was given
        up is waited for first, behind the reply to STATUS: nobody gets the card of the person before. It
        may take as long as it may have taken: a reading that was cancelled makes no reader seem silent.
        """
        if self._unanswered and request is not Request.STATUS:
            await self._ask(Request.STATUS)
        while not self._replies.empty():
            self._replies.get_nowait()
        self._unanswered = True
        now = self._clock.monotonic()
        self._busy_until = max(now, self._busy_until) + request.value.seconds
        try:
            async with within(self._clock, self._busy_until - now):
                await self._stream.write(encode_frame(request.value.content))
                while (reply := request.parse(await self._replies.get())) is None:
                    pass
        except TimeoutError:
            raise NotAnsweringError(f"no answer to {request.name}{self._nonsense}") from None
        self._unanswered, self._busy_until = False, 0.0
        return reply


def _broken(reply: Reply) -> IdentityCardReaderStatus:
    return IdentityCardReaderStatus(
        DeviceState.HARDWARE_ERROR,
        MediaState.UNKNOWN,
        fault=FaultCode.IDENTITY_MODULE_ERROR,
        reason=f"its security module answered {reply.status:02X}",
    )
