"""The verbs of the language: what each takes, checked strictly."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.devices.drivers.board_words import PLACES
from kiosk.devices.ports import DeviceKind
from kiosk.devices.simulators.faults import Times
from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.domain.secret import Secret
from kiosk.domain.words import Language
from kiosk.flows.views import View
from kiosk.flowtest import steps
from kiosk.flowtest.document import Part
from kiosk.flowtest.occasions import read_when
from kiosk.world import acts
from kiosk.world.camera_scene import Manner
from kiosk.world.gateway.payment_codes import PayerHabit
from kiosk.world.identity_cards import STRANGER

_WALLETS = frozenset({RailName.WECHAT, RailName.ALIPAY})
_LONGEST_SECONDS = 7 * 24 * 3600
_UNITS = {"s": 1, "m": 60, "h": 3600}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that a flow may use, from the world and from config/requirements.toml."""

    citizens: frozenset[str]
    requirements: frozenset[str]


Verb = Callable[[Part, Vocabulary], steps.Step]


def screens() -> frozenset[str]:
    """List the names of all screens."""
    return frozenset(view.screen for view in View.__subclasses__())


def _citizen(part: Part, vocabulary: Vocabulary) -> str:
    return part.word("a citizen of this world", vocabulary.citizens)


def _id_card(*, hasty: bool) -> Verb:
    def read(part: Part, vocabulary: Vocabulary) -> steps.Step:
        known = vocabulary.citizens | {STRANGER}
        return acts.PutIdCard(part.word("a citizen of this world, or stranger", known), hasty)

    return read


