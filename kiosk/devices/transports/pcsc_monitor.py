"""The watch over one PC/SC reader.

The monitors of pyscard end for good when pcscd dies (its issues 82, 128 and 27), so this one
stands on the lowest layer. It ends with the service or the reader, and may begin anew.
"""

from collections.abc import Callable
from dataclasses import replace
from threading import Event

from smartcard import scard

from kiosk.devices.ports import CardReaderStatus, DeviceState, MediaState
from kiosk.devices.transports.card import ReaderMissingError

_LONGEST_WAIT = 300
"""Milliseconds to wait for a change, and so the time that the end of a watch may take."""
_UNPLUGGED = "no reader is plugged in"
_NO_MATTER = {scard.SCARD_S_SUCCESS, scard.SCARD_E_TIMEOUT}


class PcscMonitor:
    """Tells of the first reader whose name begins with `reader_name`."""

    def __init__(self, reader_name: str) -> None:
        self._reader_name = reader_name
        self._status = CardReaderStatus(DeviceState.ONLINE, MediaState.UNKNOWN)
        self._events = 0

    def watch(self, tell: Callable[[CardReaderStatus], object], stop: Event) -> None:
        """Tell each change, and between them that all is as it was, until `stop` is set; blocks.

        Raises:
            ReaderMissingError: the service or the reader is gone, or was not there.
        """
        self._status = replace(self._status, media=MediaState.UNKNOWN)
        result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        if result != scard.SCARD_S_SUCCESS:
            raise ReaderMissingError(f"the PC/SC service cannot be reached: {error_text(result)}")
        try:
            self._watch_reader(context, tell, stop)
        finally:
            scard.SCardReleaseContext(context)

    def _watch_reader(self, context: int, tell: Callable[[CardReaderStatus], object], stop: Event) -> None:
        state = scard.SCARD_STATE_UNAWARE
        while not stop.is_set():
            reader = require_reader(context, self._reader_name)
            result, readers = scard.SCardGetStatusChange(context, _LONGEST_WAIT, [(reader, state)])
            if result not in _NO_MATTER:
                raise ReaderMissingError(f"the reader can be watched no more: {error_text(result)}")
            state = readers[0][1] & ~scard.SCARD_STATE_CHANGED
            self._status = self._seen(state)
            tell(self._status)

    def _seen(self, state: int) -> CardReaderStatus:
        if state & scard.SCARD_STATE_PRESENT:
            # The upper half counts what happened at the reader: it gives away a card changed in a blink.
            fresh = self._status.media is not MediaState.PRESENT or state >> 16 != self._events
            self._events = state >> 16
            insertion = self._status.insertion + fresh
            return replace(self._status, media=MediaState.PRESENT, insertion=insertion)
        if state & scard.SCARD_STATE_EMPTY:
            return replace(self._status, media=MediaState.NOT_PRESENT)
        raise ReaderMissingError(_UNPLUGGED)


def require_reader(context: int, name: str) -> str:
    """Give the first reader whose name begins with `name`.

    Raises:
        ReaderMissingError: there is none.
    """
    result, readers = scard.SCardListReaders(context, [])
    if result != scard.SCARD_S_SUCCESS or not readers:
        raise ReaderMissingError(_UNPLUGGED)
    for reader in readers:
        if reader.startswith(name):
            return str(reader)
    raise ReaderMissingError(f"no reader's name begins with '{name}'; there are: {', '.join(readers)}")


def error_text(result: int) -> str:
    """Give the service's own words."""
    return str(scard.SCardGetErrorMessage(result)).rstrip(".")
