"""Money in figures and in capitals."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.capitals import capital_amount
from kiosk.domain.money import Fen, plain_yuan, yuan
from tests.domain.capital_reader import read_capitals

amounts = st.one_of(st.integers(0, 10**7), st.integers(0, 10**12)).map(Fen)


@pytest.mark.parametrize(
    ("fen", "text"), [(0, "0.00"), (5, "0.05"), (40_000, "400.00"), (1_234_560, "12,345.60"), (-150, "-1.50")]
)
def test_an_amount_is_shown_with_two_decimals_and_grouped_thousands(fen: int, text: str) -> None:
    assert yuan(Fen(fen)) == text


@given(amounts)
def test_figures_are_exact_to_the_fen(fen: Fen) -> None:
    assert int(re.sub(r"[,.]", "", yuan(fen))) == fen
    assert int(plain_yuan(fen).replace(".", "")) == fen


def test_a_gateway_is_never_sent_a_negative_amount() -> None:
    with pytest.raises(ValueError, match="cannot be negative"):
        plain_yuan(Fen(-1))


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (100, "壹元整"),
        (105, "壹元零伍分"),
        (1_000, "壹拾元整"),
        (40_000, "肆佰元整"),
        (46_900, "肆佰陆拾玖元整"),
        (140_950, "壹仟肆佰零玖元伍角整"),
        (600_714, "陆仟零柒元壹角肆分"),
        (1_005_000, "壹万零伍拾元整"),
        (10_000_053, "壹拾万元伍角叁分"),
        (1_000_100_000, "壹仟万壹仟元整"),
        (100_000_000_100, "壹拾亿零壹元整"),
    ],
)
def test_an_amount_is_written_in_capitals_as_documents_demand(fen: int, text: str) -> None:
    assert capital_amount(Fen(fen)) == text


@given(amounts)
def test_capitals_read_back_give_the_same_amount(fen: Fen) -> None:
    assert read_capitals(capital_amount(fen)) == fen


def test_every_amount_up_to_two_thousand_yuan_reads_back() -> None:
    assert all(read_capitals(capital_amount(Fen(fen))) == fen for fen in range(200_000))


@given(amounts)
def test_capitals_never_double_or_end_in_zero_and_end_in_whole_unless_there_are_fen(fen: Fen) -> None:
    text = capital_amount(fen)
    assert "零零" not in text
    assert fen == 0 or "零元" not in text
    assert text.endswith("分" if fen % 10 else "整")


@pytest.mark.parametrize("fen", [-1, 10**14])
def test_an_amount_that_has_no_capitals_is_refused(fen: int) -> None:
    with pytest.raises(ValueError, match="no capitals"):
        capital_amount(Fen(fen))
