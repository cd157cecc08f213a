"""Alipay's replies: the signature covers the very text of the inner object, so that text is cut out whole."""

import json

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from kiosk.payments.rails.alipay_certificates import AlipayCertificates
from kiosk.payments.rails.signing import holds

_DECODER = json.JSONDecoder()


def signed_answer(body: bytes, method: str, believed: RSAPublicKey | AlipayCertificates) -> str | None:
    """Give the raw JSON text that Alipay signed in answer to `method`, or None if it did not.

    An `error_response`, which needs no signature, is none either. In certificate mode the reply must
    name the certificate that is believed.
    """
    try:
        members = _members(body.decode())
        signature = json.loads(members["sign"])
        answer = members[f"{method.replace('.', '_')}_response"]
        if isinstance(believed, AlipayCertificates):
            if json.loads(members["alipay_cert_sn"]) != believed.alipay_number:
                return None
            believed = believed.alipay_key
    except (ValueError, KeyError, RecursionError):
        return None
    return answer if isinstance(signature, str) and holds(believed, signature, answer.encode()) else None


def _members(text: str) -> dict[str, str]:
    """Cut an object into its members' raw texts; the decoder finds each end, whatever a string holds.

    Raises:
        ValueError: it is no object, or a name stands twice.
    """
    members: dict[str, str] = {}
    position = _expect(text, 0, "{")
    while True:
        name, position = _DECODER.raw_decode(text, _skip(text, position))
        start = _skip(text, _expect(text, position, ":"))
        _, position = _DECODER.raw_decode(text, start)
        if not isinstance(name, str) or name in members:
            raise ValueError("the name of a member")
        members[name] = text[start:position]
        position = _skip(text, position)
        if text[position : position + 1] == "}":
            return members
        position = _expect(text, position, ",")


def _skip(text: str, position: int) -> int:
    while text[position : position + 1] in {" ", "\t", "\r", "\n"}:
        position += 1
    return position


def _expect(text: str, position: int, mark: str) -> int:
    position = _skip(text, position)
    if text[position : position + 1] != mark:
        raise ValueError(mark)
    return position + 1
