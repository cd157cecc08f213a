"""Payment terminals that speak ECR Hub, over a serial line or a WebSocket."""

import asyncio
from collections import deque
from dataclasses import dataclass

from kiosk.devices.deadline import deadline as within
from kiosk.devices.driver import Driver
from kiosk.devices.drivers import ecr_hub_messages as messages
from kiosk.devices.drivers.ecr_hub_messages import BizData, Request, Response, Topic, parse_response
from kiosk.devices.drivers.ecr_hub_trades import trade_of_order, trade_of_query
from kiosk.devices.nonsense import Nonsense
from kiosk.devices.ports import (
    DeviceState,
    Fault,
    FaultCode,
    PayScenario,
    SaleStarted,
    TerminalCapabilities,
    TerminalStatus,
    TerminalTrade,
    TradeClosed,
    TradeSucceeded,
    TradeVoided,
)
from kiosk.devices.transports.message_link import MessageLink
from kiosk.devices.transports.stream import StreamLostError
from kiosk.domain.clock import Clock
from kiosk.domain.ids import Ids
from kiosk.domain.money import Fen

_ONLINE = TerminalStatus(DeviceState.ONLINE)
_MISSING = TerminalStatus(DeviceState.NO_DEVICE, fault=FaultCode.NO_DEVICE)

_MOST_UNREADABLE = 9
_KEPT_SALES = 20
"""Sales whose own answers are awaited; the answer to an older one is left to a query."""


@dataclass(slots=True)
class _Sale:
    """A sale that was sent, and the terminal's answer to it once the citizen has decided."""

    order_no: str
    request_id: str
    answer: Response | None = None

    @property
    def decided(self) -> TerminalTrade | None:
        """What the answer says, if that is final."""
        trade = trade_of_order(self.answer, self.order_no) if self.answer else None
        return trade if isinstance(trade, TradeSucceeded | TradeClosed | TradeVoided) else None


class EcrHubTerminal(Driver[TerminalStatus]):
    """A `PaymentTerminal`. Nothing works unless `run` does."""

    capabilities = TerminalCapabilities(frozenset(PayScenario))

    def __init__(self, link: MessageLink, clock: Clock, ids: Ids, app_id: str) -> None:
        super().__init__(_MISSING)
        self._link = link
        self._clock = clock
        self._ids = ids
        self._app_id = app_id
        self._answers: dict[str, asyncio.Future[Response | None]] = {}
        self._sales: deque[_Sale] = deque(maxlen=_KEPT_SALES)

    async def start_sale(
        self, order_no: str, fen: Fen, scenario: PayScenario, deadline: float
    ) -> SaleStarted | Fault:
        """Send an order until the terminal confirms that it has it; `deadline` in seconds."""
        if self.status != _ONLINE:
            return self._not_connected()
        request = self._request(Topic.ORDER, messages.sale(order_no, fen, scenario))
        sale = _Sale(order_no, request.request_id)
        self._sales.append(sale)
        try:
            async with within(self._clock, deadline):
                await self._link.send(request.encode())
        except (TimeoutError, StreamLostError) as error:
            if sale.answer is None:
                return Fault(FaultCode.TERMINAL_SILENT, f"the order was not confirmed: {error}")
        return SaleStarted()

    async def ask(self, order_no: str, deadline: float) -> TerminalTrade | Fault:
        """Tell what the sale's own answer decided, or else query; `deadline` in seconds."""
        if decided := self._decided(order_no):
            return decided
        answer = await self._exchange(Topic.QUERY, BizData(merchant_order_no=order_no), deadline)
        return answer if isinstance(answer, Fault) else trade_of_query(answer, order_no) or _unclear(answer)

    async def close(self, order_no: str, deadline: float) -> TerminalTrade | Fault:
        """Ask the terminal to end its sale, then, whatever it says to that, for the truth."""
        end = self._clock.monotonic() + deadline
        if decided := self._decided(order_no):
            return decided
        answer = await self._exchange(Topic.CLOSE, BizData(merchant_order_no=order_no), deadline)
        if isinstance(answer, Fault):
            return answer
        return await self._truth_after(order_no, end)

    async def refund(self, order_no: str, refund_no: str, fen: Fen, deadline: float) -> TerminalTrade | Fault:
        """Order a refund under its own number, and query that number if it was ordered before."""
        end = self._clock.monotonic() + deadline
        answer = await self._exchange(Topic.ORDER, messages.refund(order_no, refund_no, fen), deadline)
        if isinstance(answer, Fault):
            return answer
        if answer.code is messages.ResponseCode.DUPLICATE:
            return await self._truth_after(refund_no, end)
        return trade_of_order(answer, refund_no) or _unclear(answer)

    async def _truth_after(self, order_no: str, end: float) -> TerminalTrade | Fault:
        """Ask until the moment `end`; a request has gone out already, so a lost line is silence now."""
        trade = await self.ask(order_no, end - self._clock.monotonic())
        return Fault(FaultCode.TERMINAL_SILENT, trade.detail) if isinstance(trade, Fault) else trade

    async def _exchange(self, topic: Topic, data: BizData, deadline: float) -> Response | Fault:
        if self.status != _ONLINE:
            return self._not_connected()
        request = self._request(topic, data)
        answer = self._answers[request.request_id] = asyncio.get_running_loop().create_future()
        try:
            async with within(self._clock, deadline):
                await self._link.send(request.encode())
                await answer
        except (TimeoutError, StreamLostError):
            pass  # an answer counts even if nobody confirmed the question
        finally:
            del self._answers[request.request_id]
        response = answer.result() if answer.done() and not answer.cancelled() else None
        return response or Fault(FaultCode.TERMINAL_SILENT, f"no answer to {topic}")

    async def _open(self) -> None:
        await self._link.open()
        self._status.publish(_ONLINE)

    async def _serve(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listen())
            group.create_task(self._link.keep_alive())

    async def _close(self) -> None:
        await self._link.close()
        self._give_up_waiting()

    async def _listen(self) -> None:
        nonsense = Nonsense(_MOST_UNREADABLE, "messages in a row that are no answers of ECR Hub")
        while True:
            response = parse_response(await self._link.receive())
            if response is None:
                nonsense.heard(1)
                continue
            nonsense.made_sense()
            waiting = self._answers.get(response.request_id)
            if waiting and not waiting.done():
                waiting.set_result(response)
            for sale in self._sales:
                if sale.request_id == response.request_id and not isinstance(sale.decided, TradeSucceeded):
                    sale.answer = response  # a repeated order may be refused after it was paid

    def _decided(self, order_no: str) -> TerminalTrade | None:
        """Give what a sale's own answer says, if that is final."""
        for sale in self._sales:
            if sale.order_no == order_no and (trade := sale.decided):
                return trade
        return None

    def _request(self, topic: Topic, data: BizData) -> Request:
        return Request(
            topic=topic,
            request_id=self._ids.ulid(),
            app_id=self._app_id,
            timestamp=str(int(self._clock.now().timestamp() * 1000)),
            biz_data=data,
        )

    def _not_connected(self) -> Fault:
        return Fault(FaultCode.TERMINAL_NOT_CONNECTED, self.status.reason or "the terminal is missing")

    def _give_up_waiting(self) -> None:
        for answer in self._answers.values():
            if not answer.done():
                answer.set_result(None)


def _unclear(answer: Response) -> Fault:
    return Fault(
        FaultCode.TERMINAL_SILENT, f"the terminal answered {answer.response_code} {answer.response_msg or ''}"
    )
