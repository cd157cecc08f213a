"""A citizen's phone: it scans the code on the kiosk's screen, shows what it is for, and pays."""

from enum import StrEnum

import httpx
from pydantic import BaseModel, ConfigDict

from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName


class PhoneState(StrEnum):
    """What a phone can show after a scan or a payment."""

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


_WORDS = {
    PhoneState.PAYABLE: "请确认付款",
    PhoneState.PAID: "支付成功",
    PhoneState.ALREADY_PAID: "这笔订单已经付过了",
    PhoneState.CLOSED: "这笔订单已经关闭，不能再付款",
    PhoneState.EXPIRED: "这个码已过期，请回到机器前换一个新码",
    PhoneState.WRONG_WALLET: "这个钱包读不了这个码，请换另一个钱包扫",
    PhoneState.UNREADABLE: "这不是付款码",
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

    async def _tap(self, path: str, code: str) -> PhoneScreen:
        tap = PhoneTap(wallet=self._wallet, code=code)
        response = await self._client.post(path, json=tap.model_dump(mode="json"))
        response.raise_for_status()
        return PhoneScreen.model_validate_json(response.content)
