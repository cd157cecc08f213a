"""Each row of the fault catalogue, raised in the middle of a visit."""

import pytest

from kiosk.config import ASSETS, FOLDER
from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.devices.fault_catalogue import FaultRow, Service, load_fault_catalogue
from kiosk.devices.ports import FaultCode
from kiosk.domain.words import Language, Text
from kiosk.flows.catalogue import Catalogue
from tests.flows.device_visits import DEVICE_VISITS
from tests.flows.face_scenes import FACE_SCENES
from tests.flows.fault_scenes import SCENES
from tests.flows.untold_fault_scenes import UNTOLD_SCENES
from tests.flows.visitor import Play, Visitor

ROWS = list(load_fault_catalogue(FOLDER / "faults.toml"))
UNTOLD = [row for row in ROWS if row.code in UNTOLD_SCENES.get(row.device, {})]
TOLD = [row for row in ROWS if row not in UNTOLD]
_TEXTS = Catalogue(ASSETS / "translations")
_LONGEST_PRINT = 60.0
_LONGEST_RETURN = 120.0
"""Seconds in which the supervisor surely tried again."""


def say(text: Text) -> str:
    return _TEXTS.say(text, Language.CHINESE)


def name(row: FaultRow) -> str:
    return f"{row.device}-{row.code}"


def told(row: FaultRow) -> list[str]:
    """List what the citizen reads at the device; beside a way to pay stands the title alone."""
    return [say(row.title)] if Service.PAY_BY_BANK_CARD in row.blocks else [say(row.title), say(row.todo)]


async def assert_no_money_is_lost(visitor: Visitor) -> None:
    world = visitor.machine.world
    posted, cards = await world.ledger(), world.card_ledger()
    paid = sum(trade.paid_fen - trade.refunded_fen for trade in visitor.gateway.ledger())
    assert paid + cards.paid_fen - cards.refunded_fen == posted.posted_fen


@pytest.mark.parametrize("row", TOLD, ids=name)
def test_a_fault_is_told_in_the_words_of_its_row_blocks_what_it_says_and_is_mended_without_a_restart(
    play: Play, row: FaultRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, visit = {**SCENES, **FACE_SCENES}[row.device][row.code], DEVICE_VISITS[row.device]
    if row.code is FaultCode.NOT_RESPONDING:  # only a scanner that answers commands can be seen to be silent
        monkeypatch.setattr("kiosk.device_bindings._SIMULATED_SCANNER", TriggerModel.NEWLAND)

    async def story(visitor: Visitor) -> None:
        await visit.reach(visitor)
        await scene.strike(visitor)
        await visitor.until(lambda: all(words in visitor.words for words in told(row)), _LONGEST_PRINT)
        if not row.blocks:
            await scene.mend(visitor)
        for offer in visit.offers:
            await offer.go_to(visitor)
            if row.blocks:
                assert offer.reason(visitor) == say(row.limit or row.title)
        if row.blocks:
            await scene.mend(visitor)
        await visitor.until(lambda: visit.offers[-1].reason(visitor) is None, _LONGEST_RETURN)
        await visit.use(visitor)
        await assert_no_money_is_lost(visitor)

    play(story)


@pytest.mark.parametrize("row", UNTOLD, ids=name)
def test_a_fault_that_no_page_tells_of_leaves_the_visit_alone_and_is_mended_without_a_restart(
    play: Play, row: FaultRow
) -> None:
    scene = UNTOLD_SCENES[row.device][row.code]

    async def story(visitor: Visitor) -> None:
        driver = visitor.machine.supervisor.devices[row.device]
        await visitor.go_to("confirm")
        await scene.strike(visitor)
        await visitor.tap("check", "main")
        await visitor.see("method")
        await visitor.tap("method-wechat")
        await visitor.see("pay")
        if row.code is not FaultCode.NO_VOICE:  # which is told to whoever wants something said
            await visitor.until(lambda: driver.status.fault is row.code, _LONGEST_RETURN)
        visitor.pay()
        await visitor.see("voucher")
        await scene.mend(visitor)
        await visitor.until(lambda: driver.status.fault is None, _LONGEST_RETURN)
        await assert_no_money_is_lost(visitor)

    play(story)
