"""An open or forced cabinet takes the kiosk out of service, and who did it is written down."""

import logging

import pytest

from kiosk.devices.ports import BoardObeyed
from kiosk.flows.service_switch import Closure
from tests.flows.visitor import Play, Visitor

CLOSED = "本机暂停服务"


def test_an_open_door_takes_the_kiosk_out_of_service_until_it_is_closed(
    play: Play, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(visitor: Visitor) -> None:
        board = visitor.machine.world.devices.board
        board.set_door(open_=True)
        await visitor.until(lambda: CLOSED in visitor.words)
        assert (
            "kiosk.flows.cabinet_watch",
            logging.WARNING,
            "the cabinet was opened",
        ) in caplog.record_tuples
        board.set_door(open_=False)
        await visitor.see("attract")

    play(story)


def test_an_operator_who_took_the_kiosk_out_of_service_opens_it_without_an_alarm(
    play: Play, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.switch.set(Closure.OPERATOR, closed=True)
        visitor.machine.world.devices.board.set_door(open_=True)
        await visitor.until(lambda: Closure.DOOR in visitor.machine.switch.closures)
        assert not [
            record for record in caplog.records if "cabinet" in record.message and record.levelno > 20
        ]

    play(story)


def test_a_door_opened_while_somebody_pays_takes_no_payment_from_them(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        visitor.machine.world.devices.board.set_door(open_=True)
        await visitor.until(lambda: Closure.DOOR in visitor.machine.switch.closures)
        assert visitor.screen == "pay"
        visitor.pay()
        await visitor.see("voucher")
        visitor.machine.world.pull_card()
        await visitor.until(lambda: CLOSED in visitor.words, 200)
        assert (await visitor.machine.world.ledger()).posted == 1

    play(story)


def test_an_alarm_keeps_the_kiosk_out_of_service_until_an_operator_acknowledges_it(
    play: Play, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(visitor: Visitor) -> None:
        board = visitor.machine.world.devices.board
        board.tamper()
        board.restart()
        await visitor.until(lambda: CLOSED in visitor.words)
        await visitor.clock.advance(3600)
        await visitor.settle()
        assert CLOSED in visitor.words
        driver = visitor.machine.devices.indicator_board
        assert driver is not None
        assert await driver.acknowledge_tampering(5) == BoardObeyed()
        await visitor.see("attract")
        assert "alarm: the cabinet was tampered with" in caplog.messages

    play(story)


def test_whoever_cuts_the_boards_cable_ends_no_alarm_and_closes_no_door(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        board = visitor.machine.world.devices.board
        board.tamper()
        board.set_door(open_=True)
        await visitor.until(lambda: len(visitor.machine.switch.closures) == 2)
        board.unplug()
        await visitor.clock.advance(60)
        await visitor.settle()
        assert visitor.machine.switch.closures == {Closure.DOOR, Closure.TAMPERING}

    play(story)


def test_a_kiosk_whose_board_is_missing_serves(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.world.devices.board.unplug()
        await visitor.clock.advance(60)
        await visitor.go_to("bills")

    play(story)
