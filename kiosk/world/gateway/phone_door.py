"""Where phones reach the gateways over HTTP: `/phone/...`, JSON both ways."""

from collections.abc import Callable

from pydantic import BaseModel, ValidationError

from kiosk.domain.orders import RailName
from kiosk.world.gateway.message import Request, Response
from kiosk.world.gateway.payment_codes import PaymentCodes
from kiosk.world.gateway.phone import CodeWish, PhoneScreen, PhoneTap, ShownCode
from kiosk.world.gateway.wallet import WalletDesk


class PhoneDoor:
    """Turns requests of phones into taps at the wallets' desk."""

    def __init__(self, desk: WalletDesk, codes: PaymentCodes) -> None:
        self._codes = codes
        self._taps: dict[str, Callable[[RailName, str], PhoneScreen]] = {
            "/phone/scan": desk.scan,
            "/phone/pay": desk.pay,
            "/phone/look": desk.look,
            "/phone/confirm": desk.confirm,
            "/phone/refuse": desk.refuse,
        }

    def handle(self, request: Request) -> Response:
        """Answer a phone; 400 for what no phone sends."""
        if request.method != "POST" or request.path not in {*self._taps, "/phone/code"}:
            return Response(404)
        try:
            if request.path == "/phone/code":
                wish = CodeWish.model_validate_json(request.body)
                return _json(ShownCode(code=self._codes.show(wish.wallet, wish.habit)))
            tap = PhoneTap.model_validate_json(request.body)
            return _json(self._taps[request.path](tap.wallet, tap.code))
        except (ValidationError, ValueError):
            return Response(400)


def _json(answer: BaseModel) -> Response:
    return Response(200, {"Content-Type": "application/json"}, answer.model_dump_json().encode())
