"""The messages of ECR Hub: JSON objects, the same on a serial line and on a WebSocket.

Topics, fields and codes as CodePay and PayCloud publish them (USB and WLAN mode, version 1.0).
Amounts are decimal yuan in text, here integer fen; they never pass through a float.
"""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from kiosk.devices.ports import PayScenario
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.money import Fen, parse_yuan, plain_yuan


class Topic(StrEnum):
    """What a request wants."""

    ORDER = "ecrhub.pay.order"
    QUERY = "ecrhub.pay.query"
    CLOSE = "ecrhub.pay.close"


class ResponseCode(StrEnum):
    """The documented codes; any other is UNKNOWN."""

    SUCCESS = "000"
    IN_PROGRESS = "101"
    CANCELLED = "102"
    NOT_FOUND = "104"
    FAILED = "106"
    TIMED_OUT = "107"
    UNKNOWN = "108"
    NETWORK_ERROR = "109"
    CANCELLED_BY_OPERATOR = "110"
    NO_CARD = "111"
    NO_CODE = "112"
    DUPLICATE = "113"
    REJECTED = "115"
    CLOSE_FAILED = "201"
    BAD_PARAMETER = "202"
    SYSTEM_ERROR = "999"

    @classmethod
    def _missing_(cls, value: object) -> "ResponseCode":
        return cls.SUCCESS if value == "0" else cls.UNKNOWN  # the former on some WebSockets


class TransStatus(StrEnum):
    """How a trade stands."""

    PROCESSING = "0"
    CLOSED = "1"
    SUCCESS = "2"
    VOIDED = "3"
    CREATED = "9"


_SALE, _REFUND = "1", "3"
_SCENARIOS = {
    PayScenario.CARD: "SWIPE_CARD",
    PayScenario.SHOWN_CODE: "SCANQR_PAY",
    PayScenario.CITIZEN_CODE: "BSCANQR_PAY",
}


class BizData(BaseModel):
    """The part of a message that is about a trade; what stands in no request is None there."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    merchant_order_no: str | None = None
    orig_merchant_order_no: str | None = None
    trans_type: str | None = None
    order_amount: str | None = Field(None, strict=True)
    pay_scenario: str | None = None
    trans_status: str | None = None
    trans_no: str | None = None
    ref_no: str | None = None
    card_no: str | None = None
    trans_end_time: str | None = None

    @property
    def fen(self) -> Fen | None:
        """The amount, or None if there is none that can be read."""
        return parse_yuan(self.order_amount or "")

    @property
    def ended_at(self) -> datetime | None:
        """The end of the trade in the kiosk's zone; the terminal tells it in UTC."""
        try:
            moment = datetime.strptime(f"{self.trans_end_time}Z", "%Y-%m-%d %H:%M:%S%z")
            return moment.astimezone(SHANGHAI)
        except (ValueError, OverflowError):
            return None


class Request(BaseModel):
    """What the kiosk says."""

    model_config = ConfigDict(frozen=True)

    topic: Topic
    request_id: str
    app_id: str
    timestamp: str
    """Milliseconds of 1970."""
    version: str = "1.0"
    biz_data: BizData

    def encode(self) -> bytes:
        """Write it without blanks, and without what is None."""
        return self.model_dump_json(exclude_none=True).encode()


class Response(BaseModel):
    """What the terminal answers."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    request_id: str
    response_code: str
    response_msg: str | None = None
    biz_data: BizData = BizData()

    @field_validator("biz_data", mode="before")
    @classmethod
    def _nothing_known(cls, value: object) -> object:
        """Take anything else for an empty object: terminals were seen to cancel with an empty text there."""
        return value if isinstance(value, dict | BizData) else {}

    @property
    def code(self) -> ResponseCode:
        """What its code means."""
        return ResponseCode(self.response_code)


def sale(order_no: str, fen: Fen, scenario: PayScenario) -> BizData:
    """Say what is to be paid."""
    return BizData(
        merchant_order_no=order_no,
        trans_type=_SALE,
        order_amount=plain_yuan(fen),
        pay_scenario=_SCENARIOS[scenario],
    )


def refund(order_no: str, refund_no: str, fen: Fen) -> BizData:
    """Say what is to be given back, under a number of its own."""
    return BizData(
        merchant_order_no=refund_no,
        orig_merchant_order_no=order_no,
        trans_type=_REFUND,
        order_amount=plain_yuan(fen),
    )


def parse_response(message: bytes) -> Response | None:
    """Read an answer, or None if it is none."""
    try:
        return Response.model_validate_json(message)
    except ValidationError:
        return None
