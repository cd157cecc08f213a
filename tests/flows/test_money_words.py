"""What a citizen reads of the money: in every state an attempt can be in, and never more than is known."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import pytest

from kiosk.config import ASSETS
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.money import Fen
from kiosk.domain.orders import PaymentMode, RailName
from kiosk.domain.words import Language, Text
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.payment.money_words import last_payment
from kiosk.flows.payment.pay import view_of
from kiosk.flows.views import PayView, StatusView, View, WaitView
from kiosk.payments.record import AttemptRecord, AttemptState

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=SHANGHAI)
HOTLINE = "12333"
_SAY = Catalogue(ASSETS / "translations").say
_RAILS = {
    PaymentMode.SHOWN_CODE: RailName.WECHAT,
    PaymentMode.SCANNED_CODE: RailName.ALIPAY,
    PaymentMode.TERMINAL: RailName.CARD,
}

WAITING = ("等您付款", "Waiting for you to pay")
NOTHING_YET = ("还没有收到付款", "No payment has arrived yet")
UNKNOWN = ("还不能确定有没有扣款", "We do not know yet whether you were charged")
NOT_CHARGED = ("没有扣款", "You have not been charged")
NOT_KEPT = ("没有收您的钱", "We have kept no money")
RECEIVED = ("已收到您付的 400.00 元", "We have received")
GOING_BACK = ("400.00 元会原路退回", "¥400.00 goes back")
GONE_BACK = ("400.00 元已原路退回", "¥400.00 went back")
UNCLEAR = ("还不能确定扣了多少钱", "We do not know yet how much you were charged")

MONEY = {
    AttemptState.CLOSE_INTENT: UNKNOWN,
    AttemptState.CANCEL_INTENT: UNKNOWN,
    AttemptState.PAID: RECEIVED,
    AttemptState.POST_INTENT: RECEIVED,
    AttemptState.POSTED: RECEIVED,
    AttemptState.VOID_INTENT: RECEIVED,
    AttemptState.REFUND_INTENT: GOING_BACK,
    AttemptState.REFUNDED: GONE_BACK,
    AttemptState.QUARANTINED: UNCLEAR,
}
"""What is said of the money, whatever the way to pay and however certain the last answer was."""


def money_of(record: AttemptRecord) -> tuple[str, str]:
    """Give what must be said of the money, in both languages."""
    match record.state:
        case AttemptState.PAY_INTENT:
            return UNKNOWN if record.uncertain else NOTHING_YET
        case AttemptState.OPEN if record.uncertain:
            return UNKNOWN
        case AttemptState.OPEN:
            return WAITING
        case AttemptState.CLOSED:
            return NOT_KEPT if record.mode is PaymentMode.SCANNED_CODE else NOT_CHARGED
        case state:
            return MONEY[state]


def attempt(state: AttemptState, mode: PaymentMode, *, uncertain: bool) -> AttemptRecord:
    """Make an attempt at 400 yuan."""
    code = "weixin://pay" if state is AttemptState.OPEN and mode is PaymentMode.SHOWN_CODE else None
    return AttemptRecord(
        attempt_no="999901A",
        order_id="01M6CY1A",
        rail=_RAILS[mode],
        mode=mode,
        fen=Fen(40_000),
        subject="premium",
        state=state,
        created_at=NOW,
        window_ends_at=NOW + timedelta(seconds=180),
        expires_at=NOW + timedelta(seconds=300),
        uncertain=uncertain,
        code=code,
        posting_no="20261102000001" if state is AttemptState.POSTED else None,
    )


ATTEMPTS = [
    attempt(state, mode, uncertain=uncertain)
    for state, mode, uncertain in product(AttemptState, PaymentMode, (False, True))
]


def name(record: AttemptRecord) -> str:
    return f"{record.state}, {record.mode}, {'uncertain' if record.uncertain else 'certain'}"


def said_of_money(view: View, language: Language) -> str:
    """Read the one place of a view that tells of the money."""
    match view:
        case PayView(remaining_label=words) | WaitView(sentence=words) | StatusView(money=words):
            assert words is not None
            return _SAY(words, language)
        case _:
            raise AssertionError(f"{view.screen} says nothing of the money")


@pytest.mark.parametrize("record", ATTEMPTS, ids=name)
@pytest.mark.parametrize("language", list(Language))
def test_every_state_of_an_attempt_says_whether_money_moved(
    record: AttemptRecord, language: Language
) -> None:
    zh, en = money_of(record)
    said = said_of_money(view_of(record, NOW, HOTLINE), language)
    assert (zh if language is Language.CHINESE else en) in said


@pytest.mark.parametrize("language", list(Language))
def test_nobody_is_promised_money_back_before_the_bureau_has_agreed(language: Language) -> None:
    record = attempt(AttemptState.VOID_INTENT, PaymentMode.SHOWN_CODE, uncertain=True)
    either = "登记缴费或原路退回" if language is Language.CHINESE else "register it or send it back"
    for view in (view_of(record, NOW, HOTLINE), last_payment(record, HOTLINE)):
        assert isinstance(view, StatusView)
        assert view.todo is not None
        assert either in _SAY(view.todo, language)


@pytest.mark.parametrize("record", [each for each in ATTEMPTS if each.uncertain], ids=name)
def test_what_is_uncertain_never_offers_a_code_a_terminal_or_another_way(record: AttemptRecord) -> None:
    view = view_of(record, NOW, HOTLINE)
    assert isinstance(view, StatusView)
    offered = {button.words for button in (view.main, *view.others) if button is not None}
    assert (Text("choose-method-again") in offered) == (record.state is AttemptState.CLOSED)


@pytest.mark.parametrize("record", [each for each in ATTEMPTS if not each.final], ids=name)
def test_money_that_may_still_move_is_told_with_a_number_to_keep(record: AttemptRecord) -> None:
    view = view_of(record, NOW, HOTLINE)
    if isinstance(view, StatusView):
        assert [reference.value for reference in view.references] == ["01M6 CY1A", HOTLINE]


@pytest.mark.parametrize("record", ATTEMPTS, ids=name)
@pytest.mark.parametrize("language", list(Language))
def test_the_next_login_says_of_every_state_whether_money_moved(
    record: AttemptRecord, language: Language
) -> None:
    open_then = {AttemptState.PAY_INTENT, AttemptState.OPEN}
    zh, en = UNKNOWN if record.state in open_then else money_of(record)
    view = last_payment(record, HOTLINE)
    assert (zh if language is Language.CHINESE else en) in said_of_money(view, language)
    assert view.sentence is not None
    assert "9:30" in _SAY(view.sentence, language)
    assert view.main is not None


def test_only_a_registered_payment_offers_its_voucher_at_the_next_login() -> None:
    offers = {
        record.state
        for record in ATTEMPTS
        if (main := last_payment(record, HOTLINE).main) and main.words == Text("last-voucher")
    }
    assert offers == {AttemptState.POSTED}


def test_a_bank_card_is_told_where_to_look_and_how_long() -> None:
    card = attempt(AttemptState.OPEN, PaymentMode.TERMINAL, uncertain=False)
    view = view_of(card, NOW + timedelta(seconds=60), HOTLINE)
    assert isinstance(view, PayView)
    assert view.code is None
    assert (view.picture, view.remaining) == ("card-terminal", "2:00")
    assert _SAY(view.instructions[0], Language.CHINESE) == "看刷卡机的屏幕，按提示操作"
    assert [button.id for button in view.others] == ["cancel"]


def test_a_code_is_gone_while_its_fate_is_unknown_and_back_when_it_is_known() -> None:
    shown = attempt(AttemptState.OPEN, PaymentMode.SHOWN_CODE, uncertain=False)
    assert isinstance(view_of(shown, NOW, HOTLINE), PayView)
    assert isinstance(view_of(replace(shown, uncertain=True), NOW, HOTLINE), StatusView)
