"""Card readers of the PC/SC service.

Importing this module needs the PC/SC library on the machine.
"""

import asyncio
from collections.abc import AsyncGenerator
from threading import Event, Lock
from typing import NoReturn, TypeVar

from smartcard import scard

from kiosk.devices.ports import CardReaderStatus
from kiosk.devices.transports.card import CardGoneError, CardMuteError, Dialogue, ReaderMissingError
from kiosk.devices.transports.pcsc_monitor import PcscMonitor, error_text, require_reader
from kiosk.devices.transports.threads import in_thread

T = TypeVar("T")

_GONE = {
    scard.SCARD_E_NO_SMARTCARD,
    scard.SCARD_W_REMOVED_CARD,
    scard.SCARD_W_RESET_CARD,
    scard.SCARD_E_INVALID_HANDLE,
}
_MUTE = {scard.SCARD_W_UNRESPONSIVE_CARD, scard.SCARD_W_UNPOWERED_CARD, scard.SCARD_E_PROTO_MISMATCH}
_NEXT_LOOK = 600
"""Milliseconds in which the service has seen for certain that a card has left: it looks every 400."""
_HANGS = "the PC/SC service hangs: unplug the reader for a moment, or restart pcscd"

# Seconds of the machine's own time.
_LONGEST_SILENCE = 5.0
"""The watch tells the status three times a second."""
_ENDING_TIME = 1.0


class PcscTransport:
    """A `CardTransport` on the first reader whose name begins with `reader_name`, or on the first of all."""

    def __init__(self, reader_name: str | None) -> None:
        self._reader_name = reader_name or ""
        self._monitor = PcscMonitor(self._reader_name)
        self._watch: asyncio.Future[None] | None = None
        self._connection: _Connection | None = None
        self._powering_down: asyncio.Future[None] | None = None

    async def changes(self) -> AsyncGenerator[CardReaderStatus]:
        """Watch the reader from a thread, until it is gone or the service has hung for a while."""
        if self._watch and not await _ends(self._watch):
            raise ReaderMissingError(_HANGS)  # and no second thread waits for it
        loop, stop = asyncio.get_running_loop(), Event()
        queue: asyncio.Queue[CardReaderStatus | None] = asyncio.Queue()

        def tell(status: CardReaderStatus) -> None:
            loop.call_soon_threadsafe(queue.put_nowait, status)

        def end(watch: asyncio.Future[None]) -> None:
            watch.exception()  # which nobody asks for if it comes too late
            queue.put_nowait(None)

        watch = self._watch = in_thread(lambda: self._monitor.watch(tell, stop))
        watch.add_done_callback(end)
        told: CardReaderStatus | None = None
        try:
            while (status := await _next(queue)) is not None:
                if status != told:
                    told = status
                    yield status
        finally:
            stop.set()
            await _ends(watch)
        watch.result()

    async def connect(self) -> bytes:
        """Power the card up and return its answer to reset."""
        self.disconnect()
        if self._powering_down:
            await asyncio.shield(self._powering_down)  # here, so that no thread waits for a card that hangs
        connection = self._connection = _Connection()
        return await in_thread(lambda: connection.open(self._reader_name))

    async def converse(self, dialogue: Dialogue[T]) -> T:
        """Let the card answer, all in one thread: a change of threads takes as long as an answer."""
        connection = self._connection
        if connection is None:
            raise CardGoneError
        return await in_thread(lambda: connection.converse(dialogue))

    def disconnect(self) -> None:
        """Power the card down as soon as the command it is at has ended."""
        if self._connection:
            self._connection.abandoned = True
            self._powering_down = in_thread(self._connection.close)
            self._connection = None


class _Connection:
    """One powered card. Each call blocks, and waits for the one before it."""

    def __init__(self) -> None:
        self.abandoned = False
        self._lock = Lock()
        self._context: int | None = None
        self._card: int | None = None
        self._reader = ""
        self._header = scard.SCARD_PCI_T0

    def open(self, reader_name: str) -> bytes:
        with self._lock:
            result, self._context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
            _check(result)
            self._reader = require_reader(self._context, reader_name)
            result, card, protocol = scard.SCardConnect(
                self._context,
                self._reader,
                scard.SCARD_SHARE_EXCLUSIVE,
                scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1,
            )
            _check(result)
            self._card = card
            if protocol == scard.SCARD_PROTOCOL_T1:
                self._header = scard.SCARD_PCI_T1
            result, _, _, _, atr = scard.SCardStatus(self._card)
            _check(result)
            return bytes(atr)

    def converse(self, dialogue: Dialogue[T]) -> T:
        with self._lock:
            try:
                command = next(dialogue)
                while self._card is not None and not self.abandoned:
                    result, response = scard.SCardTransmit(self._card, self._header, list(command))
                    if result == scard.SCARD_E_NOT_TRANSACTED:  # what response there is means nothing
                        self._explain_silence()
                    _check(result)
                    if not response:
                        self._explain_silence()
                    command = dialogue.send(bytes(response))
            except StopIteration as end:
                value: T = end.value
                return value
            raise CardGoneError

    def _explain_silence(self) -> NoReturn:
        """Say whether the card has left or lies there and is mute: the service tells both alike."""
        _check(scard.SCardStatus(self._card)[0])
        _, readers = scard.SCardGetStatusChange(self._context, 0, [(self._reader, scard.SCARD_STATE_UNAWARE)])
        state = readers[0][1] & ~scard.SCARD_STATE_CHANGED
        scard.SCardGetStatusChange(self._context, _NEXT_LOOK, [(self._reader, state)])
        _check(scard.SCardStatus(self._card)[0])
        raise CardMuteError

    def close(self) -> None:
        with self._lock:
            if self._card is not None:
                scard.SCardDisconnect(self._card, scard.SCARD_UNPOWER_CARD)
            if self._context is not None:
                scard.SCardReleaseContext(self._context)
            self._card = self._context = None


def _check(result: int) -> None:
    if result == scard.SCARD_S_SUCCESS:
        return
    if result in _GONE:
        raise CardGoneError
    if result in _MUTE:
        raise CardMuteError
    raise ReaderMissingError(error_text(result))


async def _next(queue: asyncio.Queue[CardReaderStatus | None]) -> CardReaderStatus | None:
    try:
        async with asyncio.timeout(_LONGEST_SILENCE):
            return await queue.get()
    except TimeoutError:
        raise ReaderMissingError(_HANGS) from None


async def _ends(watch: asyncio.Future[None]) -> bool:
    """Wait for a moment for the end of a watch that was told to stop."""
    ended, _ = await asyncio.wait({watch}, timeout=_ENDING_TIME)
    return bool(ended)
