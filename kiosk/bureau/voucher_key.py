"""The key with which the embedded bureau signs vouchers, made at the first start."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from kiosk.private_file import write_private_file

PUBLIC_NAME = "voucher-public.pem"


def load_voucher_key(folder: Path) -> Ed25519PrivateKey:
    """Read the private key, making it if it is missing; the public one lies beside it for whoever verifies.

    Raises:
        ValueError: a file there is not an Ed25519 key.
        OSError: the folder cannot be read or written.
    """
    path = folder / "voucher.pem"
    if not path.exists():
        private = Ed25519PrivateKey.generate()
        write_private_file(path, private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        message = f"{path} is not an Ed25519 key; put the bureau's key there"
        raise ValueError(message)  # noqa: TRY004 a file's content, not an argument's type
    public = folder / PUBLIC_NAME
    if not public.exists():
        pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        write_private_file(public, pem)
    return key


def load_public_key(path: Path) -> Ed25519PublicKey:
    """Read the public key that vouchers are checked with.

    Raises:
        ValueError: the file is not an Ed25519 public key.
        OSError: it cannot be read.
    """
    key = load_pem_public_key(path.read_bytes())
    if not isinstance(key, Ed25519PublicKey):
        message = f"{path} is not an Ed25519 public key"
        raise ValueError(message)  # noqa: TRY004 a file's content, not an argument's type
    return key
