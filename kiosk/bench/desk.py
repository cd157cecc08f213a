"""What the bench of a simulated kiosk can do, and what it shows of the world."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.devices.ports import DeviceKind
from kiosk.domain.clock import Clock
from kiosk.domain.orders import RailName
from kiosk.domain.words import Language, Text, Words
from kiosk.flows.stage import RenderingStage
from kiosk.world.acts import BankCardAct, Roll
from kiosk.world.gateway import GatewayServer
from kiosk.world.gateway.payment_codes import PayerHabit
from kiosk.world.identity_cards import STRANGER
from kiosk.world.interruptible_bureau import InterruptibleBureau
from kiosk.world.world import World

_KEPT_LINES = 30
_CONFIRM, _REFUSE = "confirm", "refuse"
_AT_TERMINAL = {
    BankCardAct.PRESENT: Text("bench-card-presented"),
    BankCardAct.DECLINE: Text("bench-card-declined"),
    BankCardAct.CANCEL: Text("bench-card-cancelled"),
}


@dataclass(slots=True)
class _Switch:
    """Something that works until it is switched off."""

    turn: Callable[[bool], None]
    words: Text
    turned_off: Text
    turned_on: Text
    on: bool = True

    def flip(self) -> Text:
        """Switch it over, and say what that did."""
        self.on = not self.on
        self.turn(self.on)
        return self.turned_on if self.on else self.turned_off


@dataclass(frozen=True, slots=True)
class _Button:
    command: str
    argument: str
    words: Text
    active: bool = False
    """Whether the trouble that it makes is on."""


class Desk:
    """The technician's hands in the simulated world. It belongs on the kiosk's loop.

    Args:
        changed: takes the state, as plain data in the desk's language, whenever something was done.
    """

    def __init__(
        self,
        world: World,
        stage: RenderingStage,
        server: GatewayServer,
        bureau: InterruptibleBureau,
        clock: Clock,
        say: Callable[[Words, Language], str],
        changed: Callable[[dict[str, Any]], None],
    ) -> None:
        self._world = world
        self._stage = stage
        self._gateway = server.gateway
        self._clock = clock
        self._say_in = say
        self._language = Language.CHINESE
        self._changed = changed
        self._switches = {
            "paper": _Switch(
                lambda on: world.set_paper(Roll.LOADED if on else Roll.OUT),
                Text("bench-take-paper"),
                Text("bench-paper-gone"),
                Text("bench-paper-loaded"),
            ),
            "cover": _Switch(
                lambda on: world.set_cover(closed=on),
                Text("bench-open-cover"),
                Text("bench-cover-open"),
                Text("bench-cover-closed"),
            ),
            "terminal": _Switch(
                lambda on: world.set_plugged(DeviceKind.PAYMENT_TERMINAL, plugged=on),
                Text("bench-silence-terminal"),
                Text("bench-terminal-silent"),
                Text("bench-terminal-answering"),
            ),
            "scanner": _Switch(
                lambda on: world.set_plugged(DeviceKind.CODE_SCANNER, plugged=on),
                Text("bench-unplug-scanner"),
                Text("bench-scanner-gone"),
                Text("bench-scanner-back"),
            ),
            "network": _Switch(
                server.set_reachable,
                Text("bench-cut-network"),
                Text("bench-network-cut"),
                Text("bench-network-back"),
            ),
            "bureau": _Switch(
                bureau.connect,
                Text("bench-cut-bureau"),
                Text("bench-bureau-cut"),
                Text("bench-bureau-back"),
            ),
            "chinese": _Switch(
                self._speak,
                Text("bench-language"),
                Text("bench-language-changed"),
                Text("bench-language-changed"),
            ),
        }
        self._phone: tuple[RailName, str] | None = None
        self._log: deque[str] = deque(maxlen=_KEPT_LINES)

    def do(self, command: str, argument: str) -> None:
        """Do what a button of the bench says; what cannot be done is told in the log."""
        try:
            said = self._do(command, argument)
        except ValueError as error:
            said = str(error)
        self._log.appendleft(f"{self._clock.now():%H:%M:%S}  {self._say(said)}")
        self.show()

    def _do(self, command: str, argument: str) -> Words:
        if command in self._switches:
            return self._switches[command].flip()
        match command:
            case "insert" | "pull" | "put-id-card" | "take-id-card":
                return self._move_card(command, argument)
            case "pay" | "show-code" | "answer-phone":
                return self._use_phone(command, argument)
            case "bank-card":
                self._world.use_bank_card(BankCardAct(argument))
                return _AT_TERMINAL[BankCardAct(argument)]
            case _:
                raise ValueError(f"the bench has no command {command}")

    def _move_card(self, command: str, citizen: str) -> Words:
        match command:
            case "insert":
                self._world.insert_card(citizen)
                return Text("bench-inserted", name=self._world.citizens[citizen].name)
            case "pull":
                self._world.pull_card()
                return Text("bench-pulled")
            case "put-id-card":
                self._world.put_identity_card(citizen)
                return Text("bench-id-card-put")
            case _:
                self._world.take_identity_card()
                return Text("bench-id-card-taken")

    def _use_phone(self, command: str, argument: str) -> Words:
        match command:
            case "pay":
                return self._pay(RailName(argument))
            case "show-code":
                return self._show_code(RailName(argument))
            case _:
                return self._answer_phone(argument)

    def _pay(self, rail: RailName) -> Words:
        page = self._stage.rendered
        if page is None or page["screen"] != "pay" or not page["view"]["code"]:
            return Text("bench-no-code")
        screen = self._gateway.pay(rail, page["view"]["code"])
        return Text("bench-phone", words=screen.words)

    def _show_code(self, wallet: RailName) -> Words:
        code = self._gateway.show_code(wallet, PayerHabit.PASSWORD)
        self._world.hold_code(code)
        self._phone = wallet, code
        return Text("bench-code-shown")

    def _answer_phone(self, answer: str) -> Words:
        if self._phone is None:
            return Text("bench-no-phone")
        wallet, code = self._phone
        said = self._gateway.confirm if answer == _CONFIRM else self._gateway.refuse
        return Text("bench-phone", words=said(wallet, code).words)

    def show(self) -> None:
        """Give the state anew."""
        self._changed(
            {
                "title": self._say(Text("bench-title")),
                "citizens": [
                    {
                        "id": citizen.id,
                        "name": citizen.name,
                        "situation": self._say(citizen.situation),
                        "photo": citizen.id,
                        "card_in": citizen.id == self._world.inserted,
                        "id_card": self._say(Text("bench-id-card", name=citizen.name)),
                        "id_card_there": citizen.id == self._world.identity_card_on_reader,
                        "pin": self._say(Text("bench-pin", pin=citizen.card.pin)),
                    }
                    for citizen in self._world.citizens.values()
                ],
                "groups": self._groups(),
                "log": list(self._log),
            }
        )

    def _groups(self) -> list[dict[str, Any]]:
        phone = (
            _Button("pay", RailName.WECHAT, Text("bench-pay-wechat")),
            _Button("pay", RailName.ALIPAY, Text("bench-pay-alipay")),
            _Button("show-code", RailName.WECHAT, Text("bench-show-wechat")),
            _Button("show-code", RailName.ALIPAY, Text("bench-show-alipay")),
            _Button("answer-phone", _CONFIRM, Text("bench-confirm-phone")),
            _Button("answer-phone", _REFUSE, Text("bench-refuse-phone")),
            self._button("scanner"),
        )
        return [
            self._group(Text("bench-phone-title"), *phone),
            self._group(
                Text("bench-id-reader"),
                _Button("put-id-card", STRANGER, Text("bench-strangers-card")),
                _Button("take-id-card", "", Text("bench-take-id-card")),
            ),
            self._group(
                Text("bench-terminal"),
                _Button("bank-card", BankCardAct.PRESENT, Text("bench-present-card")),
                _Button("bank-card", BankCardAct.DECLINE, Text("bench-decline-card")),
                _Button("bank-card", BankCardAct.CANCEL, Text("bench-cancel-card")),
                self._button("terminal"),
            ),
            self._group(Text("bench-printer"), self._button("paper"), self._button("cover")),
            self._group(Text("bench-lines"), self._button("network"), self._button("bureau")),
            self._group(Text("bench-bench"), self._button("chinese")),
        ]

    def _button(self, command: str) -> _Button:
        switch = self._switches[command]
        return _Button(command, "", switch.words, active=not switch.on)

    def _group(self, title: Text, *buttons: _Button) -> dict[str, Any]:
        return {
            "title": self._say(title),
            "buttons": [
                {
                    "command": button.command,
                    "argument": button.argument,
                    "words": self._say(button.words),
                    "active": button.active,
                }
                for button in buttons
            ],
        }

    def _speak(self, chinese: bool) -> None:  # noqa: FBT001 the thing that is set
        self._language = Language.CHINESE if chinese else Language.ENGLISH

    def _say(self, words: Words) -> str:
        return self._say_in(words, self._language)
