"""The rails of the gateways, with the merchant's accounts and keys."""

import secrets
from collections.abc import Callable
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from kiosk.config import AlipayAccount, PaymentSettings
from kiosk.domain.clock import Clock
from kiosk.domain.orders import RailName
from kiosk.payments.ports import PaymentRail
from kiosk.payments.rails.alipay import AlipayRail, AlipaySettings
from kiosk.payments.rails.alipay_certificates import AlipayCertificates
from kiosk.payments.rails.wechat import WeChatRail
from kiosk.payments.rails.wechat_client import WeChatSettings
from kiosk.payments.rails.wechat_keys import read_platform_key
from kiosk.toml_text import ConfigError
from kiosk.world.gateway import GatewayKeys
from kiosk.world.merchant import simulated_accounts


def gateway_rails(
    payments: PaymentSettings,
    keys: Path,
    gateway_url: str | None,
    clock: Clock,
    client: httpx.AsyncClient,
) -> dict[RailName, PaymentRail]:
    """Make the rails of the gateways that the settings offer.

    Args:
        keys: the folder of the simulated merchant's keys.
        gateway_url: the simulated gateway's base address, or None for the accounts of the settings.

    Raises:
        ConfigError: a key or certificate cannot be used.
    """
    wechat, alipay = _accounts(payments, keys, gateway_url)
    every: dict[RailName, PaymentRail] = {}
    if wechat is not None:
        every[RailName.WECHAT] = WeChatRail(wechat, client, clock, lambda: secrets.token_hex(16))
    if alipay is not None:
        every[RailName.ALIPAY] = AlipayRail(alipay, client, clock)
    return {rail: every[rail] for rail in payments.rails if rail in every}


def _accounts(
    payments: PaymentSettings, keys: Path, gateway_url: str | None
) -> tuple[WeChatSettings | None, AlipaySettings | None]:
    """Give the accounts at the gateways: those of the settings, or the simulated merchant's."""
    if gateway_url is None:
        return _real_accounts(payments)
    return simulated_accounts(gateway_url, GatewayKeys.load(keys).merchant)


def _real_accounts(payments: PaymentSettings) -> tuple[WeChatSettings | None, AlipaySettings | None]:
    wechat, alipay = payments.wechat, payments.alipay
    return (
        WeChatSettings(
            base_urls=wechat.base_urls,
            app_id=wechat.app_id,
            merchant_id=wechat.merchant_id,
            merchant_serial=wechat.merchant_serial,
            merchant_private_key=_private_key(wechat.merchant_private_key),
            platform_keys={
                key_id: _platform_key(key_id, path) for key_id, path in wechat.platform_keys.items()
            },
            notify_url=wechat.notify_url,
        )
        if wechat
        else None,
        AlipaySettings(
            gateway_url=alipay.gateway_url,
            app_id=alipay.app_id,
            private_key=_private_key(alipay.private_key),
            alipay_public_key=_alipay_public_key(alipay),
        )
        if alipay
        else None,
    )


def _private_key(path: str) -> RSAPrivateKey:
    key = _read_key(path, lambda pem: load_pem_private_key(pem, password=None))
    if not isinstance(key, RSAPrivateKey):
        raise ConfigError(Path(path), None, "is not an RSA private key in PEM form")
    return key


def _public_key(path: str) -> RSAPublicKey:
    key = _read_key(path, load_pem_public_key)
    if not isinstance(key, RSAPublicKey):
        raise ConfigError(Path(path), None, "is not an RSA public key in PEM form")
    return key


def _alipay_public_key(account: AlipayAccount) -> RSAPublicKey | AlipayCertificates:
    if (files := account.certificates) is None:
        return _public_key(account.alipay_public_key or "")
    paths = [Path(path) for path in (files.application, files.alipay, files.root)]
    try:
        return AlipayCertificates.read(*(path.read_bytes() for path in paths))
    except OSError as error:
        path = Path(error.filename)
        raise ConfigError(path, None, f"the certificate cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise ConfigError(paths[0].parent, None, f"{error}; take the file that Alipay hands out") from error


def _platform_key(key_id: str, path: str) -> RSAPublicKey:
    try:
        return read_platform_key(key_id, Path(path).read_bytes())
    except OSError as error:
        raise ConfigError(Path(path), None, f"the key cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise ConfigError(Path(path), None, str(error)) from error


def _read_key(path: str, read: Callable[[bytes], object]) -> object:
    try:
        return read(Path(path).read_bytes())
    except OSError as error:
        raise ConfigError(Path(path), None, f"the key cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise ConfigError(Path(path), None, "is not a key in PEM form") from error
