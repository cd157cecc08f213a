"""Certificate mode: both sides name their certificates, and a reply under another one is not believed."""

import asyncio
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate, CertificateBuilder, Name, NameAttribute
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from kiosk.payments.outcome import NotFound, Outcome, Unknown
from kiosk.payments.rails.alipay import AlipayRail
from kiosk.payments.rails.alipay_certificates import AlipayCertificates, certificate_number
from kiosk.payments.rails.signing import sign
from kiosk.world.merchant import simulated_accounts
from tests.payments.hall import URL, Hall, keys
from tests.payments.test_rails import FEN, NUMBER

ISSUER = ("CN", "Ant Financial"), ("OU", "Ant Financial Certification Authority"), ("O", "Ant"), ("C", "CN")
_OIDS = {
    "C": NameOID.COUNTRY_NAME,
    "O": NameOID.ORGANIZATION_NAME,
    "OU": NameOID.ORGANIZATIONAL_UNIT_NAME,
    "CN": NameOID.COMMON_NAME,
}


def certificate(
    key: RSAPrivateKey | EllipticCurvePrivateKey,
    serial: int,
    signer: RSAPrivateKey | EllipticCurvePrivateKey | None = None,
    issuer: Sequence[tuple[str, str]] = ISSUER,
) -> Certificate:
    """Make a certificate whose issuer stands, as usual, with the country first."""
    name = Name([NameAttribute(_OIDS[short], value) for short, value in reversed(issuer)])
    builder = CertificateBuilder(name, Name([]), key.public_key(), serial)
    dated = builder.not_valid_before(datetime(2026, 1, 1, tzinfo=UTC)).not_valid_after(
        datetime(2031, 1, 1, tzinfo=UTC)
    )
    return dated.sign(signer or key, SHA256())


def pem(*certificates: Certificate) -> bytes:
    return b"\n".join(each.public_bytes(Encoding.PEM) for each in certificates)


MERCHANT, ALIPAY = keys().merchant.alipay.private_key, keys().alipay_private_key
OTHER = ec.generate_private_key(ec.SECP256R1())
SERIAL = 10**30
OWN, ALIPAYS = certificate(MERCHANT, SERIAL + 1), certificate(ALIPAY, SERIAL + 2)
ROOTS = certificate(MERCHANT, SERIAL + 3), certificate(OTHER, SERIAL + 4), certificate(ALIPAY, SERIAL + 5)


def read() -> AlipayCertificates:
    return AlipayCertificates.read(pem(OWN), pem(ALIPAYS, ROOTS[0]), pem(*ROOTS))


def number(nth: int) -> str:
    words = ",".join(f"{short}={value}" for short, value in ISSUER)
    return hashlib.md5(f"{words}{SERIAL + nth}".encode()).hexdigest()


def test_numbers_are_those_of_the_documentation() -> None:
    certificates = read()
    assert certificates.application_number == number(1)
    assert certificates.alipay_number == number(2)
    assert certificates.root_number == f"{number(3)}_{number(5)}", "the root that is not RSA does not count"
    assert certificates.alipay_key == ALIPAY.public_key()


NO_CERTIFICATE = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"


@pytest.mark.parametrize(
    ("application", "alipay", "root", "words"),
    [
        (b"", pem(ALIPAYS), pem(*ROOTS), "the application's certificate is not one in PEM form"),
        (pem(OWN), NO_CERTIFICATE, pem(*ROOTS), "Alipay's certificate is not one in PEM form"),
        (pem(OWN), pem(ALIPAYS), b"root", "the root's certificate is not one in PEM form"),
        (pem(OWN), pem(ROOTS[1]), pem(*ROOTS), "Alipay's certificate is not one for RSA"),
        (pem(OWN), pem(ALIPAYS), pem(ROOTS[1]), "the root's certificate is not one of those for RSA"),
    ],
)
def test_a_file_that_is_no_such_certificate_is_named(
    application: bytes, alipay: bytes, root: bytes, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        AlipayCertificates.read(application, alipay, root)


def query(hall: Hall, named: str | None, key: RSAPrivateKey = ALIPAY) -> tuple[Outcome, dict[str, list[str]]]:
    """Query in certificate mode; the reply names this certificate and is signed with this key."""
    asked: dict[str, list[str]] = {}

    def answer(request: httpx.Request) -> httpx.Response:
        asked.update(parse_qs(request.content.decode()))
        inner = '{"code":"40004","sub_code":"ACQ.TRADE_NOT_EXIST"}'
        said = {"alipay_cert_sn": named} if named else {}
        outer = json.dumps(said | {"sign": sign(key, inner.encode())})
        return httpx.Response(200, content=f'{{"alipay_trade_query_response":{inner},{outer[1:]}'.encode())

    async def run() -> Outcome:
        _, settings = simulated_accounts(URL, keys().merchant)
        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
            rail = AlipayRail(replace(settings, alipay_public_key=read()), client, hall.clock)
            return await rail.query(NUMBER, FEN)

    return asyncio.run(run()), asked


def test_a_request_names_the_certificates_and_the_reply_s_one_is_believed(hall: Hall) -> None:
    outcome, asked = query(hall, number(2))
    assert outcome == NotFound()
    assert asked["app_cert_sn"] == [number(1)]
    assert asked["alipay_root_cert_sn"] == [f"{number(3)}_{number(5)}"]


def test_a_reply_under_another_certificate_or_none_is_unknown(hall: Hall) -> None:
    assert isinstance(query(hall, number(1))[0], Unknown)
    assert isinstance(query(hall, None)[0], Unknown)
    assert isinstance(query(hall, number(2), key=MERCHANT)[0], Unknown)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=40))
def test_any_issuer_has_a_number(words: str) -> None:
    made = certificate(OTHER, 7, issuer=(("O", words),))
    assert len(certificate_number(made)) == 32


@given(st.binary() | st.binary().map(lambda raw: b"-----BEGIN CERTIFICATE-----\n" + raw))
def test_any_bytes_for_a_certificate_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="the application's certificate"):
        AlipayCertificates.read(content, pem(ALIPAYS), pem(*ROOTS))
