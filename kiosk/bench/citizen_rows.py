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
        inside = who == world.inserted
        line = "pull_card" if inside else f"insert_card: {who}"
        yield Control(line, Text("bench-card"), active=inside, picture="insert-card")
    if DeviceKind.IDENTITY_CARD_READER in at_hand:
        there = who == world.identity_card_on_reader
        line = "take_id_card" if there else f"put_id_card: {who}"
        yield Control(line, Text("bench-id-card"), active=there, picture="id-card")
    if DeviceKind.CODE_SCANNER in at_hand:
        reads = world.devices.scanner.reading
        yield Control(f"show_evoucher: {who}", Text("bench-evoucher"), usable=reads, picture="show-code")
    if DeviceKind.CAMERA in at_hand:
        stands = who == world.devices.scene.who
        line = f"before_camera: {'nobody' if stands else who}"
        yield Control(line, Text("bench-face"), active=stands, picture="face")
