"""How WeChat Pay is spoken to: requests signed, only signed and fresh replies believed, two domains.

Sources: the merchant documentation of 2024-12 on signatures, on public keys and platform certificates,
and on disaster recovery (`api.mch` and `api2.mch`).
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

from kiosk.domain.clock import Clock
from kiosk.payments.outcome import NotSent, Unknown
from kiosk.payments.rails.exchange import MOST_BYTES, HttpReply, exchange
from kiosk.payments.rails.signing import holds, sign

_FRESH_S = 300.0


@dataclass(frozen=True, slots=True)
class WeChatSettings:
    """A merchant's account."""

    base_urls: tuple[str, ...]
    """Scheme and host of each domain, such as `https://api.mch.weixin.qq.com`, the usual one first."""
    app_id: str
    merchant_id: str
    merchant_serial: str
    """Of the certificate that belongs to the private key."""
    merchant_private_key: RSAPrivateKey
    platform_keys: Mapping[str, RSAPublicKey]
    """The only keys whose signatures are believed, by id: `PUB_KEY_ID_...` for a public key, the serial
    number for a platform certificate. Several while one replaces another, the one wished for first."""
    notify_url: str = "https://kiosk.invalid/"
    """Where WeChat sends its own notice, which it insists on; the kiosk asks and needs none."""


class WeChatClient:
    """Asks WeChat Pay and tells what it said.

    No request is ever sent again once a byte of it may have left. One that was not sent goes to the
    next domain at once; after one of unknown fate, the next request begins at the next domain.

    Args:
        settings: the merchant's account.
        http: carries the requests; every time-out is set here.
        clock: dates requests and judges the age of replies.
        nonce: gives a new random text for each request.
    """

    def __init__(
        self, settings: WeChatSettings, http: httpx.AsyncClient, clock: Clock, nonce: Callable[[], str]
    ) -> None:
        self.settings = settings
        self._http = http
        self._clock = clock
        self._nonce = nonce
        self._first = 0

    async def ask(
        self, method: str, target: str, content: Mapping[str, object] | None = None
    ) -> HttpReply | NotSent | Unknown:
        """Send a request and give the reply if it is WeChat's own; whatever else came is `Unknown`."""
        body = json.dumps(content, ensure_ascii=False).encode() if content else b""
        return await self._send(method, target, body, self._doubt, MOST_BYTES)

    async def download(self, target: str, most_bytes: int) -> HttpReply | NotSent | Unknown:
        """Fetch a file, whose reply carries no signature: the caller checks it against a signed hash."""
        return await self._send("GET", target, b"", _no_doubt, most_bytes)

    async def _send(
        self,
        method: str,
        target: str,
        body: bytes,
        doubt: Callable[[HttpReply], str | None],
        most_bytes: int,
    ) -> HttpReply | NotSent | Unknown:
        urls = self.settings.base_urls
        reply: HttpReply | NotSent | Unknown = NotSent("no domain is set")
        for _ in urls:
            url = urls[self._first].rstrip("/") + target
            headers = self._headers(method, target, body)
            reply = await exchange(self._http, method, url, headers, body, most_bytes=most_bytes)
            if isinstance(reply, HttpReply) and (reason := doubt(reply)) is not None:
                reply = Unknown(f"HTTP {reply.status}, {reason}")
            if isinstance(reply, HttpReply):
                return reply
            self._first = (self._first + 1) % len(urls)
            if isinstance(reply, Unknown):
                return reply
        return reply

    def _headers(self, method: str, target: str, body: bytes) -> dict[str, str]:
        settings = self.settings
        timestamp, nonce = str(int(self._clock.now().timestamp())), self._nonce()
        message = f"{method}\n{target}\n{timestamp}\n{nonce}\n".encode() + body + b"\n"
        signature = sign(settings.merchant_private_key, message)
        return {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "Wechatpay-Serial": next(iter(settings.platform_keys)),
            "Authorization": f'WECHATPAY2-SHA256-RSA2048 mchid="{settings.merchant_id}",nonce_str="{nonce}",'
            f'signature="{signature}",timestamp="{timestamp}",serial_no="{settings.merchant_serial}"',
        }

    def _doubt(self, reply: HttpReply) -> str | None:
        """Tell why a reply is not to be believed."""
        timestamp, nonce, signature, serial = (
            reply.headers.get(f"Wechatpay-{name}", "")
            for name in ("Timestamp", "Nonce", "Signature", "Serial")
        )
        key = self.settings.platform_keys.get(serial)
        if key is None:
            return "signed with another key or not at all"
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
            return "without a time"
        if abs(self._clock.now().timestamp() - int(timestamp)) > _FRESH_S:
            return "signed long ago"
        message = f"{timestamp}\n{nonce}\n".encode(errors="replace") + reply.body + b"\n"
        return None if holds(key, signature, message) else "with a false signature"


def _no_doubt(reply: HttpReply) -> None:
    """Believe a reply for now."""
