"""The twelve citizens hang together, and nobody alive is among them."""

import re
from datetime import date
from pathlib import Path

import pytest

from kiosk.bureau.policies import load_policies
from kiosk.bureau.store import BureauStore, CardState
from kiosk.domain.bills import BillStatus
from kiosk.domain.identity import IdentityKind, IdentityNumber, parse_identity_number
from kiosk.toml_text import ConfigError
from kiosk.world.citizens import Citizen, enrol, load_citizens
from tests.bureau.counter import CITIZENS, CONFIG, POLICIES, RESIDENT, open_embedded

TODAY = date(2026, 11, 22)
PORTRAITS = CONFIG.parent / "assets" / "citizens"

every_citizen = pytest.mark.parametrize("citizen", CITIZENS.values(), ids=CITIZENS)


def test_there_are_twelve_and_the_first_is_the_simple_resident() -> None:
    assert len(CITIZENS) == 12
    assert next(iter(CITIZENS)) == RESIDENT


@every_citizen
def test_an_identity_number_holds_belongs_to_nobody_and_fits_the_part(citizen: Citizen) -> None:
    number = parse_identity_number(citizen.identity_number, TODAY)
    assert isinstance(number, IdentityNumber)
    assert number.born is not None
    assert number.kind is IdentityKind.FOREIGNER or citizen.identity_number[2:6] == "9999"
    sex, age = citizen.id[-3], int(citizen.id[-2:])
    assert citizen.sex == sex
    assert (int(citizen.identity_number[16]) % 2 == 1) == (sex == "m")
    birthday_to_come = (number.born.month, number.born.day) > (TODAY.month, TODAY.day)
    assert TODAY.year - number.born.year - birthday_to_come == age


@every_citizen
def test_a_citizen_has_a_face_a_card_and_a_phone(citizen: Citizen) -> None:
    assert (PORTRAITS / f"{citizen.id}.jpg").is_file()
    assert re.fullmatch(r"[A-Z0-9]{9}", citizen.card.number)
    assert re.fullmatch(r"[0-9A-F]{32}", citizen.card.identification_code)
    assert citizen.card.identification_code.startswith(citizen.enrolment.region)
    assert re.fullmatch(r"\d{6}", citizen.card.pin)
    assert citizen.card.issued < citizen.card.expires
    assert citizen.wallets


def test_no_two_share_a_number() -> None:
    for numbers in (
        [citizen.identity_number for citizen in CITIZENS.values()],
        [citizen.card.number for citizen in CITIZENS.values()],
        [citizen.card.identification_code for citizen in CITIZENS.values()],
    ):
        assert len(set(numbers)) == len(CITIZENS)


def test_every_trouble_with_a_card_has_its_citizen() -> None:
    cards = {citizen.id: citizen.card for citizen in CITIZENS.values()}
    assert [one for one, card in cards.items() if card.tries_left == 0] == ["c08_f52"]
    assert [one for one, card in cards.items() if card.expires < TODAY] == ["c10_m67"]
    assert [one for one, card in cards.items() if card.state is CardState.LOST] == ["c12_f76"]


def test_enrolled_citizens_owe_what_their_situation_says(tmp_path: Path) -> None:
    counter = open_embedded(tmp_path)
    store = BureauStore(tmp_path / "other.db")
    enrol(store, CITIZENS.values(), POLICIES, TODAY)
    owed = {
        citizen: sum(bill.status is BillStatus.DUE for bill in store.bills(citizen, counter.clock.now()))
        for citizen in CITIZENS
    }
    assert owed == {
        "c01_f23": 2,
        "c02_m26": 0,
        "c03_m31": 6,
        "c04_f34": 3,
        "c05_f45": 2,
        "c06_m41": 2,
        "c07_m55": 4,
        "c08_f52": 2,
        "c09_f63": 2,
        "c10_m67": 2,
        "c11_m80": 0,
        "c12_f76": 2,
    }
    store.close()
    counter.close()


def test_enrolling_again_leaves_a_used_store_as_it_is(tmp_path: Path) -> None:
    store = BureauStore(tmp_path / "bureau.db")
    first = CITIZENS[RESIDENT]
    enrol(store, [first], POLICIES, TODAY)
    enrol(store, CITIZENS.values(), POLICIES, TODAY)
    assert store.db.table("persons").count == 1
    store.close()


def test_a_misspelt_word_about_a_citizen_is_named_with_its_line(tmp_path: Path) -> None:
    text = (CONFIG / "citizens.toml").read_text(encoding="utf-8")
    file = tmp_path / "citizens.toml"
    file.write_text(text.replace("tries_left", "tires_left", 1), encoding="utf-8")
    with pytest.raises(ConfigError, match="did you mean 'tries_left'") as caught:
        load_citizens(file)
    assert caught.value.line is not None
    assert "tires_left" in file.read_text(encoding="utf-8").splitlines()[caught.value.line - 1]


def test_a_misspelt_word_in_a_policy_is_named_with_its_line(tmp_path: Path) -> None:
    text = (CONFIG / "policies.toml").read_text(encoding="utf-8")
    file = tmp_path / "policies.toml"
    file.write_text(text.replace("person_pays_ppm", "person_pay_ppm", 1), encoding="utf-8")
    with pytest.raises(ConfigError, match="did you mean 'person_pays_ppm'"):
        load_policies(file)
