"""Our signatures and those of other people's libraries, each accepted by the other side."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qsl

import httpx
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import SHANGHAI
from kiosk.payments.rails.alipay_certificates import AlipayCertificates, certificate_number
from kiosk.payments.rails.alipay_client import AlipayClient, signed_text
from kiosk.payments.rails.alipay_reply import signed_answer
from kiosk.payments.rails.exchange import HttpReply
from kiosk.payments.rails.signing import holds, sign
from kiosk.payments.rails.wechat_client import WeChatClient
from kiosk.world.clock import VirtualClock
from kiosk.world.merchant import simulated_accounts
from tests.payments.hall import URL, keys
from tests.payments.oracle import PATIENCE_S, Oracle, oracle
from tests.payments.test_alipay_certificates import ALIPAYS, OWN, ROOTS, pem

pytestmark = pytest.mark.timeout(PATIENCE_S)
KEY = keys().merchant.alipay.private_key
WECHAT_KEY = keys().merchant.wechat.merchant_private_key
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
TEXTS = st.text(st.characters(codec="utf-8")) | st.sampled_from(['}"', "{", '\\"}', "&=%+", "社保缴费", "😀"])
CONTENT = st.dictionaries(TEXTS, TEXTS, max_size=4)


@pytest.fixture(scope="module")
def alipay() -> Iterator[Oracle]:
    with oracle("alipay", KEY) as opened:
        yield opened


@pytest.fixture(scope="module")
def wechat() -> Iterator[Oracle]:
    with oracle("wechat", WECHAT_KEY) as opened:
        yield opened


@given(CONTENT)
def test_a_request_to_alipay_is_signed_alike(alipay: Oracle, content: dict[str, str]) -> None:
    fields = {"biz_content": json.dumps(content, ensure_ascii=False), "app_id": "2021", "sign_type": "RSA2"}
    ours = sign(KEY, signed_text(fields).encode())
    assert alipay.ask("sign_fields", fields) == ours
    assert alipay.ask("verify_fields", fields, ours) is True
    assert alipay.ask("verify_fields", fields | {"app_id": "2022"}, ours) is False


@given(CONTENT)
def test_what_leaves_for_alipay_verifies_there(alipay: Oracle, content: dict[str, str]) -> None:
    sent: list[bytes] = []

    def keep(request: httpx.Request) -> httpx.Response:
        sent.append(request.content)
        return httpx.Response(500)

    async def run() -> None:
        _, account = simulated_accounts(URL, keys().merchant)
        async with httpx.AsyncClient(transport=httpx.MockTransport(keep)) as http:
            await AlipayClient(account, http, VirtualClock(NOON)).ask("alipay.trade.query", content)

    asyncio.run(run())
    fields = dict(parse_qsl(sent[0].decode(), keep_blank_values=True, strict_parsing=True))
    signature = fields.pop("sign")
    assert alipay.ask("verify_fields", fields, signature) is True


@given(CONTENT)
def test_a_reply_of_alipay_is_believed_alike(alipay: Oracle, content: dict[str, str]) -> None:
    inner = json.dumps({"code": "10000"} | content, ensure_ascii=False)
    theirs = alipay.ask("sign_text", inner)
    body = f'{{"alipay_trade_query_response":{inner},"sign":"{theirs}"}}'.encode()
    assert signed_answer(body, "alipay.trade.query", KEY.public_key()) == inner
    assert alipay.ask("verify_text", inner, sign(KEY, inner.encode())) is True


@given(st.text(st.characters(codec="utf-8", exclude_characters='{}"\\')))
def test_a_whole_reply_without_braces_is_read_alike(alipay: Oracle, words: str) -> None:
    inner = json.dumps({"code": "10000", "subject": words}, ensure_ascii=False)
    body = f'{{"alipay_trade_query_response":{inner},"sign":"{sign(KEY, inner.encode())}"}}'
    assert signed_answer(body.encode(), "alipay.trade.query", KEY.public_key()) == inner
    assert alipay.ask("read_reply", body, "alipay_trade_query_response") == json.loads(inner)


@pytest.mark.parametrize("certificate", [OWN, ALIPAYS, *ROOTS])
def test_a_certificate_has_the_same_number(alipay: Oracle, certificate: Certificate) -> None:
    text = certificate.public_bytes(Encoding.PEM).decode()
    assert alipay.ask("number", text) == certificate_number(certificate)


def test_the_roots_have_the_same_number(alipay: Oracle) -> None:
    ours = AlipayCertificates.read(pem(OWN), pem(ALIPAYS), pem(*ROOTS)).root_number
    assert alipay.ask("root_number", pem(*ROOTS).decode()) == ours


class WeChat:
    """WeChat Pay's end of the line: it keeps what came and answers what it is told."""

    def __init__(self) -> None:
        self.clock = VirtualClock(NOON)
        account, _ = simulated_accounts(URL, keys().merchant)
        self.account = replace(account, platform_keys={"PUB_KEY_ID_1": WECHAT_KEY.public_key()})
        self.authorization = ""
        self.sent = b""

    async def ask(self, target: str, content: dict[str, object], reply: httpx.Response) -> object:
        def answer(request: httpx.Request) -> httpx.Response:
            self.authorization, self.sent = request.headers["Authorization"], request.content
            return reply

        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
            return await WeChatClient(self.account, http, self.clock, lambda: "n0nce").ask(
                "POST", target, content
            )


@given(st.text("abc/-_?=&%{}", max_size=20), CONTENT)
def test_a_request_to_wechat_is_authorized_alike(wechat: Oracle, path: str, content: dict[str, str]) -> None:
    line = WeChat()
    account, target = line.account, f"/v3/pay?{path}"
    asyncio.run(line.ask(target, dict(content), httpx.Response(500)))
    theirs = wechat.ask(
        "authorize",
        target,
        "POST",
        account.merchant_id,
        account.merchant_serial,
        line.sent.decode(),
        "n0nce",
        int(NOON.timestamp()),
    )
    assert line.authorization == theirs


@given(CONTENT | st.just(None))
def test_a_reply_of_wechat_is_believed_alike(wechat: Oracle, content: dict[str, str] | None) -> None:
    line = WeChat()
    body = "" if content is None else json.dumps(content, ensure_ascii=False)
    at = str(int(NOON.timestamp()))
    theirs = wechat.ask("sign_text", f"{at}\nn0nce\n{body}\n")
    assert isinstance(theirs, str)
    headers = {
        "Wechatpay-Timestamp": at,
        "Wechatpay-Nonce": "n0nce",
        "Wechatpay-Serial": "PUB_KEY_ID_1",
        "Wechatpay-Signature": theirs,
    }
    reply = asyncio.run(line.ask("/v3", {}, httpx.Response(200, headers=headers, content=body.encode())))
    assert isinstance(reply, HttpReply)
    ours = sign(WECHAT_KEY, f"{at}\nn0nce\n{body}\n".encode())
    assert wechat.ask("verify_reply", at, "n0nce", body, ours) is True
    assert wechat.ask("verify_reply", at, "n0nce", f"{body} ", ours) is False
    assert holds(WECHAT_KEY.public_key(), theirs, f"{at}\nn0nce\n{body}\n".encode())
