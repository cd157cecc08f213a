"""The payment voucher and the signed token in its code.

The token is `KV1.<payload>.<signature>`: both base64url without padding, the payload compact JSON,
the signature Ed25519 by the bureau over everything before the last dot. Anyone with the bureau's
public key can check it without a network.
"""

import base64
import binascii
import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.domain.words import Bilingual

_PREFIX = "KV1"
_LONGEST_TOKEN = 2_000


@dataclass(frozen=True, slots=True)
class VoucherLine:
    """One bill on the voucher."""

    title: Bilingual
    period: Bilingual
    fen: Fen


@dataclass(frozen=True, slots=True)
class Voucher:
    """The document a citizen keeps. Names and numbers in it are already masked."""

    voucher_no: str
    """The bureau's posting number."""
    order_id: str
    attempt_no: str
    trade_no: str
    rail: RailName
    payer_name: str
    beneficiary_name: str
    beneficiary_number: str
    area: Bilingual
    collecting_unit: Bilingual
    lines: tuple[VoucherLine, ...]
    total_fen: Fen
    paid_at: datetime
    posted_at: datetime
    kiosk_id: str
    token: str
    """Signed; see `verify_token`."""


@dataclass(frozen=True, slots=True)
class VoucherClaim:
    """What a token says, once its signature holds."""

    voucher_no: str
    order_id: str
    total_fen: Fen
    paid_on: str
    """The date, `2026-11-22`."""
    beneficiary: str
    """A digest of the masked name and number, to hold against the paper."""


class TokenProblem(StrEnum):
    """Why a token proves nothing."""

    UNREADABLE = "unreadable"
    FORGED = "forged"


def beneficiary_digest(masked_name: str, masked_number: str) -> str:
    """Digest the masked name and number as printed: 16 hexadecimal digits."""
    return hashlib.sha256(f"{masked_name}\n{masked_number}".encode()).hexdigest()[:16]


def sign_claim(claim: VoucherClaim, key: Ed25519PrivateKey) -> str:
    """Make the token of a claim."""
    payload = json.dumps(list(asdict(claim).values()), separators=(",", ":")).encode()
    signed = f"{_PREFIX}.{_encode(payload)}"
    return f"{signed}.{_encode(key.sign(signed.encode()))}"


def verify_token(token: str, key: Ed25519PublicKey) -> VoucherClaim | TokenProblem:
    """Check a token of any origin against the bureau's public key."""
    parts = token.strip().split(".")
    if len(token) > _LONGEST_TOKEN or len(parts) != 3 or parts[0] != _PREFIX or not token.isascii():
        return TokenProblem.UNREADABLE
    try:
        key.verify(_decode(parts[2]), f"{parts[0]}.{parts[1]}".encode())
        voucher_no, order_id, total_fen, paid_on, beneficiary = json.loads(_decode(parts[1]))
    except InvalidSignature:
        return TokenProblem.FORGED
    except (ValueError, TypeError, binascii.Error):
        return TokenProblem.UNREADABLE
    return VoucherClaim(voucher_no, order_id, Fen(total_fen), paid_on, beneficiary)


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if _encode(data) != text:  # else the last character could be another one for the same bytes
        raise ValueError("not the canonical form")
    return data
