"""Personal data never shows by accident."""

import copy
import json
import logging
import pickle
from dataclasses import asdict, dataclass

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.domain import masks
from kiosk.domain.secret import Secret

NUMBER = "11010519491231002X"


@dataclass(frozen=True)
class _Person:
    number: Secret


def test_a_secret_shows_its_mask_however_it_is_written(caplog: pytest.LogCaptureFixture) -> None:
    secret = masks.identity_number(NUMBER)
    logging.getLogger("kiosk").warning("%s %r %s", secret, secret, _Person(secret))
    written = [
        str(secret),
        repr(secret),
        f"{secret}",
        f"{secret!r:>40}",
        f"{secret:>40}",
        repr([secret]),
        repr(_Person(secret)),
        str(asdict(_Person(secret))),
        json.dumps({"number": secret}, default=str),
        caplog.text,
    ]
    assert all(NUMBER not in text and "002X" in text for text in written)


def test_a_secret_is_not_pickled() -> None:
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(Secret(NUMBER))


def test_a_copy_of_a_secret_is_as_tight() -> None:
    secret = Secret(NUMBER)
    assert repr(copy.deepcopy([secret])) == repr([copy.copy(secret)]) == "[Secret(***)]"


def test_secrets_compare_by_what_they_hide() -> None:
    assert Secret("a", "1") == Secret("a", "2")
    assert hash(Secret("a", "1")) == hash(Secret("a", "2"))
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"


def test_only_reveal_gives_a_secret_away() -> None:
    assert Secret(NUMBER).reveal() == NUMBER


@pytest.mark.parametrize(
    ("name", "mask"),
    [
        ("张三", "张*"),
        ("林晓雨", "林**"),
        ("欧阳修远", "欧阳**"),
        ("欧阳", "欧*"),
        ("龚䶮𬱖", "龚**"),
        ("PARK JOON HO", "P*** J*** H*"),
        ("张", "*"),
        ("O", "*"),
        ("", "*"),
    ],
)
def test_a_masked_name_keeps_the_surname_only(name: str, mask: str) -> None:
    assert masks.name(name).masked == mask


@given(st.text(min_size=1))
def test_no_mask_is_the_name_itself(name: str) -> None:
    assume(name != "*")
    assert masks.name(name).masked != name


@pytest.mark.parametrize(
    ("mask", "shown"),
    [
        (masks.identity_number(NUMBER), "110***********002X"),
        (masks.identity_number_for_paper(NUMBER), "1****************X"),
        (masks.card_number("A31840276"), "******276"),
    ],
)
def test_a_masked_number_keeps_its_length_and_few_digits(mask: Secret, shown: str) -> None:
    assert mask.masked == shown
