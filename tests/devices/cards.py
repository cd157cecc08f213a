"""Cards and their holder, who does not exist: no county has the code 9999."""

from kiosk.devices.simulators.card import CardCondition, CardContents, VirtualCard
from kiosk.domain.secret import Secret

CODE = "339999D15600000500" + "12345678901234"
NUMBER = "A12345678"
HOLDER = "33999919700101123X"
PIN = "123456"


def card(
    condition: CardCondition = CardCondition.GENUINE, name: str = "张三丰", tries_left: int = 6
) -> VirtualCard:
    return VirtualCard(
        CardContents(Secret(CODE), Secret(NUMBER), Secret(HOLDER), Secret(name)), PIN, condition, tries_left
    )
