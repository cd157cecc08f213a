"""A citizen's phone: it scans the code on the kiosk's screen and pays, or shows a payment code itself."""

from enum import StrEnum

import httpx
from pydantic import BaseModel, ConfigDict

from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.world.gateway.payment_codes import PayerHabit


class PhoneState(StrEnum):
    """What a phone can show."""

    PAYABLE = "payable"
    """The amount and a button to pay it."""
    PAID = "paid"
    """This payment went through."""
    ALREADY_PAID = "already-paid"
    CLOSED = "closed"
    EXPIRED = "expired"
    WRONG_WALLET = "wrong-wallet"
    """The code belongs to the other wallet."""
    UNREADABLE = "unreadable"
    """No gateway made this code."""
    SHOWING = "showing"
    """A payment code that waits to be scanned."""
    ASKING = "asking"
    """The amount, and a field for the password."""
    REFUSED = "refused"
    """The citizen said no."""
    REVERSED = "reversed"
    """The merchant took the payment back."""


_WORDS = {
    PhoneState.PAYABLE: "请确认付款",
    PhoneState.PAID: "支付成功",
    PhoneState.ALREADY_PAID: "这笔订单已经付过了",
    PhoneState.CLOSED: "这笔订单已经关闭，不能再付款",
    PhoneState.EXPIRED: "这个码已过期，请回到机器前换一个新码",
    PhoneState.WRONG_WALLET: "这个钱包读不了这个码，请换另一个钱包扫",
    PhoneState.UNREADABLE: "这不是付款码",
    PhoneState.SHOWING: "请出示付款码",
    PhoneState.ASKING: "请输入密码付款",
    PhoneState.REFUSED: "您没有付款",
    PhoneState.REVERSED: "商户已取消这笔付款，付了的钱会退回",
}


class PhoneScreen(BaseModel):
    """What the phone shows; the amount and its purpose only where the wallet may know them."""

    model_config = ConfigDict(frozen=True)

    state: PhoneState
    merchant: str | None = None
    subject: str | None = None
    fen: Fen | None = None

    @property
    def words(self) -> str:
        """The sentence on the phone."""
        return _WORDS[self.state]


class PhoneTap(BaseModel):
    """What a phone sends: which wallet, and the text of the code before its camera."""

    wallet: RailName
    code: str


class CodeWish(BaseModel):
    """What a phone sends for a payment code to show."""

    wallet: RailName
    habit: PayerHabit = PayerHabit.CONFIRM


class ShownCode(BaseModel):
    """The payment code that a phone shows."""

    code: str


class Phone:
    """A phone with one wallet, over a client whose base address is the gateway's.

    A phone has a network of its own: where the kiosk's line is cut, use a client that is not, or
    `SimulatedGateway.scan` and `.pay`, which need none.
    """

    def __init__(self, wallet: RailName, client: httpx.AsyncClient) -> None:
        self._wallet = wallet
        self._client = client

    async def scan(self, code: str) -> PhoneScreen:
        """Hold the camera before a code.

        Raises:
            httpx.HTTPError: the gateway is out of reach.
        """
        return await self._tap("/phone/scan", code)

    async def pay(self, code: str) -> PhoneScreen:
        """Scan and press the button.

        Raises:
            httpx.HTTPError: the gateway is out of reach.
        """
        return await self._tap("/phone/pay", code)

    async def show_code(self, habit: PayerHabit = PayerHabit.CONFIRM) -> str:
        """Show a new payment code, good for one minute.

        Raises:
            httpx.HTTPError: the gateway is out of reach.
        """
        wish = CodeWish(wallet=self._wallet, habit=habit)
        response = await self._client.post("/phone/code", json=wish.model_dump(mode="json"))
        response.raise_for_status()
        return ShownCode.model_validate_json(response.content).code

    async def look(self, code: str) -> PhoneScreen:
        """Look what has become of a shown payment code.

        Raises:
            httpx.HTTPError: the gateway is out of reach.
        """
        return await self._tap("/phone/look", code)

    async def confirm(self, code: str) -> PhoneScreen:
        """Enter the password that the phone asks for.

        Raises:
            httpx.HTTPError: the gateway is out of reach.
        """
        return await self._tap("/phone/confirm", code)

    async def refuse(self, code: str) -> PhoneScreen:
        """Say no where the phone asks for the password.

        Raises:
            httpx.HTTPError: the gateway is out of reach.
        """
        return await self._tap("/phone/refuse", code)

    async def _tap(self, path: str, code: str) -> PhoneScreen:
        tap = PhoneTap(wallet=self._wallet, code=code)
        response = await self._client.post(path, json=tap.model_dump(mode="json"))
        response.raise_for_status()
        return PhoneScreen.model_validate_json(response.content)
