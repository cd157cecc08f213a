"""The gateway within the process: an httpx transport without a socket, for tests and benchmarks."""

import asyncio

import httpx

from kiosk.domain.clock import Clock
from kiosk.world.gateway.gateway import SimulatedGateway
from kiosk.world.gateway.message import Delivery, Request


class GatewayTransport(httpx.AsyncBaseTransport):
    """Hands requests to a gateway, and fails the way a socket does."""

    def __init__(self, gateway: SimulatedGateway, clock: Clock) -> None:
        self._gateway = gateway
        self._clock = clock
        self._reachable = True

    def set_reachable(self, reachable: bool) -> None:  # noqa: FBT001 - the thing that is set
        """Cut the line or mend it."""
        self._reachable = reachable

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer, or raise what httpx raises over a real line; silence lasts the read time-out."""
        body = await request.aread()
        if not self._reachable:
            raise httpx.ConnectError("All connection attempts failed", request=request)
        headers = {name.lower(): value for name, value in request.headers.items()}
        target = request.url.raw_path.decode("ascii")
        response = self._gateway.handle(Request(request.method, target, headers, body))
        match response.delivery:
            case Delivery.CLOSE:
                raise httpx.RemoteProtocolError(
                    "Server disconnected without sending a response.", request=request
                )
            case Delivery.HANG:
                patience: float | None = request.extensions.get("timeout", {}).get("read")
                if patience is None:
                    await asyncio.Future[None]()
                else:
                    await self._clock.sleep(patience)
                raise httpx.ReadTimeout("", request=request)
            case Delivery.ANSWER:
                return httpx.Response(
                    response.status, headers=dict(response.headers), content=response.body, request=request
                )
