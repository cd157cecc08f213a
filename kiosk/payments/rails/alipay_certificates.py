"""Alipay's certificate mode: requests name the certificates in use, replies the one they are signed with.

Source: the platform's pages on certificate signing, as its official SDKs carry them out. A certificate's
number is MD5 over its issuer, as RFC 4514 writes it, and its serial number in decimal; the root's file
holds several, of which those signed with RSA count, their numbers joined by underscores.
"""

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509 import Certificate, load_pem_x509_certificates

_RSA = "1.2.840.113549.1.1."
"""What the object identifiers of RSA signatures begin with; the others in the root's file are SM2."""


@dataclass(frozen=True, slots=True)
class AlipayCertificates:
    """What a merchant in certificate mode has from Alipay."""

    application_number: str
    """Of the certificate of the merchant's own key, `app_cert_sn`."""
    root_number: str
    """`alipay_root_cert_sn`."""
    alipay_number: str
    """Of the certificate whose signatures are believed, `alipay_cert_sn`."""
    alipay_key: RSAPublicKey

    @classmethod
    def read(cls, application: bytes, alipay: bytes, root: bytes) -> "AlipayCertificates":
        """Read the three files that Alipay hands out, in PEM form, the certificate itself first.

        Raises:
            ValueError: one of them is not such a file; which, is said.
        """
        own, alipays = (
            _read(application, "the application's certificate"),
            _read(alipay, "Alipay's certificate"),
        )
        key = alipays[0].public_key()
        roots = [
            certificate_number(certificate)
            for certificate in _read(root, "the root's certificate")
            if certificate.signature_algorithm_oid.dotted_string.startswith(_RSA)
        ]
        match key, roots:
            case RSAPublicKey(), [_, *_]:
                return cls(certificate_number(own[0]), "_".join(roots), certificate_number(alipays[0]), key)
            case RSAPublicKey(), []:
                raise ValueError("the root's certificate is not one of those for RSA")
            case _:
                raise ValueError("Alipay's certificate is not one for RSA")


def _read(pem: bytes, words: str) -> list[Certificate]:
    try:
        return load_pem_x509_certificates(pem)
    except ValueError as error:
        raise ValueError(f"{words} is not one in PEM form") from error


def certificate_number(certificate: Certificate) -> str:
    """Give the number by which Alipay names a certificate."""
    text = f"{certificate.issuer.rfc4514_string()}{certificate.serial_number}"
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
