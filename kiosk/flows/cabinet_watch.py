"""Takes the kiosk out of service while its cabinet is open, and after it was forced."""

import logging

from kiosk.devices.ports import DoorState, IndicatorBoard, IndicatorBoardStatus
from kiosk.flows.service_switch import Closure, ServiceSwitch

_log = logging.getLogger(__name__)


async def watch_cabinet(board: IndicatorBoard, switch: ServiceSwitch) -> None:
    """Follow the cabinet until cancelled.

    A board that does not answer changes nothing: what was open may still be open, and an alarm is kept
    until an operator has acknowledged it. Who opens a kiosk that an operator took out of service is
    expected to.
    """
    async for status in board.changes():
        if status.door is not DoorState.UNKNOWN:
            _note(status, switch.closures)
            switch.set(Closure.DOOR, closed=status.door is DoorState.OPEN)
            switch.set(Closure.TAMPERING, closed=status.tampered)


def _note(status: IndicatorBoardStatus, closures: frozenset[Closure]) -> None:
    opened = status.door is DoorState.OPEN
    if opened and Closure.DOOR not in closures:
        expected = Closure.OPERATOR in closures
        _log.log(logging.INFO if expected else logging.WARNING, "the cabinet was opened")
    if not opened and Closure.DOOR in closures:
        _log.info("the cabinet was closed")
    if status.tampered and Closure.TAMPERING not in closures:
        _log.error("alarm: the cabinet was tampered with")
    if not status.tampered and Closure.TAMPERING in closures:
        _log.info("the alarm was acknowledged")
