"""One request and its whole reply over HTTP; whatever goes wrong comes back as an outcome."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from kiosk.payments.outcome import NotSent, Unknown

_TIMEOUT = httpx.Timeout(10.0, connect=3.0, pool=3.0)
_WHOLE_S = 30.0
"""The longest a reply may trickle in."""
MOST_BYTES = 65_536
"""More than any answer needs; a bill has a bound of its own."""


@dataclass(frozen=True, slots=True)
class HttpReply:
    """What came back, byte for byte, as the signature covers it."""

    status: int
    headers: httpx.Headers
    body: bytes


async def exchange(
    client: httpx.AsyncClient,
    method: str,
    url: str,
    headers: Mapping[str, str],
    content: bytes,
    *,
    most_bytes: int = MOST_BYTES,
) -> HttpReply | NotSent | Unknown:
    """Send a request: `NotSent` only if no connection was made, so that no byte has left.

    A redirection is a reply like any other, and is not followed. A compressed reply is not unpacked.
    """
    plain = {**headers, "Accept-Encoding": "identity"}
    try:
        async with (
            asyncio.timeout(_WHOLE_S),
            client.stream(
                method, url, headers=plain, content=content, timeout=_TIMEOUT, follow_redirects=False
            ) as response,
        ):
            if response.headers.get("Content-Encoding", "identity") != "identity":
                return Unknown("the reply is compressed")
            body = bytearray()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > most_bytes:
                    return Unknown("the reply is too long")
            return HttpReply(response.status_code, response.headers, bytes(body))
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        return NotSent(type(error).__name__)
    except (httpx.HTTPError, TimeoutError) as error:
        return Unknown(type(error).__name__)
