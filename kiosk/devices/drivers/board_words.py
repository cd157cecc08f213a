"""What the letters in the indicator board's sentences stand for; see docs/board-protocol.md."""

from collections.abc import Collection, Mapping

from kiosk.devices.ports import Colour, DeviceKind, DoorState, FlashRate, IndicatorBoardCapabilities, Light

VERSION = 1
"""Of the protocol; there is no other yet."""
HEARTBEAT_SECONDS = 2.0
WATCHDOG_SECONDS = 10.0
"""A board that hears no sentence for so long puts its lights out and wants to be greeted again."""

PLACES: Mapping[str, DeviceKind] = {
    "C": DeviceKind.CARD_READER,
    "I": DeviceKind.IDENTITY_CARD_READER,
    "S": DeviceKind.CODE_SCANNER,
    "P": DeviceKind.PRINTER,
    "T": DeviceKind.PAYMENT_TERMINAL,
}
RATES: Mapping[str, FlashRate] = {
    "S": FlashRate.SLOW,
    "Q": FlashRate.QUICK,
    "C": FlashRate.CONTINUOUS,
}
COLOURS: Mapping[str, Colour] = {"G": Colour.GREEN, "Y": Colour.YELLOW}
DOORS: Mapping[str, DoorState] = {"C": DoorState.CLOSED, "O": DoorState.OPEN}
ALARMS: Mapping[str, bool] = {"N": False, "T": True}

_PLACE_LETTERS = {place: letter for letter, place in PLACES.items()}
_RATE_LETTERS = {rate: letter for letter, rate in RATES.items()}
_COLOUR_LETTERS = {colour: letter for letter, colour in COLOURS.items()}


def write_lights(lights: Mapping[DeviceKind, Light], places: Collection[DeviceKind]) -> tuple[str, ...]:
    """Write the fields of LIGHT, for as many of the lights as the board has places for."""
    return tuple(
        _PLACE_LETTERS[place] + _RATE_LETTERS[light.rate] + _COLOUR_LETTERS[light.colour]
        for place, light in lights.items()
        if place in places
    )


def read_lights(fields: Collection[str]) -> Mapping[DeviceKind, Light] | None:
    """Read the fields of LIGHT; None if they do not fit."""
    try:
        lights = {
            PLACES[place]: Light(RATES[rate], COLOURS[colour]) for place, rate, colour in map(tuple, fields)
        }
    except (KeyError, ValueError):
        return None
    return lights if len(lights) == len(fields) else None


def read_capabilities(places: str, colours: str) -> IndicatorBoardCapabilities:
    """Read what a board says in its greeting; letters that are not known are passed over."""
    return IndicatorBoardCapabilities(
        frozenset(PLACES[letter] for letter in places if letter in PLACES),
        frozenset(COLOURS[letter] for letter in colours if letter in COLOURS),
    )
