"""Knows whether the kiosk waits for an answer from the network."""

import httpx


class BusyTransport(httpx.AsyncHTTPTransport):
    """Counts the requests on their way, until their answers have been read whole."""

    def __init__(self) -> None:
        super().__init__()
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
