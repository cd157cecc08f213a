"""The virtual card in the virtual reader of pcscd.

The driver `vpcd` of the vsmartcard project listens on a port for each of its slots; a card is in
while it is connected. Each message is two bytes of length, high byte first, and what they count;
a message of one byte is an order: 0 power off, 1 power on, 2 reset, 4 answer to reset.
"""

import socket
from threading import Thread
from typing import Self

from kiosk.devices.simulators.chip import Chip

FIRST_SLOT = 35963
"""The port of the reader `Virtual PCD 00 00`."""

_ANSWER_TO_RESET = 4


class InsertedCard:
    """A card in a slot of vpcd from construction to `pull`.

    Raises:
        OSError: nothing listens on the port, that is, pcscd does not run or has no vpcd.
    """

    def __init__(self, card: Chip, port: int = FIRST_SLOT, host: str = "127.0.0.1") -> None:
        self._card = card
        self._socket = socket.create_connection((host, port), timeout=5)
        self._socket.settimeout(None)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._thread = Thread(target=self._serve, name="virtual card", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.pull()

    def pull(self) -> None:
        """Take the card out."""
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # pcscd was first
        finally:
            self._thread.join()
            self._socket.close()

    def _serve(self) -> None:
        try:
            while length := int.from_bytes(self._receive(2)):
                message = self._receive(length)
                if length > 1:
                    response = self._card.transmit(message)
                    if response:
                        self._send(response)
                elif message[0] == _ANSWER_TO_RESET:
                    self._send(self._card.answer_to_reset)
                else:
                    self._card.power_off()
        except OSError:
            return  # the slot is gone, and the card with it

    def _receive(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            # vpcd sends length and message apart; without this each message waits 44 ms for the kernel.
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            part = self._socket.recv(count - len(data))
            if not part:
                raise ConnectionResetError("vpcd closed the slot")
            data += part
        return data

    def _send(self, message: bytes) -> None:
        self._socket.sendall(len(message).to_bytes(2) + message)
