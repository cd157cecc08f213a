"""The keys of the simulated gateways: made at the first start, kept in a folder, never committed."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from kiosk.private_file import write_private_file

_WECHAT_APP_ID = "wx0000000000000000"
_WECHAT_MERCHANT_ID = "1900000000"
_WECHAT_PLATFORM_KEY_ID = "PUB_KEY_ID_0119000000002026010100000000000000"
_ALIPAY_APP_ID = "2021000000000000"

_SPOILT = "{} is not an RSA private key in PEM form; delete it and a new one is made"


@dataclass(frozen=True, slots=True)
class WechatMerchant:
    """What a merchant of WeChat Pay holds: its own private key and the platform's public one."""

    app_id: str
    merchant_id: str
    merchant_serial: str
    """The serial number of the merchant's certificate, 40 hexadecimal digits."""
    merchant_private_key: RSAPrivateKey
    platform_key_id: str
    platform_public_key: RSAPublicKey


@dataclass(frozen=True, slots=True)
class AlipayMerchant:
    """What a merchant of Alipay holds."""

    app_id: str
    private_key: RSAPrivateKey
    alipay_public_key: RSAPublicKey


@dataclass(frozen=True, slots=True)
class MerchantKeys:
    """The kiosk's side."""

    wechat: WechatMerchant
    alipay: AlipayMerchant


@dataclass(frozen=True, slots=True)
class GatewayKeys:
    """The gateways' side: their own private keys, and whom they know."""

    merchant: MerchantKeys
    wechat_private_key: RSAPrivateKey
    alipay_private_key: RSAPrivateKey

    @classmethod
    def load(cls, folder: Path) -> "GatewayKeys":
        """Read the four keys of 2048 bits from the folder, making those that are missing.

        Raises:
            OSError: the folder cannot be read or written.
            ValueError: a file there is not an RSA private key in PEM form; delete it to get a new one.
        """
        folder.mkdir(parents=True, exist_ok=True)
        wechat_merchant = _key(folder / "wechat-merchant.pem")
        wechat_platform = _key(folder / "wechat-platform.pem")
        alipay_merchant = _key(folder / "alipay-merchant.pem")
        alipay_platform = _key(folder / "alipay-platform.pem")
        merchant = MerchantKeys(
            wechat=WechatMerchant(
                app_id=_WECHAT_APP_ID,
                merchant_id=_WECHAT_MERCHANT_ID,
                merchant_serial=_serial(wechat_merchant.public_key()),
                merchant_private_key=wechat_merchant,
                platform_key_id=_WECHAT_PLATFORM_KEY_ID,
                platform_public_key=wechat_platform.public_key(),
            ),
            alipay=AlipayMerchant(
                app_id=_ALIPAY_APP_ID,
                private_key=alipay_merchant,
                alipay_public_key=alipay_platform.public_key(),
            ),
        )
        return cls(merchant, wechat_platform, alipay_platform)


def _key(path: Path) -> RSAPrivateKey:
    if not path.exists():
        new = generate_private_key(public_exponent=65537, key_size=2048)
        write_private_file(path, new.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    try:
        # To prove that the primes are primes takes 60 ms a key, and these are simulated.
        pem = path.read_bytes()
        key = load_pem_private_key(pem, password=None, unsafe_skip_rsa_key_validation=True)
    except (TypeError, ValueError, UnsupportedAlgorithm) as error:
        raise ValueError(_SPOILT.format(path)) from error
    match key:
        case RSAPrivateKey():
            return key
        case _:
            raise ValueError(_SPOILT.format(path))


def _serial(key: RSAPublicKey) -> str:
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()[:40].upper()
