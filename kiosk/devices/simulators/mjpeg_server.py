"""The network at the back of a simulated camera: MJPEG over HTTP, as network cameras give it."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Self

from kiosk.devices.simulators.camera import SIMULATED_CAMERA, SimulatedCamera
from kiosk.devices.transports.stream import StreamLostError
from kiosk.domain.clock import SystemClock

_BOUNDARY = b"frame"


class OnHttp:
    """A simulated camera on a port of this machine; port 0 takes any that is free."""

    def __init__(self, camera: SimulatedCamera, port: int = 0) -> None:
        self._camera = camera
        self._clock = SystemClock()  # whoever reads over a network does so in real time
        self._closing = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self._server.daemon_threads = True
        self.port: int = self._server.server_port
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), name="camera server")

    @property
    def url(self) -> str:
        """Where it is to be watched."""
        return f"http://127.0.0.1:{self.port}/camera.mjpg"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        camera, clock, closing = self._camera, self._clock, self._closing

        class Handler(BaseHTTPRequestHandler):
            """Answers any request with pictures, until somebody hangs up."""

            def do_GET(self) -> None:
                try:
                    camera.switch_on()
                except StreamLostError:
                    self.send_error(503)
                    return
                self.send_response(200)
                self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={_BOUNDARY.decode()}")
                self.end_headers()
                while camera.plugged and not closing.wait(1 / SIMULATED_CAMERA.frames_per_second):
                    picture = camera.picture(clock.monotonic())
                    if picture is None:
                        continue
                    try:
                        self.wfile.write(part(picture))
                    except OSError:
                        return

            def log_message(self, *_: object) -> None:
                """Say nothing of it."""

        return Handler


def part(picture: bytes) -> bytes:
    """Wrap a JPEG as one part of the stream."""
    head = b"--%s\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % (_BOUNDARY, len(picture))
    return head + picture + b"\r\n"
