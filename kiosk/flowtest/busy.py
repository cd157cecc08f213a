"""Knows whether the kiosk waits for an answer from the network."""

import ssl

import httpx


class BusyTransport(httpx.AsyncHTTPTransport):
    """Counts the requests on their way, until their answers have been read whole.

    `tls` spares a caller without TLS the time that its certificates take to load.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(verify=tls or True)
        self.on_their_way = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and read its answer."""
        self.on_their_way += 1
        try:
            response = await super().handle_async_request(request)
            await response.aread()
            return response
        finally:
            self.on_their_way -= 1
