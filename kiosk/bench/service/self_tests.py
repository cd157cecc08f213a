"""A self-test for each device: it does what it is for."""

from collections.abc import Awaitable, Callable, Mapping

from kiosk.bench.service.outcomes import failed_by, passed
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
from kiosk.devices.ports import DeviceKind, Fault
from kiosk.domain.words import Text
from kiosk.flows.turn import Turn

_TESTS: Mapping[DeviceKind, Callable[[Tools, Turn], Awaitable[Outcome]]] = {
    DeviceKind.CAMERA: test_camera,
    DeviceKind.CARD_READER: test_card_reader,
    DeviceKind.IDENTITY_CARD_READER: test_identity_card_reader,
    DeviceKind.CODE_SCANNER: test_code_scanner,
    DeviceKind.PAYMENT_TERMINAL: test_payment_terminal,
    DeviceKind.PRINTER: test_printer,
    DeviceKind.INDICATOR_BOARD: test_indicator_board,
    DeviceKind.ANNOUNCER: test_announcer,
}


async def self_test(device: DeviceKind, tools: Tools, turn: Turn) -> Outcome:
    """Test a device that the kiosk has, with the help of whoever stands there.

    One without a test of its own, the analysis of faces, is judged by what it says of itself.
    """
    if (test := _TESTS.get(device)) is not None:
        return await test(tools, turn)
    status = tools.supervisor.status(device)
    if status.fault is None:
        return passed(tools, Text("service-seen-no-fault"))
    return failed_by(tools, device, Fault(status.fault, status.reason))
