"""The phone and the line to the gateways, which outlive the kiosk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.devices.simulators.faults import After
from kiosk.domain.clock import SystemClock
from kiosk.domain.orders import RailName
from kiosk.world import acts
from kiosk.world.gateway import Fault, GatewayKeys, GatewayServer, PayerHabit, PhoneState, SimulatedGateway
from kiosk.world.outside import Outside, PhoneSaysNoError


@pytest.fixture
def outside(keys: Path) -> Iterator[Outside]:
    gateway = SimulatedGateway(":memory:", GatewayKeys.load(keys), SystemClock(), lambda count: b"7" * count)
    server = GatewayServer(gateway)
    server.start()
    yield Outside(server)
    server.stop()
    gateway.close()


def test_without_a_code_on_the_screen_there_is_nothing_to_scan(outside: Outside) -> None:
    for act in (acts.Pay(RailName.WECHAT), acts.Scan(RailName.ALIPAY)):
        with pytest.raises(ValueError, match="no code on the screen"):
            outside.do(act, None)


def test_a_code_that_is_no_payment_is_refused_in_the_phones_own_words(outside: Outside) -> None:
    with pytest.raises(PhoneSaysNoError, match="这不是付款码") as caught:
        outside.do(acts.Pay(RailName.WECHAT), "6217")
    assert caught.value.screen.state is PhoneState.UNREADABLE


def test_a_phone_that_was_not_asked_cannot_answer(outside: Outside) -> None:
    with pytest.raises(ValueError, match="no phone has shown"):
        outside.do(acts.AnswerPhone(pays=True), None)
    held = outside.show_code(acts.ShowCode(RailName.ALIPAY, PayerHabit.PASSWORD))
    assert held.text.startswith("28")
    assert not outside.phone_asks
    with pytest.raises(PhoneSaysNoError):
        outside.do(acts.AnswerPhone(pays=True), None)


def test_mending_the_gateways_heals_them_and_the_line(outside: Outside) -> None:
    outside.plan_fault(acts.PlanFault(acts.GATEWAY, Fault.HANG, After(2)))
    outside.do(acts.Network(up=False), None)
    assert outside.planned == {Fault.HANG: After(2)}
    assert not outside.reachable
    outside.mend()
    assert not outside.planned
    assert outside.reachable
