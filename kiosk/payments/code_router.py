"""Which wallet a scanned payment code belongs to: by its first two digits and its length, never by a guess.

Sources: WeChat Pay's page on code payment (18 digits that begin with 10 to 15), Alipay's on
alipay.trade.pay (16 to 24 digits that begin with 25 to 30), integrators' notes on UnionPay (19 digits that
begin with 62) and on the e-CNY (19 digits that begin with 01). The four do not overlap.
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.orders import RailName
from kiosk.domain.secret import Secret


class Wallet(StrEnum):
    """Who issues payment codes."""

    WECHAT = "wechat"
    ALIPAY = "alipay"
    UNIONPAY = "unionpay"
    ECNY = "ecny"


_CODES = {
    Wallet.WECHAT: re.compile("1[0-5][0-9]{16}"),
    Wallet.ALIPAY: re.compile("(?:2[5-9]|30)[0-9]{14,22}"),
    Wallet.UNIONPAY: re.compile("62[0-9]{17}"),
    Wallet.ECNY: re.compile("01[0-9]{17}"),
}
_RAILS = {Wallet.WECHAT: RailName.WECHAT, Wallet.ALIPAY: RailName.ALIPAY}


@dataclass(frozen=True, slots=True)
class Payable:
    """A code that this kiosk can take money for."""

    rail: RailName
    code: Secret


@dataclass(frozen=True, slots=True)
class NotOffered:
    """A payment code of a wallet that this kiosk has no way to take money from."""

    wallet: Wallet


class NotACode:
    """No payment code that is known."""


NOT_A_CODE = NotACode()
Route = Payable | NotOffered | NotACode


def route(scanned: Secret, offered: Container[RailName]) -> Route:
    """Tell what to do with the text that a scanner read.

    Args:
        scanned: the text of the code, without the line end that a scanner may add.
        offered: the rails that the kiosk has.
    """
    for wallet, pattern in _CODES.items():
        if pattern.fullmatch(scanned.reveal()):
            rail = _RAILS.get(wallet)
            return Payable(rail, scanned) if rail and rail in offered else NotOffered(wallet)
    return NOT_A_CODE
