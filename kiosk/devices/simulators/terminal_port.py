"""The network socket of the simulated payment terminal: ECR Hub messages over a WebSocket."""

import socket
from contextlib import suppress
from threading import Thread
from typing import Self

from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, serve

from kiosk.devices.simulators.terminal import SimulatedTerminal


class TerminalOnNetwork:
    """The terminal on a port of this machine, for one kiosk at a time; port 0 takes any that is free."""

    def __init__(self, terminal: SimulatedTerminal, port: int = 0) -> None:
        self._terminal = terminal
        self._server = serve(
            self._converse,
            "127.0.0.1",
            port,
            process_request=self._refuse,
            compression=None,
            ping_interval=None,
        )
        self.port: int = self._server.socket.getsockname()[1]
        self._thread = Thread(
            target=self._server.serve_forever, name="a terminal on the network", daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()

    def _refuse(self, connection: ServerConnection, _: Request) -> Response | None:
        return connection.respond(503, "") if self._terminal.deaf else None

    def _converse(self, connection: ServerConnection) -> None:
        def say(message: bytes) -> None:
            with suppress(ConnectionClosed):
                connection.send(message, text=True)

        def pull() -> None:
            with suppress(OSError):
                connection.socket.shutdown(socket.SHUT_RDWR)

        self._terminal.connect(say, pull)
        if self._terminal.deaf:
            return  # the cable was pulled while the kiosk connected
        with suppress(ConnectionClosed):
            for message in connection:
                self._terminal.hear(message if isinstance(message, bytes) else message.encode())
