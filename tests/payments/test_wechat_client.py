"""WeChat's second domain and its keys: nothing is sent twice, and only known keys are believed."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import SHANGHAI
from kiosk.payments.outcome import NotSent, Open, Outcome, Unknown
from kiosk.payments.rails.signing import sign
from kiosk.payments.rails.wechat import WeChatRail
from kiosk.payments.rails.wechat_keys import read_platform_key
from kiosk.world.clock import VirtualClock
from kiosk.world.merchant import simulated_accounts
from tests.payments.hall import keys
from tests.payments.test_rails import FEN, NUMBER, REFUND
from tests.payments.test_replies import ORDER

FIRST, SECOND = "api.mch.test", "api2.mch.test"
BODY = json.dumps(ORDER | {"trade_state": "NOTPAY"}).encode()
Answer = Callable[[httpx.Request], httpx.Response]
Work = Callable[[WeChatRail], Coroutine[Any, Any, None]]


class Domains:
    """Two domains, each with an answer of its own, and the hosts that were asked."""

    def __init__(self, first: Answer, second: Answer) -> None:
        self.clock = VirtualClock(datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI))
        self.asked: list[str] = []
        self._answers = {FIRST: first, SECOND: second}

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer in the name of a host; a reply gets its signature here."""
        self.asked.append(request.url.host)
        assert request.headers["Wechatpay-Serial"] == keys().merchant.wechat.platform_key_id
        response = self._answers[request.url.host](request)
        if response.status_code == 200:
            response.headers.update(signature(self.clock, keys().wechat_private_key))
        return response

    def run(self, work: Work) -> None:
        """Run work with a rail that knows both domains."""
        on_rail(self.answer, self.clock, work, simulated_accounts("", keys().merchant)[0].platform_keys)


def on_rail(
    answer: Answer, clock: VirtualClock, work: Work, platform_keys: Mapping[str, RSAPublicKey]
) -> None:
    async def run() -> None:
        account, _ = simulated_accounts("", keys().merchant)
        urls = (f"https://{FIRST}", f"https://{SECOND}/")
        account = replace(account, base_urls=urls, platform_keys=platform_keys)
        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
            await work(WeChatRail(account, http, clock, lambda: "nonce"))

    asyncio.run(run())


def signature(clock: VirtualClock, key: RSAPrivateKey, key_id: str | None = None) -> dict[str, str]:
    timestamp = str(int(clock.now().timestamp()))
    return {
        "Wechatpay-Timestamp": timestamp,
        "Wechatpay-Nonce": "n",
        "Wechatpay-Signature": sign(key, f"{timestamp}\nn\n".encode() + BODY + b"\n"),
        "Wechatpay-Serial": key_id or keys().merchant.wechat.platform_key_id,
    }


def good(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, content=BODY)


def broken(_: httpx.Request) -> httpx.Response:
    return httpx.Response(502, content=b"<h1>502</h1>")


def unreachable(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("", request=request)


def silent(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("", request=request)


def test_a_request_that_was_not_sent_goes_to_the_second_domain_at_once_and_so_do_the_next() -> None:
    domains = Domains(unreachable, good)

    async def work(rail: WeChatRail) -> None:
        for _ in range(2):
            assert await rail.query(NUMBER, FEN) == Open()

    domains.run(work)
    assert domains.asked == [FIRST, SECOND, SECOND]


def test_a_request_that_reaches_neither_domain_was_not_sent() -> None:
    domains = Domains(unreachable, unreachable)

    async def work(rail: WeChatRail) -> None:
        assert isinstance(await rail.query(NUMBER, FEN), NotSent)

    domains.run(work)
    assert domains.asked == [FIRST, SECOND]


@pytest.mark.parametrize("lost", [silent, broken])
def test_a_request_of_unknown_fate_is_never_sent_again_but_the_next_one_goes_elsewhere(lost: Answer) -> None:
    domains = Domains(lost, good)

    async def work(rail: WeChatRail) -> None:
        assert isinstance(await rail.refund(NUMBER, REFUND, FEN), Unknown)
        assert domains.asked == [FIRST]
        assert await rail.query(NUMBER, FEN) == Open()

    domains.run(work)
    assert domains.asked == [FIRST, SECOND]


def test_a_request_not_sent_to_one_and_lost_at_the_other_is_unknown() -> None:
    domains = Domains(unreachable, silent)

    async def work(rail: WeChatRail) -> None:
        assert isinstance(await rail.query(NUMBER, FEN), Unknown)

    domains.run(work)


def query(clock: VirtualClock, platform_keys: Mapping[str, RSAPublicKey], headers: dict[str, str]) -> Outcome:
    outcomes: list[Outcome] = []

    async def work(rail: WeChatRail) -> None:
        outcomes.append(await rail.query(NUMBER, FEN))

    on_rail(lambda _: httpx.Response(200, headers=headers, content=BODY), clock, work, platform_keys)
    return outcomes[0]


def test_while_keys_are_changed_replies_under_each_known_key_are_believed_and_no_other() -> None:
    clock = VirtualClock(datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI))
    old, new = keys().wechat_private_key, keys().alipay_private_key
    both = {"PUB_KEY_ID_1": old.public_key(), "5F3A": new.public_key()}
    assert query(clock, both, signature(clock, old, "PUB_KEY_ID_1")) == Open()
    assert query(clock, both, signature(clock, new, "5F3A")) == Open()
    assert isinstance(query(clock, both, signature(clock, new, "PUB_KEY_ID_1")), Unknown)
    assert isinstance(query(clock, both, signature(clock, old, "PUB_KEY_ID_2")), Unknown)


@cache
def certificate() -> tuple[RSAPrivateKey, x509.Certificate]:
    key = keys().wechat_private_key
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Tenpay.com Root CA")])
    start = datetime(2026, 1, 1, tzinfo=SHANGHAI)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(0x5157F09EFDC096DE)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=1825))
        .sign(key, SHA256())
    )
    return key, made


def test_a_platform_certificate_is_known_by_its_serial_number() -> None:
    key, made = certificate()
    pem = made.public_bytes(Encoding.PEM)
    assert read_platform_key("5157F09EFDC096DE", pem) == key.public_key()
    assert read_platform_key("5157f09efdc096de", pem) == key.public_key()
    with pytest.raises(ValueError, match="the number 5157F09EFDC096DE, not 5157"):
        read_platform_key("5157", pem)


def test_a_public_key_is_known_by_its_id_and_must_be_rsa() -> None:
    pem = keys().merchant.wechat.platform_public_key.public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )
    assert read_platform_key("PUB_KEY_ID_1", pem) == keys().merchant.wechat.platform_public_key
    other = Ed25519PrivateKey.generate().public_key()
    with pytest.raises(ValueError, match="not an RSA key"):
        read_platform_key("X", other.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


@given(st.binary() | st.binary().map(lambda more: b"-----BEGIN CERTIFICATE-----\n" + more))
def test_a_file_that_is_no_key_is_refused_in_words(pem: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_platform_key("PUB_KEY_ID_1", pem)
