"""The way of a scanned code: the right wallet, a known wallet that is not offered, or a refusal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.orders import RailName
from kiosk.domain.secret import Secret
from kiosk.payments.code_router import NOT_A_CODE, NotOffered, Payable, Route, Wallet, route

EVERY = frozenset(RailName)
KNOWN = st.one_of(
    st.from_regex(r"1[0-5][0-9]{16}", fullmatch=True).map(lambda code: (code, Wallet.WECHAT)),
    st.from_regex(r"(25|26|27|28|29|30)[0-9]{14,22}", fullmatch=True).map(lambda code: (code, Wallet.ALIPAY)),
    st.from_regex(r"62[0-9]{17}", fullmatch=True).map(lambda code: (code, Wallet.UNIONPAY)),
    st.from_regex(r"01[0-9]{17}", fullmatch=True).map(lambda code: (code, Wallet.ECNY)),
)


def routed(text: str) -> Route:
    return route(Secret(text), EVERY)


@pytest.mark.parametrize(
    ("code", "rail"),
    [
        ("100000000000000000", RailName.WECHAT),
        ("159999999999999999", RailName.WECHAT),
        ("2512345678901234", RailName.ALIPAY),
        ("28" + "7" * 16, RailName.ALIPAY),
        ("30" + "9" * 22, RailName.ALIPAY),
    ],
)
def test_a_code_goes_to_the_wallet_that_issued_it(code: str, rail: RailName) -> None:
    assert routed(code) == Payable(rail, Secret(code))


@pytest.mark.parametrize(("code", "wallet"), [("62" + "1" * 17, "unionpay"), ("01" + "1" * 17, "ecny")])
def test_a_known_wallet_without_a_rail_is_named_and_refused(code: str, wallet: str) -> None:
    assert routed(code) == NotOffered(Wallet(wallet))


def test_a_rail_that_the_kiosk_does_not_offer_is_refused() -> None:
    assert route(Secret("13" + "1" * 16), {RailName.ALIPAY}) == NotOffered(Wallet.WECHAT)
    assert route(Secret("28" + "1" * 16), ()) == NotOffered(Wallet.ALIPAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10" + "0" * 15,
        "10" + "0" * 17,
        "16" + "0" * 16,
        "24" + "0" * 16,
        "31" + "0" * 16,
        "25" + "0" * 13,
        "30" + "0" * 23,
        "62" + "0" * 16,
        "01" + "0" * 18,
        "1312 3456 7890 1234 56",
        "131234567890123456\n",
        "weixin://wxpay/bizpayurl?pr=1234567",
        "https://qr.alipay.com/bax0123",
    ],
)
def test_another_length_or_beginning_is_never_guessed(text: str) -> None:
    assert routed(text) == NOT_A_CODE


@given(KNOWN, st.sampled_from(["\x00", "-", "\n1", " ", "０", "٣", "²", "\u200b", "a", "\x1b[A"]), st.data())
def test_a_code_with_anything_foreign_in_it_is_refused(
    known: tuple[str, Wallet], foreign: str, data: st.DataObject
) -> None:
    code, _ = known
    place = data.draw(st.integers(1, len(code) - 1))
    assert routed(code[:place] + foreign + code[place:]) == NOT_A_CODE
    assert routed(code[:place] + foreign + code[place + 1 :]) == NOT_A_CODE


@given(KNOWN)
def test_digits_of_another_script_are_no_digits(known: tuple[str, Wallet]) -> None:
    code, _ = known
    for zero in ("０", "٠", "०", "𝟎"):
        assert unicodedata.digit(zero) == 0
        assert routed("".join(chr(ord(zero) + int(digit)) for digit in code)) == NOT_A_CODE


@given(KNOWN)
def test_every_known_code_has_one_wallet(known: tuple[str, Wallet]) -> None:
    code, wallet = known
    match routed(code):
        case Payable(rail, digits):
            assert (rail.value, digits.reveal()) == (wallet.value, code)
        case NotOffered(named):
            assert named is wallet
        case other:
            pytest.fail(f"{other}")


@given(st.text() | st.text("0123456789", max_size=30) | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_any_text_at_all_is_routed_or_refused(text: str) -> None:
    match routed(text):
        case Payable(_, code):
            assert code.reveal() == text
            assert code.reveal().isascii()
            assert code.reveal().isdigit()
        case NotOffered():
            assert len(text) == 19
        case refused:
            assert refused is NOT_A_CODE
