"""The guide lights: at the places where the page wants the citizen's hands, and nowhere else."""

from collections.abc import Mapping

from kiosk.devices.broadcast import Broadcast
from kiosk.devices.ports import Colour, DeviceKind, FlashRate, IndicatorBoard, Light
from kiosk.flows.views import Page, PayView, PromptView, View, VoucherView

_SECONDS = 5.0

_GIVE = Light(FlashRate.SLOW, Colour.GREEN)
"""Something is to be put there."""
_TAKE = Light(FlashRate.QUICK, Colour.YELLOW)
"""Something is to be taken away, and must not be forgotten."""

_LIGHTS: Mapping[str, Mapping[DeviceKind, Light]] = {
    "insert-card": {DeviceKind.CARD_READER: _GIVE},
    "take-card": {DeviceKind.CARD_READER: _TAKE},
    "put-id-card": {DeviceKind.IDENTITY_CARD_READER: _GIVE},
    "take-id-card": {DeviceKind.IDENTITY_CARD_READER: _TAKE},
    "show-code": {DeviceKind.CODE_SCANNER: _GIVE},
    "id-card": {DeviceKind.CARD_READER: _GIVE, DeviceKind.IDENTITY_CARD_READER: _GIVE},
    "say-who": {
        DeviceKind.CARD_READER: _GIVE,
        DeviceKind.IDENTITY_CARD_READER: _GIVE,
        DeviceKind.CODE_SCANNER: _GIVE,
    },
    "card-terminal": {DeviceKind.PAYMENT_TERMINAL: _GIVE},
    "take-paper": {DeviceKind.PRINTER: _TAKE},
}
"""By the picture of what to do with one's hands."""


class GuideLights:
    """A `Stage` that lights the place of each page's picture; nothing waits for the board."""

    def __init__(self, board: IndicatorBoard) -> None:
        self._board = board
        self._wanted = Broadcast[Mapping[DeviceKind, Light]]({})

    def show(self, page: Page) -> None:
        """Have the lights of a page lit soon."""
        self._wanted.publish(_lights(page.view))

    async def run(self) -> None:
        """Tell the board, until cancelled. One that is away shows the last lights when it comes back."""
        async for lights in self._wanted.changes():
            if lights is self._wanted.value:
                await self._board.set_lights(lights, _SECONDS)


def _lights(view: View) -> Mapping[DeviceKind, Light]:
    match view:
        case PromptView(picture=picture) | PayView(picture=picture) | VoucherView(print_picture=picture):
            return _LIGHTS.get(picture, {})
        case _:
            return {}
