"""Keys are made once and kept from others."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from kiosk.world.gateway import GatewayKeys

PEM = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def test_keys_are_made_at_the_first_start_and_found_at_the_second(tmp_path: Path) -> None:
    first = GatewayKeys.load(tmp_path / "keys").merchant
    second = GatewayKeys.load(tmp_path / "keys").merchant
    assert first.wechat.merchant_serial == second.wechat.merchant_serial
    assert first.wechat.platform_public_key == second.wechat.platform_public_key
    assert first.alipay.alipay_public_key == second.alipay.alipay_public_key


def test_every_pair_of_keys_is_its_own_and_has_2048_bits(keys: GatewayKeys) -> None:
    private = [
        keys.merchant.wechat.merchant_private_key,
        keys.merchant.alipay.private_key,
        keys.wechat_private_key,
        keys.alipay_private_key,
    ]
    assert len({key.public_key().public_numbers().n for key in private}) == 4
    assert {key.key_size for key in private} == {2048}


def test_nobody_else_may_read_the_key_files(tmp_path: Path) -> None:
    GatewayKeys.load(tmp_path)
    assert {path.suffix: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {".pem": 0o600}


@pytest.mark.parametrize("content", [b"", b"not a key", Ed25519PrivateKey.generate().private_bytes(*PEM)])
def test_a_spoilt_key_file_is_named_with_its_mending(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "wechat-merchant.pem").write_bytes(content)
    with pytest.raises(ValueError, match=r"wechat-merchant\.pem is not an RSA private key .* delete it"):
        GatewayKeys.load(tmp_path)
