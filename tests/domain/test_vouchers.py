"""The signed token of a voucher."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.money import Fen
from kiosk.domain.vouchers import (
    TokenProblem,
    VoucherClaim,
    beneficiary_digest,
    sign_claim,
    verify_token,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
CLAIM = VoucherClaim("20261122000001", "01K", Fen(46_900), "2026-11-22", beneficiary_digest("林**", "3*X"))
TOKEN = sign_claim(CLAIM, KEY)
claims = st.builds(
    VoucherClaim,
    st.text(max_size=40),
    st.text(max_size=40),
    st.integers().map(Fen),
    st.text(max_size=10),
    st.text(max_size=16),
)


@given(claims)
def test_a_token_says_what_was_signed(claim: VoucherClaim) -> None:
    assert verify_token(sign_claim(claim, KEY), KEY.public_key()) == claim


def test_a_scanner_may_add_a_line_end() -> None:
    assert verify_token(f"{TOKEN}\r\n", KEY.public_key()) == CLAIM


@pytest.mark.parametrize("place", range(len(TOKEN)))
def test_any_changed_character_is_refused(place: int) -> None:
    for character in "AQgw+/-_=.0 零":
        changed = TOKEN[:place] + character + TOKEN[place + 1 :]
        assert changed == TOKEN or isinstance(verify_token(changed, KEY.public_key()), TokenProblem)


def test_a_token_of_another_bureau_is_forged() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    assert verify_token(sign_claim(CLAIM, other), KEY.public_key()) is TokenProblem.FORGED


@given(st.one_of(st.text(), st.binary().map(lambda data: f"KV1.{data.hex()}.{data.hex()}")))
def test_any_text_is_read_without_falling_over(text: str) -> None:
    assert isinstance(verify_token(text, KEY.public_key()), TokenProblem)


def test_an_endless_token_is_not_even_looked_at() -> None:
    assert verify_token(TOKEN + "A" * 10_000, KEY.public_key()) is TokenProblem.UNREADABLE


def test_another_name_has_another_digest() -> None:
    assert beneficiary_digest("林**", "3*X") != beneficiary_digest("张*", "3*X")
