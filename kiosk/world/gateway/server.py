"""The gateway over HTTP on the loopback, in a thread of its own."""

import re
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from kiosk.world.gateway.gateway import SimulatedGateway
from kiosk.world.gateway.message import Delivery, Request

_HOST = "127.0.0.1"
_LARGEST_BODY = 1 << 20
_POLL_SECONDS = 0.05


class GatewayServer:
    """Starts and stops the gateway on one port, which it keeps over a stop."""

    def __init__(self, gateway: SimulatedGateway, port: int = 0) -> None:
        """Take the port to listen at; 0 lets the system choose at the first start."""
        self.gateway = gateway
        self._port = port
        self._listener: _Listener | None = None

    def start(self) -> str:
        """Listen, and return the base address, such as `http://127.0.0.1:8080`.

        Raises:
            OSError: somebody else has the port.
        """
        if self._listener is None:
            self._listener = _Listener(self.gateway, self._port)
            self._port = self._listener.server_port
            threading.Thread(
                target=self._listener.serve_forever, args=(_POLL_SECONDS,), name="gateway", daemon=True
            ).start()
        return f"http://{_HOST}:{self._port}"

    def stop(self) -> None:
        """Refuse connections from now on and cut those that stand."""
        if self._listener is not None:
            self._listener.shutdown()
            self._listener.server_close()
            self._listener.cut()
            self._listener = None

    @property
    def reachable(self) -> bool:
        """Whether it listens."""
        return self._listener is not None

    def set_reachable(self, reachable: bool) -> None:  # noqa: FBT001 - the thing that is set
        """Cut the line or mend it."""
        if reachable:
            self.start()
        else:
            self.stop()


class _Listener(ThreadingHTTPServer):
    """Knows its connections, so that a cut line ends them."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, gateway: SimulatedGateway, port: int) -> None:
        self.gateway = gateway
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__((_HOST, port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as in socketserver
        with self._lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401 - as in socketserver
        with self._lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def cut(self) -> None:
        """End every connection that stands; its thread then closes it."""
        with self._lock:
            for connection in self._connections:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the caller was faster


class _Handler(BaseHTTPRequestHandler):
    """Reads one request, lets the gateway answer, and closes: HTTP/1.0 needs no more."""

    server: _Listener
    timeout = 60
    """Seconds that a caller may take to send its request."""

    def _serve(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if not re.fullmatch("[0-9]{1,7}", length) or int(length) > _LARGEST_BODY:
            self.send_error(413)
            return
        body = self.rfile.read(int(length))
        headers = {name.lower(): value for name, value in self.headers.items()}
        response = self.server.gateway.handle(Request(self.command, self.path, headers, body))
        match response.delivery:
            case Delivery.CLOSE:
                return
            case Delivery.HANG:
                self.connection.settimeout(None)
                self.connection.recv(1)  # returns when the caller gives up or the line is cut
                return
            case Delivery.ANSWER:
                self.send_response(response.status)
                for name, value in response.headers.items():
                    self.send_header(name, value)
                if response.status != 204:
                    self.send_header("Content-Length", str(len(response.body)))
                self.end_headers()
                self.wfile.write(response.body)

    do_GET = do_POST = _serve  # noqa: N815 - the names that http.server looks for

    def handle(self) -> None:
        """Serve, unless the caller goes away in the middle."""
        try:
            super().handle()
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in http.server
        """Say nothing: the kiosk's own log tells of its calls."""
