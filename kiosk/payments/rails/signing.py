"""RSA signatures as both gateways want them: PKCS #1 v1.5 over SHA-256, written in base 64."""

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256


def sign(key: RSAPrivateKey, message: bytes) -> str:
    """Sign a request."""
    return base64.b64encode(key.sign(message, PKCS1v15(), SHA256())).decode("ascii")


def holds(key: RSAPublicKey, signature: str, message: bytes) -> bool:
    """Tell whether a reply is the gateway's own."""
    try:
        key.verify(base64.b64decode(signature, validate=True), message, PKCS1v15(), SHA256())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True
