"""The social-security cards of the simulated citizens."""

from kiosk.devices.simulators.card import CardCondition, CardContents, VirtualCard
from kiosk.domain import masks
from kiosk.world.citizens import Citizen, Sex


def social_security_card(citizen: Citizen, condition: CardCondition = CardCondition.GENUINE) -> VirtualCard:
    """Personalise a citizen's card."""
    card = citizen.card
    contents = CardContents(
        identification_code=masks.card_number(card.identification_code),
        card_number=masks.card_number(card.number),
        social_security_number=masks.identity_number(citizen.identity_number),
        name=masks.name(citizen.name),
        sex="1" if citizen.sex is Sex.MALE else "2",
        born=citizen.identity_number[6:14],
        issued=f"{card.issued:%Y%m%d}",
        expires=f"{card.expires:%Y%m%d}",
    )
    return VirtualCard(contents, card.pin, condition, card.tries_left)
