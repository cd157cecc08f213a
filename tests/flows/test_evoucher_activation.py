"""Activating an e-voucher."""

from hashlib import sha256

from kiosk.config import ASSETS
from kiosk.domain.words import Language
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.payment import evoucher_activation
from kiosk.world.bureau_clerk import BureauClerk
from tests.flows.visitor import Play, Visitor

CONSENTS = {"2026-11": "380777d51c6a9e49", "2026-11-22": "6ca8cc46796e0c66"}
"""The digest of what each version said."""


async def ask_to_activate(visitor: Visitor) -> None:
    await visitor.see("bills")
    await visitor.tap("other-services", "evoucher")


def test_an_id_card_alone_is_not_enough_to_activate(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.world.put_identity_card("c01_f23")
        await visitor.until(lambda: "请拿走您的身份证" in visitor.words)
        visitor.machine.world.take_identity_card()
        await visitor.see("bills")
        await ask_to_activate(visitor)
        assert "要先核验您的身份" in visitor.words
        await visitor.tap("main")
        assert visitor.screen == "menu"

    play(story)


def test_a_bureau_out_of_reach_is_asked_again(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.log_in()
        await ask_to_activate(visitor)
        visitor.machine.world.set_bureau(reachable=False)
        await visitor.tap("main")
        await visitor.see("status")
        visitor.machine.world.set_bureau(reachable=True)
        await visitor.tap("main")
        await visitor.see("scan")

    play(story)


def test_a_phone_that_scans_the_code_has_the_e_voucher(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.log_in()
        await ask_to_activate(visitor)
        await visitor.tap("main")
        await visitor.see("scan")
        code = visitor.view["code"]
        store = visitor.machine.bureau.store
        assert BureauClerk(store).bind_evoucher(code, visitor.clock.now()) == "c01_f23"

    play(story)


def test_who_has_nothing_to_pay_is_offered_the_other_services_too(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.log_in("c02_m26")
        await visitor.see("bills")
        await visitor.tap("other-services")
        assert visitor.screen == "menu"

    play(story)


def test_a_consent_whose_words_change_gets_a_new_version() -> None:
    catalogue = Catalogue(ASSETS / "translations")
    consent = evoucher_activation.CONSENT
    words = [
        catalogue.say(text, language)
        for language in Language
        for text in (consent.title, consent.sentence, *consent.points)
        if text
    ]
    digest = sha256("\n".join(words).encode()).hexdigest()[:16]
    assert digest == CONSENTS[evoucher_activation.CONSENT_VERSION]
