"""The socket for a serial line at the back of a simulated device."""

import os
import select
import tty
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Protocol, Self

_MOST_AT_ONCE = 4096


class WiredDevice(Protocol):
    """A device that takes bytes and answers with bytes."""

    def receive(self, data: bytes) -> None:
        """Take bytes from the line."""
        ...

    def attach(self, answer: Callable[[bytes], None]) -> None:
        """Let the device answer there from now on."""
        ...


class OnSerialLine:
    """A device at the other end of a pseudo-terminal, whose device file is `path`."""

    def __init__(self, device: WiredDevice) -> None:
        self._device = device
        self._closing = False
        self._ours, self._theirs = os.openpty()
        os.set_blocking(self._ours, False)
        tty.setraw(self._theirs)  # a terminal echoes until its first user says otherwise
        self.path = os.ttyname(self._theirs)
        self._thread = Thread(target=self._serve, name="a device on a serial line", daemon=True)

    def __enter__(self) -> Self:
        self._device.attach(self._answer)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        os.write(self._theirs, b"\x00")  # wakes the thread
        self._thread.join()
        os.close(self._ours)
        os.close(self._theirs)

    def _serve(self) -> None:
        # Our own copy of the other end stays open, or reading would fail between two users.
        arrival = select.poll()
        arrival.register(self._ours, select.POLLIN)
        while not self._closing:
            arrival.poll()
            self._device.receive(os.read(self._ours, _MOST_AT_ONCE))

    def _answer(self, data: bytes) -> None:
        """Send it; what nobody reads is lost once the line is full, as on any without flow control."""
        with suppress(BlockingIOError):
            while data and not self._closing:
                data = data[os.write(self._ours, data) :]
