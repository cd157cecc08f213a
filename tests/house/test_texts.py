"""Every text exists in both languages, is asked for, and can be drawn."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from kiosk.devices.fault_catalogue import Recovery, Service, Severity
from kiosk.devices.ports import DeviceKind, DeviceState, MediaState
from kiosk.domain.words import Language
from kiosk.flows.payment.money_words import Fate
from kiosk.payments.record import AttemptState
from kiosk.world.acts import FAULT_KINDS
from kiosk.world.camera_scene import Manner
from kiosk.world.gateway import PhoneState
from tests.house.catalogues import TRANSLATIONS, Use, messages, uses
from tests.house.sources import ROOT, sources, text_of

FAMILIES: dict[str, Iterable[StrEnum]] = {
    "fate-{}-title": Fate,
    "fate-{}-money": Fate,
    "fate-{}-todo": Fate,
    "last-{}-todo": Fate,
    "device-{}": DeviceKind,
    "service-state-{}": DeviceState,
    "service-payment-state-{}": AttemptState,
    "service-{}": Service,
    "severity-{}": Severity,
    "recovery-{}": Recovery,
    "bench-media-{}": MediaState,
    "bench-phone-says-{}": PhoneState,
    "bench-manner-{}": Manner,
    "bench-fault-{}": {kind for kinds in FAULT_KINDS.values() for kind in kinds},
}
"""The ids made at run time: what fills the gap of an f-string such as "fault-{}"."""


def ids_of(use: Use) -> set[str]:
    assert use.id is not None, f"{use.place}: the id of a text is a literal, or an f-string of FAMILIES"
    if "{}" not in use.id:
        return {use.id}
    assert use.id in FAMILIES, f"{use.place}: declare {use.id!r} in FAMILIES"
    return {use.id.format(member) for member in FAMILIES[use.id]}


def characters(paths: Iterable[Path]) -> set[int]:
    return {ord(character) for path in paths for character in text_of(path) if character.isprintable()}


def cmap(font: str) -> set[int]:
    return set(TTFont(ROOT / "assets" / "fonts" / font).getBestCmap())


def test_both_languages_have_the_same_texts_with_the_same_variables() -> None:
    assert messages(Language.CHINESE) == messages(Language.ENGLISH)


def test_every_text_asked_for_exists() -> None:
    catalogue = messages(Language.CHINESE)
    assert [f"{use.place}: {id_}" for use in uses() for id_ in ids_of(use) if id_ not in catalogue] == []


def test_every_text_is_given_what_it_tells_of() -> None:
    catalogue = messages(Language.CHINESE)
    lacking = {f"{use.place}: {id_}": catalogue[id_] - use.arguments for use in uses() for id_ in ids_of(use)}
    assert {place: names for place, names in lacking.items() if names} == {}


def test_no_text_is_left_that_nobody_asks_for() -> None:
    asked = {id_ for use in uses() for id_ in ids_of(use)}
    assert messages(Language.CHINESE).keys() - asked == set()


@pytest.mark.parametrize("font", ["NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"])
def test_both_weights_can_draw_every_text(font: str) -> None:
    missing = characters(sources(str(TRANSLATIONS.relative_to(ROOT)), ".ftl")) - cmap(font)
    assert {chr(code) for code in missing} == set()


def test_the_fonts_can_draw_everything_in_the_configuration() -> None:
    drawn = cmap("NotoSansSC-Regular.otf") | cmap("NotoSansSC-Names.otf")
    assert {chr(code) for code in characters(sources("config")) - drawn} == set()
