"""Real sockets that misbehave: every failure has its class, and "not sent" means that no byte left."""

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from kiosk.payments.outcome import NotSent, Unknown
from kiosk.payments.rails import exchange as module
from kiosk.payments.rails.exchange import HttpReply, exchange

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"


@asynccontextmanager
async def server(serve: Serve) -> AsyncIterator[str]:
    """Serve raw bytes on the loopback."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await serve(reader, writer)
        except ConnectionError:
            pass  # the caller has had enough
        finally:
            writer.close()

    listener = await asyncio.start_server(handle, "127.0.0.1", 0)
    host, port = listener.sockets[0].getsockname()
    try:
        yield f"http://{host}:{port}/"
    finally:
        listener.close()
        await listener.wait_closed()


def answer(*parts: bytes) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for part in parts:
            writer.write(part)
            await writer.drain()

    return serve


async def send(url: str, *, pool: int | None = None, content: bytes = b"") -> HttpReply | NotSent | Unknown:
    async with httpx.AsyncClient(trust_env=False, limits=httpx.Limits(max_connections=pool)) as client:
        return await exchange(client, "POST", url, {"X-A": "b"}, content)


def ask(serve: Serve) -> HttpReply | NotSent | Unknown:
    async def run() -> HttpReply | NotSent | Unknown:
        async with server(serve) as url:
            return await send(url)

    return asyncio.run(run())


def test_a_whole_reply_comes_back_byte_for_byte() -> None:
    reply = ask(answer(OK))
    assert isinstance(reply, HttpReply)
    assert (reply.status, reply.body) == (200, b"hi")


def test_a_redirection_is_not_followed() -> None:
    reply = ask(answer(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"))
    assert isinstance(reply, HttpReply)
    assert reply.status == 302


def reply_of(body: bytes, *headers: bytes) -> bytes:
    head = b"\r\n".join([b"HTTP/1.1 200 OK", b"Content-Length: %d" % len(body), *headers])
    return head + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [b"SSH-2.0-OpenSSH_9.2\r\n"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nhi"],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
        [b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000 + b"\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(50_000)) + b"\r\n"],
        [reply_of(b"a" * 65_537)],
        [
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            *[b"1000\r\n" + b"a" * 4096 + b"\r\n"] * 99,
        ],
        [reply_of(gzip.compress(bytes(50_000_000)), b"Content-Encoding: gzip")],
        [reply_of(b"hi", b"Content-Encoding: br, gzip")],
    ],
    ids=[
        "hung up",
        "not HTTP",
        "cut short",
        "negative length",
        "broken chunks",
        "one huge header",
        "many headers",
        "too long",
        "endless chunks",
        "a compressed bomb",
        "compressed",
    ],
)
def test_a_reply_that_breaks_off_or_goes_beyond_the_limits_is_unknown(parts: list[bytes]) -> None:
    assert isinstance(ask(answer(*parts)), Unknown)


def test_a_reset_after_the_request_is_unknown() -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        line: socket.socket = writer.get_extra_info("socket")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    assert ask(serve) == Unknown("ReadError")


def test_a_refused_connection_is_not_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    assert asyncio.run(send(f"http://127.0.0.1:{port}/")) == NotSent("ConnectError")


def test_a_name_that_is_nowhere_is_not_sent() -> None:
    assert asyncio.run(send("http://nowhere.invalid/")) == NotSent("ConnectError")


def test_a_broken_handshake_is_not_sent() -> None:
    async def run() -> None:
        async with server(answer_any(b"no TLS here\r\n")) as url:
            assert await send(url.replace("http://", "https://")) == NotSent("ConnectError")

    asyncio.run(run())


def answer_any(part: bytes) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(part)
        await writer.drain()

    return serve


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the time-outs, as these sockets take real time."""
    monkeypatch.setattr(module, "_TIMEOUT", httpx.Timeout(0.2, connect=0.2, pool=0.1))
    monkeypatch.setattr(module, "_WHOLE_S", 0.6)


async def silence(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await reader.read()


@pytest.mark.usefixtures("impatient")
def test_a_connection_that_is_never_accepted_is_not_sent() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        assert asyncio.run(send("http://{}:{}/".format(*full.getsockname()))) == NotSent("ConnectTimeout")
        for one in waiting:
            one.close()


@pytest.mark.usefixtures("impatient")
def test_a_connection_that_others_hold_is_not_sent() -> None:
    async def run() -> None:
        async with (
            server(silence) as url,
            httpx.AsyncClient(trust_env=False, limits=httpx.Limits(max_connections=1)) as client,
        ):
            first, second = await asyncio.gather(
                exchange(client, "GET", url, {}, b""), exchange(client, "GET", url, {}, b"")
            )
            assert {first, second} == {Unknown("ReadTimeout"), NotSent("PoolTimeout")}

    asyncio.run(run())


@pytest.mark.usefixtures("impatient")
def test_silence_is_unknown() -> None:
    assert ask(silence) == Unknown("ReadTimeout")


@pytest.mark.usefixtures("impatient")
def test_a_request_that_nobody_reads_is_unknown() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = "http://{}:{}/".format(*deaf.getsockname())
        assert asyncio.run(send(url, content=bytes(30_000_000))) == Unknown("WriteTimeout")


@pytest.mark.usefixtures("impatient")
def test_a_reply_that_trickles_in_is_unknown_once_the_whole_time_is_over() -> None:
    async def serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n")
        for _ in range(99):
            writer.write(b"a")
            await writer.drain()
            await asyncio.sleep(0.05)

    assert ask(serve) == Unknown("TimeoutError")
