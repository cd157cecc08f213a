"""No order of events makes a gateway lose or invent money."""

import asyncio
import random
from contextlib import closing
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import SHANGHAI
from kiosk.domain.orders import RailName
from kiosk.world.clock import VirtualClock
from kiosk.world.gateway import GatewayKeys, LedgerRow, PhoneState, SimulatedGateway
from tests.world.gateway.merchant import ORDER, OTHER_ORDER, Alipay, Wechat

Event = tuple[str, RailName, str, int]
EVENTS = st.tuples(
    st.sampled_from(["create", "scan", "pay", "close", "refund", "wait"]),
    st.sampled_from(RailName),
    st.sampled_from([ORDER, OTHER_ORDER]),
    st.integers(1, 400),
)


class Play:
    """Plays events on a gateway and remembers what the phones were told."""

    def __init__(self, gateway: SimulatedGateway, keys: GatewayKeys, clock: VirtualClock) -> None:
        self.gateway = gateway
        self.clock = clock
        self.wechat = Wechat(gateway, keys, clock)
        self.alipay = Alipay(gateway, keys, clock)
        self.codes: dict[tuple[RailName, str], str] = {}
        self.paid: list[tuple[RailName, str]] = []

    def act(self, action: str, rail: RailName, order: str, number: int) -> None:
        """Let one thing happen; the number is seconds, or yuan to give back."""
        code = self.codes.get((rail, order), "")
        match action:
            case "create":
                self.create(rail, order)
            case "scan":
                self.gateway.scan(rail, code)
            case "pay":
                if self.gateway.pay(rail, code).state is PhoneState.PAID:
                    self.paid.append((rail, order))
            case "close":
                (self.wechat if rail is RailName.WECHAT else self.alipay).close(order)
            case "refund" if rail is RailName.WECHAT:
                self.wechat.refund(f"{order[-1]}{number % 3}", number * 100, order)
            case "refund":
                self.alipay.refund(f"{order[-1]}{number % 3}", f"{number}.00", order)
            case _:
                asyncio.run(self.clock.advance(number))

    def create(self, rail: RailName, order: str) -> None:
        """Make an order, which may be refused."""
        made = self.wechat.create(order)[1] if rail is RailName.WECHAT else self.alipay.create(order)
        if code := made.get("code_url") or made.get("qr_code"):
            self.codes[rail, order] = code

    def state(self, row: LedgerRow) -> str:
        """Ask the gateway what became of a paid order."""
        if row.rail is RailName.WECHAT:
            return str(self.wechat.query(row.attempt_no)[1]["trade_state"])
        return self.alipay.query(row.attempt_no)["trade_status"]


@given(st.lists(EVENTS, max_size=40))
def test_whatever_happens_the_ledger_and_the_answers_agree(keys: GatewayKeys, events: list[Event]) -> None:
    clock = VirtualClock(datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI))
    with closing(SimulatedGateway(":memory:", keys, clock, random.Random(1).randbytes)) as gateway:
        play = Play(gateway, keys, clock)
        for event in events:
            play.act(*event)
        rows = gateway.ledger()
        assert sorted((row.rail, row.attempt_no) for row in rows) == sorted(play.paid)
        for row in rows:
            assert 0 <= row.refunded_fen <= row.paid_fen == 40_000
            some, whole = (
                ("REFUND",) * 2 if row.rail is RailName.WECHAT else ("TRADE_SUCCESS", "TRADE_CLOSED")
            )
            none = "SUCCESS" if row.rail is RailName.WECHAT else "TRADE_SUCCESS"
            expected = {0: none, row.paid_fen: whole}.get(row.refunded_fen, some)
            assert play.state(row) == expected
