"""Identity numbers of citizens and foreigners."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.identity import (
    IdentityKind,
    IdentityNumber,
    IdentityProblem,
    check_digit,
    parse_identity_number,
)

TODAY = date(2026, 11, 22)
EXAMPLE = "11010519491231002X"
"""The example that GB 11643-1999 prints."""
FOREIGNER = "931410198506110179"

birthdays = st.dates(date(1900, 1, 1), TODAY)
regions = st.sampled_from(["119999", "339999", "659999", "810000", "931410", "944840"])


def _number(region: str, born: date, sequence: int) -> str:
    first_17 = f"{region}{born:%Y%m%d}{sequence:03d}"
    return first_17 + check_digit(first_17)


numbers = st.builds(_number, regions, birthdays, st.integers(0, 999))


def test_the_example_of_the_standard_holds() -> None:
    assert parse_identity_number(EXAMPLE, TODAY) == IdentityNumber(
        EXAMPLE, IdentityKind.CITIZEN, date(1949, 12, 31)
    )


def test_a_small_x_and_spaces_between_groups_are_forgiven() -> None:
    parsed = parse_identity_number("110105 19491231 002x", TODAY)
    assert isinstance(parsed, IdentityNumber)
    assert parsed.value == EXAMPLE


@given(numbers)
def test_every_number_with_its_check_digit_holds(number: str) -> None:
    parsed = parse_identity_number(number, TODAY)
    assert isinstance(parsed, IdentityNumber)
    assert f"{parsed.born:%Y%m%d}" == number[6:14]


@given(numbers, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_every_wrong_character_is_caught(number: str, place: int, character: str) -> None:
    wrong = number[:place] + character + number[place + 1 :]
    assert wrong == number or isinstance(parse_identity_number(wrong, TODAY), IdentityProblem)


@given(numbers, st.integers(0, 16))
def test_every_swap_of_neighbours_is_caught(number: str, place: int) -> None:
    wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert wrong == number or isinstance(parse_identity_number(wrong, TODAY), IdentityProblem)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (FOREIGNER, IdentityKind.FOREIGNER),
        ("ABC110108050123", IdentityKind.FOREIGNER),
        ("339999200304160129", IdentityKind.CITIZEN),
        (_number("810000", date(1990, 1, 1), 1), IdentityKind.HONG_KONG_MACAO_TAIWAN),
    ],
)
def test_a_number_tells_whose_it_is(number: str, kind: IdentityKind) -> None:
    parsed = parse_identity_number(number, TODAY)
    assert isinstance(parsed, IdentityNumber)
    assert parsed.kind is kind


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", IdentityProblem.WRONG_LENGTH),
        ("１１０１０５１９４９１２３１００２X", IdentityProblem.NOT_ASCII),
        ("ſAB110108050123", IdentityProblem.NOT_ASCII),
        ("110105491231002", IdentityProblem.OBSOLETE_15_DIGITS),
        (EXAMPLE[:-1], IdentityProblem.WRONG_LENGTH),
        (EXAMPLE + "\n", IdentityProblem.WRONG_LENGTH),
        ("1101051949123100XX", IdentityProblem.WRONG_CHARACTER),
        ("00010519491231002X", IdentityProblem.UNKNOWN_PROVINCE),
        ("990410198506110179", IdentityProblem.UNKNOWN_PROVINCE),
        ("110105194902300021", IdentityProblem.IMPOSSIBLE_BIRTH_DATE),
        ("110105189512310021", IdentityProblem.IMPOSSIBLE_BIRTH_DATE),
        ("110105194912310021", IdentityProblem.WRONG_CHECK_DIGIT),
    ],
)
def test_a_wrong_number_says_what_is_wrong(text: str, problem: IdentityProblem) -> None:
    assert parse_identity_number(text, TODAY) is problem


def test_nobody_is_born_tomorrow() -> None:
    tomorrow = _number("339999", TODAY + timedelta(days=1), 1)
    assert parse_identity_number(tomorrow, TODAY) is IdentityProblem.IMPOSSIBLE_BIRTH_DATE


@given(st.text(max_size=20))
def test_any_text_is_read_without_falling_over(text: str) -> None:
    assert isinstance(parse_identity_number(text, TODAY), IdentityNumber | IdentityProblem)
