"""How a citizen comes to each device, sees that it is not offered, and uses it again once it is mended."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.devices.ports import DeviceKind, MediaState
from kiosk.domain.orders import RailName
from kiosk.world.acts import BankCardAct
from tests.flows.face_scenes import reach_camera, use_camera
from tests.flows.fault_scenes import CITIZEN
from tests.flows.visitor import Visitor

_NEXT_CITIZEN = "c05_f45"
_NOTICED = 1.0
"""Seconds after which the reader of ID cards has seen that a card is gone."""


@dataclass(frozen=True)
class Offer:
    """A page on which something is offered that needs a device."""

    go_to: Callable[[Visitor], Awaitable[None]]
    reason: Callable[[Visitor], str | None]
    """Why it cannot be had; None if it can."""


@dataclass(frozen=True)
class DeviceVisit:
    """Where a device is used, where it is offered, and how it is used on the page of the last offer."""

    reach: Callable[[Visitor], Awaitable[None]]
    offers: Sequence[Offer]
    use: Callable[[Visitor], Awaitable[None]]


async def _leave(visitor: Visitor) -> None:
    """Take what is in the readers, and end the visit."""
    world = visitor.machine.world
    if world.devices.identity_reader.card is not None:
        world.take_identity_card()
        await visitor.clock.advance(_NOTICED)
    if visitor.machine.devices.card_reader.status.media is MediaState.PRESENT:
        world.pull_card()
    await visitor.settle()
    if visitor.screen in {"status", "voucher"}:
        await visitor.tap("main")
    while visitor.screen == "prompt":
        await visitor.tap("back")
    await visitor.see("attract")


def _why_not(choices: list[dict[str, Any]], id_: str) -> str | None:
    (choice,) = [choice for choice in choices if choice["id"] == id_]
    assert choice["enabled"] == (choice["reason"] is None)
    reason: str | None = choice["reason"]
    return reason


async def _reach_card_reader(visitor: Visitor) -> None:
    await visitor.tap("way-card")
    await visitor.see("prompt")


async def _use_card_reader(visitor: Visitor) -> None:
    await visitor.insert(_NEXT_CITIZEN)
    await visitor.see("pin")


async def _reach_identity_card_reader(visitor: Visitor) -> None:
    await visitor.tap("way-id-card")
    await visitor.see("prompt")


async def _use_identity_card_reader(visitor: Visitor) -> None:
    visitor.machine.world.put_identity_card(CITIZEN)
    await visitor.until(lambda: "请拿走您的身份证" in visitor.words)


async def _reach_scanner(visitor: Visitor) -> None:
    await visitor.go_to("method")
    await visitor.tap("method-show-code")
    await visitor.see("prompt")


async def _go_to_methods(visitor: Visitor) -> None:
    if visitor.screen == "voucher":
        await _go_to_methods_as_the_next(visitor)
    if visitor.screen == "status":
        await visitor.tap("main")
    await visitor.see("method")


async def _use_scanner(visitor: Visitor) -> None:
    await visitor.tap("method-show-code")
    await visitor.see("prompt")
    world = visitor.machine.world
    await visitor.until(lambda: world.devices.scanner.reading)
    world.hold_code(visitor.gateway.show_code(RailName.WECHAT))
    await visitor.see("voucher")


async def _reach_printer(visitor: Visitor) -> None:
    await visitor.go_to("pay")


async def _go_to_methods_as_the_next(visitor: Visitor) -> None:
    await _leave(visitor)
    await visitor.go_to("method", _NEXT_CITIZEN)


async def _use_printer(visitor: Visitor) -> None:
    await visitor.tap("method-wechat")
    await visitor.see("pay")
    visitor.pay()
    await visitor.until(lambda: "请取走凭证" in visitor.words, 60)


async def _reach_terminal(visitor: Visitor) -> None:
    await visitor.go_to("method")


async def _use_terminal(visitor: Visitor) -> None:
    await visitor.tap("method-card")
    await visitor.see("pay")
    visitor.machine.world.use_bank_card(BankCardAct.PRESENT)
    await visitor.see("voucher")


def _no_paper(visitor: Visitor) -> str | None:
    sentence: str = visitor.view["sentence"]
    return sentence if "不能打印" in sentence else None


async def _stay(_: Visitor) -> None:
    """Stand before the invitation, which is where a cabinet's door matters."""


def _closed(visitor: Visitor) -> str | None:
    return str(visitor.view["title"]) if visitor.screen == "status" else None


def _way(id_: str) -> Offer:
    return Offer(_leave, lambda visitor: _why_not(visitor.view["ways"], id_))


def _no_paper_today(visitor: Visitor) -> str | None:
    limits: list[str] = visitor.view["limits"]
    return "".join(limits) or None


DEVICE_VISITS: Mapping[DeviceKind, DeviceVisit] = {
    DeviceKind.CARD_READER: DeviceVisit(_reach_card_reader, [_way("way-card")], _use_card_reader),
    DeviceKind.IDENTITY_CARD_READER: DeviceVisit(
        _reach_identity_card_reader, [_way("way-id-card")], _use_identity_card_reader
    ),
    DeviceKind.CODE_SCANNER: DeviceVisit(
        _reach_scanner,
        [
            _way("way-evoucher"),
            Offer(
                _go_to_methods_as_the_next,
                lambda visitor: _why_not(visitor.view["methods"], "method-show-code"),
            ),
        ],
        _use_scanner,
    ),
    DeviceKind.PRINTER: DeviceVisit(
        _reach_printer,
        [Offer(_leave, _no_paper_today), Offer(_go_to_methods_as_the_next, _no_paper)],
        _use_printer,
    ),
    DeviceKind.PAYMENT_TERMINAL: DeviceVisit(
        _reach_terminal,
        [Offer(_go_to_methods, lambda visitor: _why_not(visitor.view["methods"], "method-card"))],
        _use_terminal,
    ),
    DeviceKind.CAMERA: DeviceVisit(reach_camera, [_way("way-face")], use_camera),
    DeviceKind.FACES: DeviceVisit(reach_camera, [_way("way-face")], use_camera),
    DeviceKind.INDICATOR_BOARD: DeviceVisit(_stay, [Offer(_stay, _closed)], _use_card_reader),
}
