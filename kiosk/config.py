"""The kiosk's settings, read from one TOML file."""

from datetime import time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from kiosk.device_settings import DeviceSettings
from kiosk.devices.ports import DeviceKind
from kiosk.domain.orders import RailName
from kiosk.domain.words import Bilingual
from kiosk.flows.framing import Hall
from kiosk.toml_file import STRICT, line_of, read_toml
from kiosk.toml_text import ConfigError

FOLDER = Path(__file__).parents[1] / "config"
ASSETS = Path(__file__).parents[1] / "assets"


@dataclass(frozen=True, config=STRICT, kw_only=True)
class HallSettings:
    """Where the kiosk stands and what it is called."""

    name: Bilingual
    hotline: str
    kiosk_number: Annotated[str, Field(pattern=r"^\d{6}$")]
    """Six digits that begin the number of each of its payments."""
    day_ends: time = time(23)
    """When its business day ends and the day's file is written."""

    @property
    def shown(self) -> Hall:
        """What stands on every screen; simulated in any case, as the bureau still is."""
        return Hall(self.name, self.hotline, simulated=True)


@dataclass(frozen=True, config=STRICT, kw_only=True)
class PanelSettings:
    """The panel, as measured with a ruler: screens' own word on their size is unreliable."""

    diagonal_inches: Annotated[float, Field(gt=5, lt=100)]
    width_px: Annotated[int, Field(ge=600, le=8000)]
    height_px: Annotated[int, Field(ge=600, le=8000)]
    motion: bool = True
    fullscreen: bool = True


@dataclass(frozen=True, config=STRICT, kw_only=True)
class WeChatAccount:
    """The hall's account at WeChat Pay. Keys are files, never part of this one."""

    base_urls: Annotated[tuple[str, ...], Field(min_length=1)]
    """The usual domain first; another is tried where it cannot be reached."""
    app_id: str
    merchant_id: str
    merchant_serial: str
    merchant_private_key: str
    platform_keys: Annotated[dict[str, str], Field(min_length=1)]
    """WeChat Pay's own keys by id: a public key's `PUB_KEY_ID_...` or a certificate's serial number."""
    notify_url: str
    """Where WeChat Pay sends its own notice, which it insists on; the kiosk asks and needs none."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class AlipayCertificateFiles:
    """What Alipay hands out to a merchant in certificate mode."""

    application: str
    alipay: str
    root: str


@dataclass(frozen=True, config=STRICT, kw_only=True)
class AlipayAccount:
    """The hall's account at Alipay. Keys are files, never part of this one."""

    gateway_url: str
    app_id: str
    private_key: str
    alipay_public_key: str | None = None
    certificates: AlipayCertificateFiles | None = None
    """In certificate mode, instead of the public key."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class PaymentSettings:
    """The ways to pay, in the order in which they are offered."""

    rails: Annotated[tuple[RailName, ...], Field(min_length=1)]
    gateway: Literal["simulated", "accounts"]
    """`simulated` runs the gateway in this process; `accounts` needs a table for each rail."""
    wechat: WeChatAccount | None = None
    alipay: AlipayAccount | None = None


@dataclass(frozen=True, config=STRICT, kw_only=True)
class Settings(DeviceSettings):
    """Everything."""

    data: str
    """The folder for the journal, keys and logs; relative to the folder the kiosk is started in."""
    hall: HallSettings
    panel: PanelSettings
    payments: PaymentSettings

    @property
    def needs_bench(self) -> bool:
        """Whether something is simulated that only the bench can move."""
        return self.payments.gateway == "simulated" or self.any_simulated


def load_settings(path: Path) -> Settings:
    """Read the settings.

    Raises:
        ConfigError: with file, line, the word at fault and the nearest right one.
    """
    settings = read_toml(path, Settings)
    if RailName.CARD in settings.payments.rails and settings.payment_terminal is None:
        message = "'card' is offered, but there is no table [payment_terminal]; add it"
        raise ConfigError(path, None, message)
    if settings.faces is not None and settings.camera is None:
        message = "there is a table [faces], but no table [camera] for it; add it, or take out [faces]"
        raise ConfigError(path, None, message)
    accounts = {RailName.WECHAT: settings.payments.wechat, RailName.ALIPAY: settings.payments.alipay}
    if settings.payments.gateway == "accounts":
        for rail in settings.payments.rails:
            if rail in accounts and accounts[rail] is None:
                message = (
                    f"'{rail}' is offered, but there is no table [payments.{rail}] with its account; add it"
                )
                raise ConfigError(path, None, message)
    alipay = settings.payments.alipay
    if alipay and (alipay.alipay_public_key is None) == (alipay.certificates is None):
        message = (
            "[payments.alipay] takes either alipay_public_key or a table certificates; leave one of them"
        )
        raise ConfigError(path, None, message)
    _require_devices_apart(settings, path)
    return settings


def _require_devices_apart(settings: Settings, path: Path) -> None:
    """Refuse a device file that stands in two tables: only one of the two devices would ever be opened."""
    tables: dict[str, DeviceKind] = {}
    for kind in DeviceKind:
        file = getattr(getattr(settings, kind, None), "path", None)
        if file is None:
            continue
        if first := tables.get(file):
            line = line_of((kind, "path"), path.read_text(encoding="utf-8"))
            raise ConfigError(
                path, line, f"'path' is {file!r}, and so it is in [{first}]; correct one of them"
            )
        tables[file] = kind
