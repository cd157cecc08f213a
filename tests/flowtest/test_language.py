"""What a tester may write, and what is said of what may not be written."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.ports import DeviceKind
from kiosk.devices.simulators.faults import ALWAYS, NEVER, After, AtRandom, Times, When
from kiosk.devices.simulators.printer import PrinterFault
from kiosk.devices.simulators.terminal import TerminalFault
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.domain.words import Language
from kiosk.flowtest import steps
from kiosk.flowtest.document import FlowError
from kiosk.flowtest.language import parse_flow, read_flow
from kiosk.flowtest.occasions import write_when
from kiosk.flowtest.verbs import BARE_VERBS, VERBS, Vocabulary
from kiosk.world import acts
from kiosk.world.gateway import Fault
from kiosk.world.gateway.payment_codes import PayerHabit
from kiosk.world.interruptible_bureau import BureauFault

REFERENCE = Path(__file__).parents[2] / "docs" / "flows.md"
VOCABULARY = Vocabulary(frozenset({"c01_f23", "c11_m80"}), frozenset({"P1", "P6", "P7"}))
HEADER = "name: a rule\ncovers: [P1]\nsteps:\n"


def step(text: str) -> steps.Step:
    return parse_flow(f"{HEADER}- {text}\n", Path("f.yaml"), VOCABULARY).lines[0].step


def error(text: str | bytes) -> FlowError:
    with pytest.raises(FlowError) as caught:
        parse_flow(text, Path("f.yaml"), VOCABULARY)
    return caught.value


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tap: 支付 400.00 元", steps.Tap("支付 400.00 元")),
        ("hold: 姓名", steps.Hold("姓名")),
        ("release: 姓名", steps.Release("姓名")),
        ("type: 012345", steps.Type("012345")),
        ("language: en", steps.Tap("language-en")),
        ("insert_card: c01_f23", acts.InsertCard("c01_f23")),
        ("pull_card", acts.PullCard()),
        ("pull_card:", acts.PullCard()),
        ("put_id_card: stranger", acts.PutIdCard("stranger", hasty=False)),
        ("snatch_id_card: c01_f23", acts.PutIdCard("c01_f23", hasty=True)),
        ("take_id_card", acts.TakeIdCard()),
        ("paper: out", acts.Paper(acts.Roll.OUT)),
        ("cover: closed", acts.Cover(closed=True)),
        ("network: cut", acts.Network(up=False)),
        ("bureau: restored", acts.Bureau(up=True)),
        ("printer: off", acts.Power(on=False)),
        ("unplug: code_scanner", acts.Plug(DeviceKind.CODE_SCANNER, plugged=False)),
        ("plug_in: printer", acts.Plug(DeviceKind.PRINTER, plugged=True)),
        ("show_code: alipay", acts.ShowCode(RailName.ALIPAY, PayerHabit.CONFIRM)),
        (
            "show_code: {wallet: wechat, habit: password}",
            acts.ShowCode(RailName.WECHAT, PayerHabit.PASSWORD),
        ),
        ('hold_code: "6217"', acts.HoldCode("6217")),
        ("answer_phone: refuse", acts.AnswerPhone(pays=False)),
        ("bank_card: decline", acts.BankCard(acts.BankCardAct.DECLINE)),
        ("settle_elsewhere: c01_f23", acts.SettleElsewhere("c01_f23")),
        ("pay: alipay", acts.Pay(RailName.ALIPAY)),
        ("scan: alipay", acts.Scan(RailName.ALIPAY)),
        ("fault: {at: gateway, kind: hang}", acts.PlanFault("gateway", Fault.HANG, Times())),
        (
            "fault: {at: payment_terminal, kind: hang, when: always}",
            acts.PlanFault("payment_terminal", TerminalFault.HANG, ALWAYS),
        ),
        (
            "fault: {at: printer, kind: paper-jam, when: {after: 2}}",
            acts.PlanFault("printer", PrinterFault.PAPER_JAM, After(2)),
        ),
        (
            "fault: {at: bureau, kind: drop-reply, when: {percent: 20, seed: 7}}",
            acts.PlanFault("bureau", BureauFault.DROP_REPLY, AtRandom(20, 7)),
        ),
        ("mend: printer", acts.Mend("printer")),
        (
            "change_bill: {citizen: c01_f23, discount_yuan: 1.5}",
            acts.ChangeBill("c01_f23", None, Fen(150)),
        ),
        ("advance_clock: 5m", steps.AdvanceClock(300.0)),
        ("see: no", steps.See("no")),
        ("see: {screen: pay}", steps.SeeScreen("pay")),
        ("see: {not: 微信}", steps.SeeNot("微信")),
        ("see_light: card_reader", steps.SeeLight(DeviceKind.CARD_READER)),
        ("see_light: none", steps.SeeLight(None)),
        ("hear: 请插卡", steps.Hear("请插卡")),
        ("open_door", acts.Door(open=True)),
        ("close_door", acts.Door(open=False)),
        ("tamper", acts.Tamper()),
        ("expect_printed: nothing", steps.ExpectPrinted(())),
        ("expect_printed: [缴费, 400.00]", steps.ExpectPrinted(("缴费", "400.00"))),
        ('expect_ledger: {posted: 1, total: "400.00"}', steps.ExpectLedger(1, Fen(40000), None)),
        ("expect_ledger: {refunded: 0.07}", steps.ExpectLedger(None, None, Fen(7))),
        ("screenshot: the-code", steps.Screenshot("the-code")),
        ("kill_app", steps.KillApp()),
    ],
)
def test_each_verb_means_one_thing(text: str, meant: steps.Step) -> None:
    assert step(text) == meant


@pytest.mark.parametrize(
    "when", [NEVER, Times(), Times(2), ALWAYS, After(0), After(3), AtRandom(0, 7), AtRandom(100, 999999)]
)
def test_when_is_read_as_it_is_written(when: When) -> None:
    read = step(f"fault: {{at: gateway, kind: hang, when: {write_when(when)}}}")
    assert isinstance(read, acts.PlanFault)
    assert read.when == when


@pytest.mark.parametrize("word", [*VERBS, *BARE_VERBS])
def test_the_reference_explains_every_verb(word: str) -> None:
    assert f"`{word}" in REFERENCE.read_text(encoding="utf-8")


@pytest.mark.parametrize("at", acts.FAULT_KINDS)
def test_the_reference_names_every_fault_of_everything(at: str) -> None:
    lines = REFERENCE.read_text(encoding="utf-8").splitlines()
    (row,) = (line for line in lines if line.startswith(f"| `{at}` |"))
    assert not [kind for kind in acts.FAULT_KINDS[at] if f"`{kind}`" not in row]


def test_a_line_keeps_its_number_and_its_words_without_comments() -> None:
    text = f'{HEADER}# why\n- see:\n    screen: pay  # the code\n# next\n- type: "1"\n# end\n'
    first, second = parse_flow(text, Path("f.yaml"), VOCABULARY).lines
    assert (first.number, first.text) == (5, "see: {screen: pay}")
    assert (second.number, second.text) == (8, 'type: "1"')


def test_a_flow_starts_in_chinese_in_portrait_unless_it_says_otherwise() -> None:
    assert parse_flow(f"{HEADER}- pull_card", Path("f.yaml"), VOCABULARY).starts == (steps.Start(),)


def test_a_flow_with_several_starts_is_run_once_for_each() -> None:
    start = "start: [{language: en, orientation: landscape}, {elder: yes}]\n"
    flow = parse_flow(f"{start}{HEADER}- pull_card", Path("f.yaml"), VOCABULARY)
    assert flow.starts == (steps.Start(Language.ENGLISH, landscape=True), steps.Start(elder=True))
    assert [start.label for start in flow.starts] == ["en-landscape", "zh-elder-portrait"]


def test_a_flow_may_say_when_it_begins() -> None:
    flow = parse_flow(f"start: {{at: 2027-03-01T16:05}}\n{HEADER}- pull_card", Path("f.yaml"), VOCABULARY)
    assert flow.starts == (steps.Start(at=datetime(2027, 3, 1, 16, 5, tzinfo=SHANGHAI)),)


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        (f"start: {{at: noon}}\n{HEADER}- tap: x", 1, 13, '"noon" is not a moment'),
        (f"{HEADER}- tpa: x", 4, 3, '"tpa" is not a step; did you mean "tap"?'),
        (f"{HEADER}- insert_card: c01_f32", 4, 16, 'did you mean "c01_f23"?'),
        (f"{HEADER}- insert_card: [c01_f23]", 4, 16, "here belongs a citizen of this world, as text"),
        (f"{HEADER}- tap:", 4, 3, "tap needs something behind it"),
        (f"{HEADER}- tap: {{id: x}}", 4, 8, "here belongs the visible words or the id of a control"),
        (f"{HEADER}- pull_card: now", 4, 14, "pull_card takes nothing behind it"),
        (f"{HEADER}- tap: a\n  see: b", 5, 3, "a step is one verb: put each behind its own dash"),
        (f"{HEADER}- []", 4, 3, "here belongs a step"),
        (f"{HEADER}- type: 12a456", 4, 9, '"12a456" cannot be typed'),
        (f"{HEADER}- type: １２３", 4, 9, "cannot be typed"),
        (f"{HEADER}- see: {{screen: pya}}", 4, 17, 'did you mean "pay"?'),
        (f"{HEADER}- see: {{}}", 4, 8, 'see takes either "screen" or "not"'),
        (f"{HEADER}- see: {{scren: pay}}", 4, 9, 'did you mean "screen"?'),
        (f"{HEADER}- pay: cash", 4, 8, '"cash" is not a wallet; known here: alipay, wechat'),
        (f"{HEADER}- pay: card", 4, 8, '"card" is not a wallet; known here: alipay, wechat'),
        (f"{HEADER}- bank_card: swipe", 4, 14, "known here: cancel, decline, present"),
        (f"{HEADER}- paper: empty", 4, 10, "known here: jammed, loaded, low, out"),
        (f"{HEADER}- advance_clock: 90", 4, 18, '"90" is no time: write 90s, 5m or 2h'),
        (f"{HEADER}- advance_clock: 999999h", 4, 18, "a week at most"),
        (f"{HEADER}- fault: {{at: printer}}", 4, 10, 'fault needs "kind"'),
        (f"{HEADER}- fault: {{at: prnter, kind: hang}}", 4, 15, 'did you mean "printer"?'),
        (f"{HEADER}- fault: {{at: printer, kind: hang}}", 4, 30, '"hang" is not a fault of printer'),
        (f"{HEADER}- fault: {{at: gateway, kind: hang, when: often}}", 4, 42, '"often" is not once, always'),
        (f"{HEADER}- fault: {{at: gateway, kind: hang, when: {{after: x}}}}", 4, 50, '"x" is not a number'),
        (f"{HEADER}- fault: {{at: gateway, kind: hang, when: {{times: 0}}}}", 4, 42, "when is once, always"),
        (
            f"{HEADER}- fault: {{at: gateway, kind: hang, when: {{percent: 9}}}}",
            4,
            42,
            "when is once, always",
        ),
        (f"{HEADER}- unplug: scanner", 4, 11, 'did you mean "code_scanner"?'),
        (f"{HEADER}- expect_ledger: {{total: 4e2}}", 4, 26, "is not an amount in yuan"),
        (f"{HEADER}- expect_ledger: {{total: 1, total: 2}}", 4, 29, '"total" stands here twice'),
        (f"{HEADER}- expect_ledger: {{}}", 4, 18, 'needs "posted", "total" or "refunded"'),
        (f"{HEADER}- expect_printed: []", 4, 19, 'here belong words, or "nothing"'),
        (f"{HEADER}- screenshot: ../x", 4, 15, "is no name for a picture"),
        (f"{HEADER}- start_app", 4, 3, "the kiosk is running already"),
        (f"{HEADER}- kill_app\n- kill_app", 5, 3, "the kiosk is not running"),
        (f"{HEADER}- kill_app\n- tap: x", 5, 3, "start_app comes first"),
        ("nmae: x", 1, 1, 'did you mean "name"?'),
        ("name: x\ncovers: [P1]", 1, 1, 'a flow needs "steps"'),
        ("name: x\ncovers: P1\nsteps: [pull_card]", 2, 9, "here belongs a list of requirement ids"),
        ("name: x\ncovers: [P8]\nsteps: [pull_card]", 2, 10, '"P8" is not a requirement'),
        ("name: x\ncovers: [P1]\nsteps: []", 3, 8, "a flow without steps shows nothing"),
        ("name:\ncovers: [P1]\nsteps: [pull_card]", 1, 6, "here belongs the rule that this flow shows"),
        (f"start: {{language: de}}\n{HEADER}- pull_card", 1, 19, '"de" is not a language'),
        (f"start: [{{}}, {{}}]\n{HEADER}- pull_card", 1, 8, "ways to start, each once"),
        ("- a list", 1, 1, "here belongs a flow, written as key: value"),
        ("name: 'x", 1, 9, "not YAML"),
        ("name: x\n\tcovers: [P1]", 2, 1, "not YAML"),
        ("name: x\x07", 1, 8, "the character U+0007 may not stand in a text file"),
        ("", 1, 1, "empty"),
        ("[" * 5000, 1, 1, "nested too deeply"),
        (b"name: x\nsteps: \xff", 2, 1, "not UTF-8 text"),
        (b"#" * 300_000, 1, 1, "larger than 256 KB"),
    ],
)
def test_what_is_wrong_is_told_with_line_column_and_word(
    text: str | bytes, line: int, column: int, said: str
) -> None:
    found = error(text)
    assert said in found.message
    assert (found.line, found.column) == (line, column)
    assert str(found).startswith(f"f.yaml:{line}:{column}: ")


def test_the_caret_stands_under_the_word_even_behind_chinese_text() -> None:
    text = f"{HEADER}- {{微信: x}}"
    assert str(error(text)).splitlines()[-2:] == ["  4 | - {微信: x}", "    |    ^^^^"]


def test_a_file_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(FlowError, match="cannot be read: No such file"):
        read_flow(tmp_path / "none.yaml", VOCABULARY)


_WORDS = st.sampled_from(
    [*VERBS, *BARE_VERBS, "name", "covers", "steps", "c01_f23", "P1", "once", "screen", "pay"]
)
_MARKS = st.sampled_from(
    [": ", "\n", "\n- ", "\n  ", "[", "]", "{", "}", ", ", "'", "&a ", "*a", "!x ", "|", "#", "<<"]
)
_YAML_LIKE = st.lists(_WORDS | _MARKS | st.text(max_size=4), max_size=40).map("".join)


@given(st.binary(max_size=200) | _YAML_LIKE | _YAML_LIKE.map(lambda text: f"{HEADER}- {text}"))
def test_no_text_whatever_gets_more_than_an_error_with_its_place(text: str | bytes) -> None:
    try:
        flow = parse_flow(text, Path("f.yaml"), VOCABULARY)
    except FlowError as found:
        assert found.line >= 1  # noqa: PT017 either outcome is right
        assert found.column >= 1  # noqa: PT017
    else:
        assert flow.lines
