"""The socket for a network at the back of a simulated device."""

import socket
from contextlib import suppress
from threading import Thread
from typing import Self

from kiosk.devices.simulators.serial_port import WiredDevice

_MOST_AT_ONCE = 4096


class OnNetwork:
    """A device on a port of this machine, for one user at a time; port 0 takes any that is free."""

    def __init__(self, device: WiredDevice, port: int = 0) -> None:
        self._device = device
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]
        self._connection: socket.socket | None = None
        self._thread = Thread(target=self._serve, name="a device on the network", daemon=True)

    def __enter__(self) -> Self:
        self._device.attach(self._answer)
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
                        self._device.receive(data)

    def _answer(self, data: bytes) -> None:
        connection = self._connection
        if connection:
            with suppress(OSError):
                connection.sendall(data)
