"""The sockets at the back of the simulated printer: a serial line and a network."""

import os
import socket
import tty
from contextlib import suppress
from threading import Thread
from typing import Self

from kiosk.devices.simulators.printer import SimulatedPrinter

_MOST_AT_ONCE = 4096


class PrinterOnSerialLine:
    """The printer at the other end of a pseudo-terminal, whose device file is `path`."""

    def __init__(self, printer: SimulatedPrinter) -> None:
        self._printer = printer
        self._closing = False
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)  # a terminal echoes until its first user says otherwise
        self.path = os.ttyname(self._theirs)
        self._thread = Thread(target=self._serve, name="printer on a serial line", daemon=True)

    def __enter__(self) -> Self:
        self._printer.attach(self._answer)
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
        while not self._closing:
            self._printer.receive(os.read(self._ours, _MOST_AT_ONCE))

    def _answer(self, data: bytes) -> None:
        if not self._closing:
            os.write(self._ours, data)


class PrinterOnNetwork:
    """The printer on a port of this machine, for one user at a time; port 0 takes any that is free."""

    def __init__(self, printer: SimulatedPrinter, port: int = 0) -> None:
        self._printer = printer
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]
        self._connection: socket.socket | None = None
        self._thread = Thread(target=self._serve, name="printer on the network", daemon=True)

    def __enter__(self) -> Self:
        self._printer.attach(self._answer)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        connection = self._connection
        if connection:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._thread.join()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                self._connection, _ = self._listener.accept()
                with self._connection as connection, suppress(OSError):
                    while data := connection.recv(_MOST_AT_ONCE):
                        self._printer.receive(data)

    def _answer(self, data: bytes) -> None:
        connection = self._connection
        if connection:
            with suppress(OSError):
                connection.sendall(data)
