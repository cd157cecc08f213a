"""I11: nothing personal of any citizen stands in a file that the kiosk writes."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.world.citizens import Citizen


def personal_data(files: Iterable[Path], citizens: Iterable[Citizen]) -> Iterator[str]:
    """Name each file that holds the name, the identity number or a card number of a citizen."""
    wanted = {
        what: text
        for citizen in citizens
        for what, text in (
            (f"the name of {citizen.id}", citizen.name),
            (f"the identity number of {citizen.id}", citizen.identity_number),
            (f"the card number of {citizen.id}", citizen.card.number),
            (f"the card's code of {citizen.id}", citizen.card.identification_code),
        )
    }
    for file in files:
        content = file.read_bytes()
        for what, text in wanted.items():
            # Plain, and as JSON and Python write it in ASCII.
            if text.encode() in content or text.encode("unicode_escape") in content:
                yield f"I11: {file.name} holds {what}"
