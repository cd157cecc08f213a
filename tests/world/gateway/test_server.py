"""The gateway over a real socket fails as a real line does."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import httpx
import pytest

from kiosk.domain.orders import RailName
from kiosk.world.gateway import Fault, GatewayServer, GatewayTransport, Phone, PhoneState, SimulatedGateway
from tests.world.gateway.merchant import Alipay, Wechat


@pytest.fixture
def server(gateway: SimulatedGateway) -> Iterator[GatewayServer]:
    server = GatewayServer(gateway)
    yield server
    server.stop()


def test_a_signed_call_and_a_phone_reach_the_gateway_over_http(
    server: GatewayServer, alipay: Alipay, wechat: Wechat
) -> None:
    base = server.start()
    native = wechat.request("POST", "/v3/pay/transactions/native", {})
    with httpx.Client(base_url=base, trust_env=False) as client:
        refused = client.post(native.target, content=native.body, headers=dict(native.headers))
    assert (refused.status_code, refused.json()["code"]) == (400, "PARAM_ERROR")
    code = alipay.create()["qr_code"]

    async def pay() -> PhoneState:
        async with httpx.AsyncClient(base_url=base, trust_env=False) as client:
            return (await Phone(RailName.ALIPAY, client).pay(code)).state

    assert asyncio.run(pay()) is PhoneState.PAID
    assert alipay.query()["trade_status"] == "TRADE_SUCCESS"


def test_a_cut_line_refuses_connections_until_it_is_mended_on_the_same_port(server: GatewayServer) -> None:
    base = server.start()
    with httpx.Client(base_url=base, trust_env=False) as client:
        server.set_reachable(False)
        with pytest.raises(httpx.ConnectError):
            client.get("/")
        server.set_reachable(True)
        assert server.start() == base
        assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault.DROP_REQUEST, httpx.RemoteProtocolError),
        (Fault.DROP_REPLY, httpx.RemoteProtocolError),
        (Fault.HANG, httpx.ReadTimeout),
    ],
)
def test_socket_and_transport_lose_a_reply_alike(
    server: GatewayServer, gateway: SimulatedGateway, wechat: Wechat, fault: Fault, error: type[Exception]
) -> None:
    gateway.faults.always(fault)
    base = server.start()

    async def call(transport: httpx.AsyncBaseTransport | None, patience: float) -> None:
        async with httpx.AsyncClient(
            base_url=base, transport=transport, timeout=patience, trust_env=False
        ) as client:
            await client.get("/v3/nowhere")

    async def both() -> None:
        with pytest.raises(error):
            await call(None, 0.2)
        within = asyncio.create_task(call(GatewayTransport(gateway, wechat.clock), 10))
        await asyncio.sleep(0)
        await wechat.clock.advance(10)
        with pytest.raises(error):
            await within

    asyncio.run(both())


def test_a_cut_line_within_the_process_refuses_connections(gateway: SimulatedGateway, wechat: Wechat) -> None:
    transport = GatewayTransport(gateway, wechat.clock)

    async def call() -> int:
        async with httpx.AsyncClient(base_url="http://gateway", transport=transport) as client:
            return (await client.get("/")).status_code

    transport.set_reachable(False)
    with pytest.raises(httpx.ConnectError):
        asyncio.run(call())
    transport.set_reachable(True)
    assert asyncio.run(call()) == 200


def exchange(base: str, head: str) -> socket.socket:
    host, port = base.removeprefix("http://").split(":")
    connection = socket.create_connection((host, int(port)), timeout=10)
    connection.sendall(f"{head}\r\n\r\n".encode())
    return connection


@pytest.mark.parametrize("length", ["1048577", "-1", "many", "9" * 5000])
def test_a_body_beyond_the_limit_is_refused_unread(server: GatewayServer, length: str) -> None:
    with exchange(server.start(), f"POST /gateway.do HTTP/1.1\r\nContent-Length: {length}") as connection:
        assert connection.recv(64).startswith(b"HTTP/1.0 413 ")


def test_a_cut_line_ends_the_calls_that_hang(server: GatewayServer, gateway: SimulatedGateway) -> None:
    base = server.start()
    gateway.faults.once(Fault.HANG)
    with exchange(base, "GET /v3/nowhere HTTP/1.1") as hanging:
        assert httpx.get(base, trust_env=False).status_code == 200  # so the first has been accepted
        server.set_reachable(False)
        with contextlib.suppress(ConnectionResetError):
            assert hanging.recv(1) == b""
