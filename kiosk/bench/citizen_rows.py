"""The citizens on the bench, and what each carries: two cards, a phone, a face."""

from collections.abc import Collection, Iterator

from kiosk.bench.views import CitizenRow, Control
from kiosk.devices.ports import DeviceKind
from kiosk.domain.words import Text
from kiosk.world.citizens import Citizen
from kiosk.world.world import World


def citizen_rows(world: World, at_hand: Collection[DeviceKind]) -> tuple[CitizenRow, ...]:
    """Make a row for each; `at_hand` are the simulated devices."""
    return tuple(
        CitizenRow(
            citizen.id,
            citizen.name,
            citizen.situation,
            Text("bench-pin", pin=citizen.card.pin),
            tuple(_controls(citizen, world, at_hand)),
        )
        for citizen in world.citizens.values()
    )


def _controls(citizen: Citizen, world: World, at_hand: Collection[DeviceKind]) -> Iterator[Control]:
    who = citizen.id
    if DeviceKind.CARD_READER in at_hand:
        yield _thing(
            "insert-card",
            Text("bench-card"),
            (f"insert_card: {who}", Text("bench-insert-card")),
            ("pull_card", Text("bench-pull-card")),
            there=who == world.inserted,
        )
    if DeviceKind.IDENTITY_CARD_READER in at_hand:
        yield _thing(
            "id-card",
            Text("bench-id-card"),
            (f"put_id_card: {who}", Text("bench-put-id-card")),
            ("take_id_card", Text("bench-take-id-card")),
            there=who == world.identity_card_on_reader,
        )
    if DeviceKind.CODE_SCANNER in at_hand:
        reads = world.devices.scanner.reading
        yield Control(f"show_evoucher: {who}", Text("bench-evoucher"), usable=reads, picture="show-code")
    if DeviceKind.CAMERA in at_hand:
        yield _thing(
            "face",
            Text("bench-face"),
            (f"before_camera: {who}", Text("bench-face")),
            ("before_camera: nobody", Text("bench-face-gone")),
            there=who == world.devices.scene.who,
        )


def _thing(
    picture: str, words: Text, use: tuple[str, Text], leave: tuple[str, Text], *, there: bool
) -> Control:
    line, told = leave if there else use
    return Control(line, words, active=there, picture=picture, told=told)
