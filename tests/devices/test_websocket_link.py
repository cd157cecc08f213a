"""A WebSocket whose other end is absent, is something else, or falls silent."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.utils import accept_key

from kiosk.devices.transports.message_link import NotAnsweringError
from kiosk.devices.transports.stream import StreamLostError
from kiosk.devices.transports.websocket_link import WebSocketLink
from tests.devices.terminal_desks import HastyClock

WELCOME = (
    b"HTTP/1.1 101 Web Socket Protocol Handshake\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Accept: %s\r\n\r\n"
)
"""With the reason phrase of the terminals, which is not the standard's."""


@asynccontextmanager
async def listening(answer: bytes = b"", *, welcome: bool = False) -> AsyncIterator[str]:
    """Accept connections; answer the handshake with `answer` or with a welcome, then only listen."""
    left = asyncio.Event()
    left.set()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        left.clear()
        request = await reader.readuntil(b"\r\n\r\n")
        key = request.partition(b"Sec-WebSocket-Key: ")[2].partition(b"\r\n")[0]
        writer.write(WELCOME % accept_key(key.decode()).encode() if welcome else answer)
        if welcome or not answer:
            with suppress(ConnectionError):
                await reader.read()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
        left.set()

    server = await asyncio.start_server(converse, "127.0.0.1", 0)
    async with server:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    await left.wait()


@asynccontextmanager
async def opened(converse: Callable[[ServerConnection], Awaitable[None]]) -> AsyncIterator[WebSocketLink]:
    async with serve(converse, "127.0.0.1", 0, ping_interval=None) as server:
        (socket,) = server.sockets
        link = WebSocketLink(f"ws://127.0.0.1:{socket.getsockname()[1]}", HastyClock())
        await link.open()
        yield link
        await link.close()


@pytest.mark.parametrize(
    "answer",
    [b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", b"HTTP/1.1 302 Found\r\nLocation: x\r\n\r\n", b"\xff"],
)
def test_what_is_no_websocket_is_no_terminal(answer: bytes) -> None:
    async def visit() -> None:
        async with listening(answer) as uri:
            with pytest.raises(StreamLostError):
                await WebSocketLink(uri, HastyClock()).open()

    asyncio.run(visit())


def test_nobody_at_the_address_is_a_lost_line() -> None:
    async def visit() -> None:
        async with listening() as uri:
            pass
        with pytest.raises(StreamLostError):
            await WebSocketLink(uri, HastyClock()).open()

    asyncio.run(visit())


def test_a_line_on_which_nobody_answers_is_told_apart_from_none() -> None:
    async def visit() -> None:
        async with listening() as uri:
            with pytest.raises(NotAnsweringError):
                await WebSocketLink(uri, HastyClock()).open()

    asyncio.run(visit())


def test_a_message_arrives_as_text() -> None:
    async def visit() -> None:
        got: asyncio.Queue[str | bytes] = asyncio.Queue()

        async def listen(connection: ServerConnection) -> None:
            got.put_nowait(await connection.recv())

        async with opened(listen) as link:
            await link.send(b'{"topic":"x"}')
            assert await got.get() == '{"topic":"x"}'

    asyncio.run(visit())


def test_a_message_is_not_confirmed_by_an_end_that_says_nothing_more_than_its_own_kind_of_welcome() -> None:
    async def visit() -> None:
        async with listening(welcome=True) as uri:
            link = WebSocketLink(uri, HastyClock())
            await link.open()
            with pytest.raises(NotAnsweringError):
                await link.send(b"{}")
            with pytest.raises(NotAnsweringError):
                await link.keep_alive()
            await link.close()

    asyncio.run(visit())


def test_a_message_longer_than_any_answer_ends_the_connection() -> None:
    async def visit() -> None:
        async def talk(connection: ServerConnection) -> None:
            await connection.send("x" * 100_000)

        async with opened(talk) as link:
            with pytest.raises(StreamLostError):
                await link.receive()

    asyncio.run(visit())


def test_a_closed_line_carries_nothing() -> None:
    async def visit() -> None:
        async def leave(_: ServerConnection) -> None:
            return

        async with opened(leave) as link:
            for use in (link.receive(), link.send(b"{}"), link.keep_alive()):
                with pytest.raises(StreamLostError):
                    await use
        await link.close()
        with pytest.raises(StreamLostError):
            await link.send(b"{}")

    asyncio.run(visit())
