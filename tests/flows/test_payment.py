"""The payment flow: seven steps, and the truth about money in each of them."""

import shutil

import pytest

from kiosk.devices.ports import DeviceKind
from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.payments.record import AttemptState
from kiosk.world.acts import Roll
from kiosk.world.gateway import Fault, PhoneState
from tests.flows.visitor import Play, Visitor


@pytest.mark.parametrize("rail", [RailName.WECHAT, RailName.ALIPAY])
def test_a_citizen_pays_by_phone_and_leaves_with_a_voucher(play: Play, rail: RailName) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay", rail=rail)
        assert visitor.pay(rail).state is PhoneState.PAID
        await visitor.see("voucher")
        await visitor.until(lambda: "请取走凭证" in visitor.words)
        (paper,) = visitor.machine.world.papers()
        text = "\n".join(paper.lines)
        assert "社会保险费缴费凭条" in text
        assert "肆佰元整" in text
        assert (await visitor.machine.world.ledger()).posted == 1
        await visitor.tap("main")
        visitor.machine.world.pull_card()
        await visitor.see("attract")

    play(story)


def test_a_wrong_pin_tells_how_many_tries_are_left(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.insert("c01_f23")
        await visitor.see("pin")
        await visitor.type("000000")
        await visitor.tap("main")
        await visitor.until(lambda: "还可以试 2 次" in visitor.words)
        assert visitor.view["filled"] == 0

    play(story)


def test_a_card_that_is_blocked_by_the_third_wrong_pin_is_explained(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.insert("c01_f23")
        await visitor.see("pin")
        for _ in range(3):
            await visitor.type("000000")
            await visitor.tap("main")
        await visitor.see("status")
        assert "卡已锁定" in visitor.words
        assert "没有扣款" in visitor.words
        assert "再试一次" not in visitor.words
        visitor.machine.world.pull_card()
        await visitor.see("attract")

    play(story)


def test_after_a_card_that_could_not_be_read_pulling_the_next_one_ends_the_visit(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        world = visitor.machine.world
        await visitor.insert("c01_f23")
        world.pull_card()
        await visitor.until(lambda: visitor.screen in {"status", "attract"})
        await visitor.insert("c02_m26")
        await visitor.see("pin")
        world.pull_card()
        await visitor.see("attract")

    play(story)


def test_a_bill_that_changed_meanwhile_is_shown_again_with_the_difference(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("confirm")
        await visitor.machine.world.change_bill("c01_f23", None, Fen(5_000))
        await visitor.tap("check", "main")
        await visitor.until(lambda: "金额刚刚从 400.00 元变为 350.00 元" in visitor.words)
        assert visitor.view["total"] == "350.00 元"
        assert not visitor.view["checked"]
        assert [line["was"] for line in visitor.view["lines"]] == [None, "新增"]
        await visitor.tap("check", "main")
        await visitor.see("method")

    play(story)


def test_the_main_button_of_the_amount_waits_for_the_tick(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("confirm")
        assert not visitor.view["main"]["enabled"]
        await visitor.tap("main")
        assert visitor.screen == "confirm"

    play(story)


def test_personal_data_is_whole_only_while_a_finger_rests_on_it(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("payer")
        number = visitor.machine.world.citizens["c01_f23"].identity_number
        assert number not in visitor.words
        await visitor.hold("field-identity")
        assert number in visitor.words
        await visitor.release("field-identity")
        assert number not in visitor.words

    play(story)


def test_a_cancelled_payment_is_closed_at_the_gateway_before_another_way_is_offered(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        code = visitor.view["code"]
        await visitor.tap("cancel")
        await visitor.until(lambda: "这笔付款没有完成" in visitor.words)
        assert visitor.gateway.pay(RailName.WECHAT, code).state is PhoneState.CLOSED
        await visitor.tap("main")
        await visitor.see("method")
        await visitor.tap("method-alipay")
        await visitor.see("pay")
        visitor.pay(RailName.ALIPAY)
        await visitor.see("voucher")
        assert (await visitor.machine.world.ledger()).posted == 1

    play(story)


def test_a_code_that_nobody_scanned_is_called_uncertain_until_it_has_expired(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay", rail=RailName.ALIPAY)
        await visitor.tap("cancel")
        await visitor.until(lambda: "正在取消付款" in visitor.words)
        assert "还不能确定有没有扣款" in visitor.words
        assert "换一种方式付款" not in visitor.words

    play(story)


def test_a_payment_made_while_the_network_is_cut_is_found_when_it_is_back(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        code = visitor.view["code"]
        visitor.line.set_reachable(False)
        await visitor.until(lambda: "正在核对这笔付款" in visitor.words, 60)
        visitor.gateway.pay(RailName.WECHAT, code)
        visitor.line.set_reachable(True)
        await visitor.see("voucher", 200)
        assert (await visitor.machine.world.ledger()).posted_fen == 40_000

    play(story)


def test_a_paid_premium_that_cannot_be_registered_yet_is_called_just_that(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        visitor.machine.line.connected = False
        visitor.pay()
        await visitor.until(lambda: "已收到付款，正在登记" in visitor.words)
        assert "请不要再付" in visitor.words
        visitor.machine.line.connected = True
        await visitor.see("voucher", 60)

    play(story)


def test_a_bill_settled_elsewhere_meanwhile_is_refunded_and_said_so(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        visitor.machine.world.settle_elsewhere("c01_f23")
        visitor.pay()
        await visitor.until(lambda: "已经退款" in visitor.words, 90)
        (row,) = visitor.gateway.ledger()
        assert (row.paid_fen, row.refunded_fen) == (40_000, 40_000)

    play(story)


def test_an_answer_about_another_amount_is_set_aside_for_a_person(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        visitor.pay()
        visitor.gateway.faults.always(Fault.WRONG_AMOUNT)
        await visitor.until(lambda: "需要人工核对" in visitor.words)
        assert (await visitor.machine.world.ledger()).posted == 0

    play(story)


def test_a_card_pulled_while_paying_does_not_stop_the_payment(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        visitor.machine.world.pull_card()
        await visitor.settle()
        assert visitor.screen == "pay"
        visitor.pay()
        await visitor.see("voucher")

    play(story)


def test_without_paper_the_citizen_is_warned_before_paying_and_keeps_the_code(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        visitor.machine.world.set_paper(Roll.OUT)
        await visitor.go_to("method")
        assert "今天不能打印凭证" in visitor.words
        await visitor.tap("method-wechat")
        await visitor.see("pay")
        visitor.pay()
        await visitor.see("voucher")
        await visitor.until(lambda: "打印纸用完了" in visitor.words, 60)
        assert visitor.view["code"].startswith("KV1.")
        assert visitor.view["main"]["enabled"]

    play(story)


def test_a_visitor_who_leaves_before_paying_frees_the_bill(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("method")
        visitor.machine.world.pull_card()
        await visitor.see("attract")
        await visitor.go_to("bills")
        assert any(row["enabled"] for row in visitor.rows())

    play(story)


def test_an_unanswered_code_is_closed_when_its_time_is_up(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("pay")
        assert visitor.view["remaining"] == "3:00"
        await visitor.until(lambda: "这笔付款没有完成" in visitor.words, 200)
        assert not visitor.machine.journal.open_attempts()
        assert visitor.machine.journal.attempts()[0].state is AttemptState.CLOSED

    play(story)


def test_on_a_full_disk_paying_is_refused_in_words_before_anything_is_ordered_and_looking_up_goes_on(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(visitor: Visitor) -> None:
        await visitor.go_to("confirm")
        usage = shutil.disk_usage(".")
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
        await visitor.tap("check", "main")
        await visitor.until(lambda: "本机暂停缴费" in visitor.words)
        assert "没有扣款" in visitor.words
        assert "查询照常可用" in visitor.words
        assert not visitor.machine.journal.unresolved_orders()
        await visitor.tap("main")
        await visitor.see("bills")
        assert any(row["enabled"] for row in visitor.rows())

    play(story)


def test_a_terminal_that_is_out_of_order_is_not_offered_and_says_so(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        terminal = visitor.machine.world.devices.terminal
        await visitor.go_to("method")
        (card,) = [method for method in visitor.view["methods"] if method["id"] == "method-card"]
        assert card["enabled"]
        terminal.unplug()
        await visitor.until(lambda: "刷卡机暂时不能用" in visitor.words)
        await visitor.tap("method-card")
        assert visitor.screen == "method"
        terminal.plug_in()
        await visitor.until(lambda: "刷卡机暂时不能用" not in visitor.words)

    play(story)


def test_with_no_way_to_begin_the_first_page_says_where_to_go_and_nothing_else(play: Play) -> None:
    async def story(visitor: Visitor) -> None:
        world = visitor.machine.world
        world.set_paper(Roll.OUT)
        await visitor.until(lambda: visitor.view["limits"] == ["今天不能打印凭证，可以拍屏幕上的二维码。"])
        for device in (DeviceKind.CARD_READER, DeviceKind.IDENTITY_CARD_READER, DeviceKind.CODE_SCANNER):
            world.set_plugged(device, plugged=False)
        await visitor.until(lambda: visitor.view["limits"] == ["请换一台机器，或到人工窗口办理。"])

    play(story)
