"""The words of Alipay's answers: codes, amounts, times."""

from datetime import datetime, timedelta

from kiosk.domain.clock import SHANGHAI
from kiosk.domain.money import Fen

Answer = dict[str, str]
"""The inner object of a reply."""

TIME = "%Y-%m-%d %H:%M:%S"
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def success(**fields: str) -> Answer:
    """Answer that it went well."""
    return {"code": "10000", "msg": "Success"} | fields


def in_process(**fields: str) -> Answer:
    """Answer that the citizen has been asked."""
    return {"code": "10003", "msg": "order success pay inprocess"} | fields


def failure(code: str, sub_code: str, sub_msg: str) -> Answer:
    """Answer that the call itself is wrong."""
    msg = "Missing Required Arguments" if code == "40001" else "Invalid Arguments"
    return {"code": code, "msg": msg, "sub_code": sub_code, "sub_msg": sub_msg}


def business_failure(sub_code: str, sub_msg: str) -> Answer:
    """Answer that the call was understood and cannot be obeyed."""
    return {"code": "40004", "msg": "Business Failed", "sub_code": sub_code, "sub_msg": sub_msg}


def no_trade() -> Answer:
    """Answer that there is no such trade."""
    return business_failure("ACQ.TRADE_NOT_EXIST", "交易不存在")


def read_fen(yuan: str) -> Fen:
    """Read an amount that has been checked."""
    whole, _, part = yuan.partition(".")
    return Fen(int(whole) * 100 + int(part.ljust(2, "0")))


def read_duration(text: str | None) -> timedelta | None:
    """Read a duration that has been checked, such as `5m`."""
    return None if text is None else int(text[:-1]) * _UNITS[text[-1]]


def read_moment(text: str) -> datetime | None:
    """Read a time of Shanghai; None if it is no such thing."""
    try:
        return datetime.strptime(text, TIME).replace(tzinfo=SHANGHAI)
    except ValueError:
        return None


def write_moment(moment: datetime) -> str:
    """Write a time as it is in Shanghai."""
    return moment.astimezone(SHANGHAI).strftime(TIME)
