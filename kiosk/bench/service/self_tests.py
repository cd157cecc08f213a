"""A self-test for each device: it does what it is for."""

from collections.abc import Awaitable, Callable, Mapping

from kiosk.bench.service.face_test import test_faces
from kiosk.bench.service.reading_tests import (
    test_card_reader,
    test_code_scanner,
    test_identity_card_reader,
    test_payment_terminal,
)
from kiosk.bench.service.results import Outcome
from kiosk.bench.service.tools import Tools
from kiosk.bench.service.witnessed_tests import (
    test_announcer,
    test_camera,
    test_indicator_board,
    test_printer,
)
from kiosk.devices.ports import DeviceKind
from kiosk.flows.turn import Turn

_TESTS: Mapping[DeviceKind, Callable[[Tools, Turn], Awaitable[Outcome]]] = {
    DeviceKind.CAMERA: test_camera,
    DeviceKind.FACES: test_faces,
    DeviceKind.CARD_READER: test_card_reader,
    DeviceKind.IDENTITY_CARD_READER: test_identity_card_reader,
    DeviceKind.CODE_SCANNER: test_code_scanner,
    DeviceKind.PAYMENT_TERMINAL: test_payment_terminal,
    DeviceKind.PRINTER: test_printer,
    DeviceKind.INDICATOR_BOARD: test_indicator_board,
    DeviceKind.ANNOUNCER: test_announcer,
}


async def self_test(device: DeviceKind, tools: Tools, turn: Turn) -> Outcome:
    """Test a device that the kiosk has, with the help of whoever stands there."""
    return await _TESTS[device](tools, turn)
