"""WeChat Pay's own keys: a public key with an id, or a platform certificate with a serial number."""

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from cryptography.x509 import load_pem_x509_certificate


def read_platform_key(key_id: str, pem: bytes) -> RSAPublicKey:
    """Read a platform key from what WeChat Pay hands out, in PEM form.

    Args:
        key_id: `PUB_KEY_ID_...`, or the serial number of the certificate in hexadecimal digits.
        pem: the public key, or the certificate.

    Raises:
        ValueError: it is neither, not RSA, or a certificate with another number.
    """
    key: object
    if b"BEGIN CERTIFICATE" in pem:
        certificate = load_pem_x509_certificate(pem)
        if f"{certificate.serial_number:X}" != key_id.upper().lstrip("0"):
            raise ValueError(f"is a certificate with the number {certificate.serial_number:X}, not {key_id}")
        key = certificate.public_key()
    else:
        try:
            key = load_pem_public_key(pem)
        except ValueError as error:
            raise ValueError("is neither a public key nor a certificate in PEM form") from error
    match key:
        case RSAPublicKey():
            return key
        case _:
            raise ValueError("is not an RSA key")