def _yuan(part: Part) -> Fen:
    text = part.text('an amount in yuan, such as "400.00"')
    match = re.fullmatch(r"(\d{1,9})(?:\.(\d{1,2}))?", text, re.ASCII)
    if match is None:
        raise part.error(f'"{text}" is not an amount in yuan, such as "400.00"')
    return Fen(int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")))


def _count(part: Part) -> int:
    text = part.text("a number")
    if re.fullmatch(r"\d{1,6}", text, re.ASCII) is None:
        raise part.error(f'"{text}" is not a number of times')
    return int(text)


def _switch(part: Part, what: str, on: str, off: str) -> bool:
    return part.word(what, (on, off)) == on


def _type(part: Part, _: Vocabulary) -> steps.Step:
    keys = part.text('the keys to tap, such as "123456"')
    if re.fullmatch(r"\d{1,32}", keys, re.ASCII) is None:
        raise part.error(f'"{keys}" cannot be typed: the pad has the digits 0 to 9')
    return steps.Type(keys)


def _see(part: Part, _: Vocabulary) -> steps.Step:
    if not part.is_mapping:
        return steps.See(part.text("the words to see"))
    fields = part.fields("see", ("screen", "not"))
    if len(fields) != 1:
        raise part.error('see takes either "screen" or "not"')
    if "screen" in fields:
        return steps.SeeScreen(fields["screen"].word("a screen", screens()))
    return steps.SeeNot(fields["not"].text("the words that are gone"))


def _see_light(part: Part, _: Vocabulary) -> steps.Step:
    places = frozenset(PLACES.values())
    word = part.word("a device with a light beside it, or none", {*places, "none"})
    return steps.SeeLight(None if word == "none" else DeviceKind(word))


def _printed(part: Part, _: Vocabulary) -> steps.Step:
    if part.is_list:
        words = tuple(item.text("words on the paper") for item in part.items("words on the paper"))
        if not words:
            raise part.error('here belong words, or "nothing"')
        return steps.ExpectPrinted(words)
    word = part.text('words on the paper, or "nothing"')
    return steps.ExpectPrinted(() if word == "nothing" else (word,))


def _ledger(part: Part, _: Vocabulary) -> steps.Step:
    fields = part.fields("expect_ledger", ("posted", "total", "refunded"))
    if not fields:
        raise part.error('expect_ledger needs "posted", "total" or "refunded"')
    return steps.ExpectLedger(
        posted=_count(fields["posted"]) if "posted" in fields else None,
        total_fen=_yuan(fields["total"]) if "total" in fields else None,
        refunded_fen=_yuan(fields["refunded"]) if "refunded" in fields else None,
    )


def _screenshot(part: Part, _: Vocabulary) -> steps.Step:
    name = part.text("a name for the picture")
    if re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", name) is None:
        raise part.error(f'"{name}" is no name for a picture: small letters, digits and "-"')
    return steps.Screenshot(name)


def _advance(part: Part, _: Vocabulary) -> steps.Step:
    text = part.text("a time, such as 90s or 5m")
    match = re.fullmatch(r"(\d{1,6})([smh])", text, re.ASCII)
    if match is None or int(match[1]) * _UNITS[match[2]] > _LONGEST_SECONDS:
        raise part.error(f'"{text}" is no time: write 90s, 5m or 2h, a week at most')
    return steps.AdvanceClock(float(int(match[1]) * _UNITS[match[2]]))


def _show_code(part: Part, _: Vocabulary) -> steps.Step:
    if not part.is_mapping:
        return acts.ShowCode(RailName(part.word("a wallet", _WALLETS)), PayerHabit.CONFIRM)
    fields = part.fields("show_code", ("wallet", "habit"), required=("wallet", "habit"))
    habit = fields["habit"].word("what the phone does when it is charged", frozenset(PayerHabit))
    return acts.ShowCode(RailName(fields["wallet"].word("a wallet", _WALLETS)), PayerHabit(habit))


def _before_camera(part: Part, vocabulary: Vocabulary) -> steps.Step:
    known = vocabulary.citizens | {"nobody"}
    if not part.is_mapping:
        who = part.word("a citizen of this world, or nobody", known)
        return acts.StandBeforeCamera(None if who == "nobody" else who, Manner.OBEYS)
    fields = part.fields("before_camera", ("citizen", "manner"), required=("citizen", "manner"))
    manner = fields["manner"].word("what is done before the camera", frozenset(Manner))
    return acts.StandBeforeCamera(_citizen(fields["citizen"], vocabulary), Manner(manner))


def _plug(*, plugged: bool) -> Verb:
    def read(part: Part, _: Vocabulary) -> steps.Step:
        return acts.Plug(DeviceKind(part.word("a device", frozenset(DeviceKind))), plugged)

    return read


def _fault(part: Part, _: Vocabulary) -> steps.Step:
    fields = part.fields("fault", ("at", "kind", "when"), required=("at", "kind"))
    at = fields["at"].word("a thing that can fail", acts.FAULT_KINDS.keys())
    kinds = acts.FAULT_KINDS[at]
    kind = kinds(fields["kind"].word(f"a fault of {at}", frozenset(kinds)))
    return acts.PlanFault(at, kind, read_when(fields["when"]) if "when" in fields else Times())


def _change_bill(part: Part, vocabulary: Vocabulary) -> steps.Step:
    fields = part.fields("change_bill", ("citizen", "bill", "discount_yuan"), ("citizen", "discount_yuan"))
    bill = fields["bill"].text("the id of a bill") if "bill" in fields else None
    return acts.ChangeBill(_citizen(fields["citizen"], vocabulary), bill, _yuan(fields["discount_yuan"]))


def _operator(part: Part, _: Vocabulary) -> steps.Step:
    fields = part.fields("operator", ("name", "pin"), required=("name", "pin"))
    return steps.SetPin(
        fields["name"].text("the operator's name"), Secret(fields["pin"].text('six digits, such as "246813"'))
    )


def _control(make: Callable[[str], steps.Step]) -> Verb:
    return lambda part, _: make(part.text("the visible words or the id of a control"))


VERBS: Mapping[str, Verb] = {
    "tap": _control(steps.Tap),
    "hold": _control(steps.Hold),
    "release": _control(steps.Release),
    "type": _type,
    "language": lambda part, _: steps.Tap(f"language-{part.word('a language', frozenset(Language))}"),
    "insert_card": lambda part, vocabulary: acts.InsertCard(_citizen(part, vocabulary)),
    "put_id_card": _id_card(hasty=False),
    "snatch_id_card": _id_card(hasty=True),
    "before_camera": _before_camera,
    "paper": lambda part, _: acts.Paper(acts.Roll(part.word("a state of the paper", frozenset(acts.Roll)))),
    "cover": lambda part, _: acts.Cover(_switch(part, "a state of the cover", "closed", "open")),
    "printer": lambda part, _: acts.Power(_switch(part, "a state of the printer", "on", "off")),
    "unplug": _plug(plugged=False),
    "plug_in": _plug(plugged=True),
    "fault": _fault,
    "mend": lambda part, _: acts.Mend(part.word("a thing that can fail", acts.FAULT_KINDS.keys())),
    "network": lambda part, _: acts.Network(_switch(part, "a state of the network", "restored", "cut")),
    "bureau": lambda part, _: acts.Bureau(_switch(part, "a state of the bureau", "restored", "cut")),
    "change_bill": _change_bill,
    "settle_elsewhere": lambda part, vocabulary: acts.SettleElsewhere(_citizen(part, vocabulary)),
    "bank_card": lambda part, _: acts.BankCard(
        acts.BankCardAct(part.word("what is done with the bank card", frozenset(acts.BankCardAct)))
    ),
    "show_code": _show_code,
    "show_evoucher": lambda part, vocabulary: acts.ShowEVoucher(_citizen(part, vocabulary)),
    "hold_code": lambda part, _: acts.HoldCode(part.text("the text of a code")),
    "answer_phone": lambda part, _: acts.AnswerPhone(
        _switch(part, "an answer to the phone", "confirm", "refuse")
    ),
    "scan": lambda part, _: acts.Scan(RailName(part.word("a wallet", _WALLETS))),
    "pay": lambda part, _: acts.Pay(RailName(part.word("a wallet", _WALLETS))),
    "operator": _operator,
    "advance_clock": _advance,
    "see": _see,
    "see_light": _see_light,
    "hear": lambda part, _: steps.Hear(part.text("the words to hear")),
    "expect_printed": _printed,
    "expect_ledger": _ledger,
    "screenshot": _screenshot,
}
"""The verbs that take something."""

BARE_VERBS: Mapping[str, steps.Step] = {
    "pull_card": acts.PullCard(),
    "take_id_card": acts.TakeIdCard(),
    "open_door": acts.Door(open=True),
    "close_door": acts.Door(open=False),
    "tamper": acts.Tamper(),
    "service_gesture": steps.ServiceGesture(),
    "kill_app": steps.KillApp(),
    "start_app": steps.StartApp(),
}
"""The verbs that stand alone."""
