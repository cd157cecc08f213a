"""The watch over one PC/SC reader.

The monitors of pyscard end for good when pcscd dies (its issues 82, 128 and 27), so this one
stands on the lowest layer and begins anew.
"""

from collections.abc import Callable
from dataclasses import replace
from threading import Event

from smartcard import scard

from kiosk.devices.ports import CardReaderStatus, DeviceState, MediaState

_PAUSE = 0.3
"""Seconds between two looks for a service or a reader that is missing."""
_LONGEST_WAIT = 300
"""Milliseconds to wait for a change, and so the time that the end of a watch may take."""
_NO_MATTER = {scard.SCARD_S_SUCCESS, scard.SCARD_E_TIMEOUT}


class PcscMonitor:
    """Tells each change of the first reader whose name begins with `reader_name`."""

    def __init__(self, reader_name: str, tell: Callable[[CardReaderStatus], object]) -> None:
        self._reader_name = reader_name
        self._tell = tell
        self._status = CardReaderStatus(DeviceState.NO_DEVICE, MediaState.UNKNOWN)
        self._events = 0

    def watch(self, stop: Event) -> None:
        """Watch until `stop` is set, whatever becomes of the service meanwhile; blocks."""
        self._tell(self._status)
        while not stop.is_set():
            result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
            if result == scard.SCARD_S_SUCCESS:
                try:
                    self._watch_reader(context, stop)
                finally:
                    scard.SCardReleaseContext(context)
            self._update(DeviceState.NO_DEVICE, MediaState.UNKNOWN)
            stop.wait(_PAUSE)

    def _watch_reader(self, context: int, stop: Event) -> None:
        """Return when the reader or the service is no longer there."""
        state = scard.SCARD_STATE_UNAWARE
        while not stop.is_set():
            reader = find_reader(context, self._reader_name)
            if reader is None:
                return
            result, readers = scard.SCardGetStatusChange(context, _LONGEST_WAIT, [(reader, state)])
            if result not in _NO_MATTER:
                return
            state = readers[0][1] & ~scard.SCARD_STATE_CHANGED
            self._see(state)

    def _see(self, state: int) -> None:
        if state & scard.SCARD_STATE_PRESENT:
            # The upper half counts what happened at the reader: it gives away a card changed in a blink.
            fresh = self._status.media is not MediaState.PRESENT or state >> 16 != self._events
            self._events = state >> 16
            self._update(DeviceState.ONLINE, MediaState.PRESENT, self._status.insertion + fresh)
        elif state & scard.SCARD_STATE_EMPTY:
            self._update(DeviceState.ONLINE, MediaState.NOT_PRESENT)
        else:
            self._update(DeviceState.NO_DEVICE, MediaState.UNKNOWN)

    def _update(self, device: DeviceState, media: MediaState, insertion: int | None = None) -> None:
        status = replace(
            self._status,
            device=device,
            media=media,
            insertion=self._status.insertion if insertion is None else insertion,
        )
        if status != self._status:
            self._status = status
            self._tell(status)


def find_reader(context: int, name: str) -> str | None:
    """Return the first reader whose name begins with `name`, or None if there is none."""
    result, readers = scard.SCardListReaders(context, [])
    if result != scard.SCARD_S_SUCCESS:
        return None
    return next((reader for reader in readers if reader.startswith(name)), None)
