"""The ID cards of the simulated citizens, and one of somebody whom the bureau does not know."""

from kiosk.devices.simulators.identity_card import CardLayout, IdentityCard
from kiosk.domain.identity import check_digit
from kiosk.world.citizens import Citizen, Sex

STRANGER = "stranger"
"""Stands for the card that no citizen of the world has."""

_FOREIGNERS_DIGIT = "9"
_LONG_TERM_FROM = 46
"""Years of age; the last card is good for ever."""
_ISSUED, _EXPIRES = 2019, "20390101"


def identity_card(citizen: Citizen) -> IdentityCard:
    """Make a citizen's card from what they are."""
    number = citizen.identity_number
    foreign = number.startswith(_FOREIGNERS_DIGIT)
    return IdentityCard(
        CardLayout.FOREIGNER_2023 if foreign else CardLayout.CITIZEN,
        number,
        name="" if foreign else citizen.name,
        latin_name=citizen.name if foreign else "",
        sex="1" if citizen.sex is Sex.MALE else "2",
        born=number[6:14],
        valid_until="长期" if _ISSUED - int(number[6:10]) >= _LONG_TERM_FROM else _EXPIRES,
    )


def strangers_card() -> IdentityCard:
    """Make the card of somebody who is not insured here."""
    first_17 = "11999919900101123"
    return IdentityCard(CardLayout.CITIZEN, first_17 + check_digit(first_17), "验卡人")
