"""The test rig: a kiosk in its own process, and around it what survives when that is killed."""

import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.domain.clock import SHANGHAI
from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.flows.render import Rendered
from kiosk.flowtest.child import Child
from kiosk.flowtest.failure import StepFailed
from kiosk.flowtest.steps import Start
from kiosk.world.clock import VirtualClock
from kiosk.world.gateway import Fault, GatewayKeys, GatewayServer, PhoneState, SimulatedGateway
from kiosk.world.gateway.payment_codes import PayerHabit
from kiosk.world.world import BankCardAct, PrintedPaper

OPENING = datetime(2026, 11, 2, 9, 30, tzinfo=SHANGHAI)
"""When every flow begins: a Monday morning in the months in which premiums are paid."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the flows of one run share."""

    command: Sequence[str]
    """What starts a kiosk; the rig adds its options."""
    keys: Path
    """The folder with the gateways' and the merchant's keys."""
    window: bool


class Rig:
    """Holds the kiosk, the gateway and the time of both. Use `open_rig`."""

    def __init__(self, setting: Setting, data: Path, start: Start) -> None:
        self._setting = setting
        self._data = data
        self._start = start
        self._clock = VirtualClock(OPENING)
        keys = GatewayKeys.load(setting.keys)
        self._gateway = SimulatedGateway(data / "gateway.db", keys, self._clock, secrets.token_bytes)
        self._server = GatewayServer(self._gateway)
        self._url = self._server.start()
        self._child: Child | None = None
        self._surroundings: dict[str, dict[str, object]] = {}
        self._papers: list[PrintedPaper] = []
        self._code: str | None = None
        self._phone: tuple[RailName, str] | None = None

    @property
    def window(self) -> bool:
        """Whether the kiosk has a window to take pictures of."""
        return self._setting.window

    @property
    def running(self) -> bool:
        """Whether the kiosk has power."""
        return self._child is not None

    @property
    def elapsed(self) -> float:
        """Virtual seconds since the flow began."""
        return self._clock.monotonic()

    async def start_app(self) -> None:
        """Start the kiosk on what it had written, in the surroundings as they are.

        Raises:
            StepFailed: it does not start.
        """
        options = ["--data", str(self._data), "--gateway-url", self._url, "--keys", str(self._setting.keys)]
        options += ["--language", self._start.language, "--now", self._clock.now().isoformat()]
        flags = {
            "--elder": self._start.elder,
            "--landscape": self._start.landscape,
            "--window": self._setting.window,
        }
        options += [flag for flag, wanted in flags.items() if wanted]
        self._child = await Child.start([*self._setting.command, *options], self._data / "kiosk.log")
        for do, arguments in self._surroundings.items():
            await self._child.call(do, **arguments)

    async def kill_app(self) -> None:
        """Take the kiosk's power away. What was printed lies there, and is kept from the next kiosk's pen."""
        papers = await self.papers()
        await self._running().kill()
        self._child = None
        for paper in papers[len(self._papers) :]:
            kept = self._data / f"kept-{len(self._papers) + 1}.png"
            self._papers.append(replace(paper, picture=paper.picture.rename(kept)))

    async def close_app(self) -> None:
        """End the kiosk in peace, if it runs.

        Raises:
            StepFailed: it did not end well.
        """
        if self._child is not None:
            child, self._child = self._child, None
            await child.quit()

    async def abandon(self) -> None:
        """Leave nothing running, whatever happened."""
        if self._child is not None:
            await self._child.kill()
        self._server.stop()
        self._gateway.close()

    async def settle(self) -> float | None:
        """Let the kiosk do everything that needs no virtual time; give the seconds until it wakes."""
        if self._child is None:
            return None
        deadline: float | None = await self._child.call("settle")
        return deadline

    async def advance(self, seconds: float) -> None:
        """Let time pass for gateway and kiosk alike."""
        await self._clock.advance(seconds)
        if self._child is not None:
            await self._child.call("advance", seconds=seconds)

    async def page(self) -> Rendered | None:
        """Look at the screen."""
        page: Rendered | None = await self._running().call("page")
        if page is not None and "code" in page["view"] and page["screen"] == "pay":
            self._code = page["view"]["code"]
        return page

    async def touch(self, do: str, target: str) -> None:
        """Tap, hold or release a control, by its id."""
        await self._running().call(do, target=target)

    async def screenshot(self, path: Path) -> None:
        """Take a picture of the window."""
        await self._running().call("screenshot", path=str(path))

    async def insert_card(self, citizen: str) -> None:
        """Put a card into the reader; it stays there through a power cut."""
        await self._around("insert_card", citizen=citizen)

    async def pull_card(self) -> None:
        """Pull the card out."""
        self._surroundings.pop("insert_card", None)
        if self._child is not None:
            await self._child.call("pull_card")

    async def put_id_card(self, citizen: str, *, hasty: bool) -> None:
        """Put an ID card on the reader; a hasty hand takes it away again while it is read."""
        await self._running().call("put_id_card", citizen=citizen, hasty=hasty)

    async def take_id_card(self) -> None:
        """Take the ID card away from the reader."""
        await self._running().call("take_id_card")

    async def set_paper(self, *, loaded: bool) -> None:
        """Load a paper roll, or take it out."""
        await self._around("paper", loaded=loaded)

    async def set_cover(self, *, closed: bool) -> None:
        """Close the printer's cover, or open it."""
        await self._around("cover", closed=closed)

    async def _around(self, do: str, **arguments: object) -> None:
        if self._child is not None:
            await self._child.call(do, **arguments)
        self._surroundings[do] = arguments

    def set_network(self, *, up: bool) -> None:
        """Restore the line to the gateways, or cut it."""
        self._server.set_reachable(up)

    def set_fault(self, fault: Fault | None, times: int | None) -> None:
        """Have the gateways misbehave; None heals them, `times` None is for always."""
        if fault is None:
            self._gateway.faults.off()
        elif times is None:
            self._gateway.faults.always(fault)
        else:
            self._gateway.faults.once(*[fault] * times)

    async def set_bureau(self, *, up: bool) -> None:
        """Restore the line to the bureau, or cut it."""
        await self._around("bureau", reachable=up)

    async def set_terminal(self, *, answering: bool) -> None:
        """Let the payment terminal answer, or do what it is asked without a word."""
        await self._around("terminal", answering=answering)

    async def set_scanner(self, *, plugged: bool) -> None:
        """Plug the code scanner in, or pull its cable."""
        await self._around("scanner", plugged=plugged)

    async def use_bank_card(self, act: BankCardAct) -> None:
        """Do something with a bank card at the payment terminal."""
        await self._running().call("bank_card", act=act)

    async def settle_elsewhere(self, citizen: str) -> None:
        """Have the citizen's first open bill paid at another place."""
        await self._running().call("settle_elsewhere", citizen=citizen)

    async def change_bill(self, citizen: str, bill: str | None, discount: Fen) -> None:
        """Have the bureau grant a discount."""
        await self._running().call("change_bill", citizen=citizen, bill=bill, fen=discount)

    def pay(self, wallet: RailName) -> None:
        """Pay the code that was last seen, from a citizen's phone.

        Raises:
            StepFailed: no code was seen, or the phone does not pay it.
        """
        if self._code is None:
            raise StepFailed("there was no code on the screen to scan")
        screen = self._gateway.pay(wallet, self._code)
        if screen.state is not PhoneState.PAID:
            raise StepFailed(f"the phone did not pay; it says: {screen.words}")

    async def show_code(self, wallet: RailName, habit: PayerHabit) -> None:
        """Hold a phone with a new payment code before the scanner."""
        code = self._gateway.show_code(wallet, habit)
        self._phone = wallet, code
        await self.hold_code(code)

    async def hold_code(self, text: str) -> None:
        """Hold a code before the scanner, once its light is on."""
        await self.settle()
        await self._running().call("hold_code", text=text)

    def answer_phone(self, *, pays: bool) -> None:
        """Enter the password that the phone asks for, or say no.

        Raises:
            StepFailed: it does not ask.
        """
        if self._phone is None:
            raise StepFailed("no phone has shown a payment code")
        wallet, code = self._phone
        screen = self._gateway.look(wallet, code)
        if screen.state is not PhoneState.ASKING:
            raise StepFailed(f"the phone does not ask; it says: {screen.words}")
        if pays:
            self._gateway.confirm(wallet, code)
        else:
            self._gateway.refuse(wallet, code)

    async def papers(self) -> list[PrintedPaper]:
        """List what was printed since the flow began, oldest first."""
        if self._child is None:
            return self._papers
        papers: list[dict[str, Any]] = await self._child.call("papers")
        return [
            *self._papers,
            *(PrintedPaper(tuple(each["lines"]), Path(each["picture"])) for each in papers),
        ]

    async def ledgers(self) -> "Ledgers":
        """Read the bureau's book, the gateways' and the acquirer's."""
        bureau = await self._running().call("ledger")
        cards = await self._running().call("card_ledger")
        rows = self._gateway.ledger()
        return Ledgers(
            posted=bureau["posted"],
            posted_fen=Fen(bureau["posted_fen"]),
            paid_fen=Fen(cards["paid_fen"] + sum(row.paid_fen for row in rows)),
            refunded_fen=Fen(cards["refunded_fen"] + sum(row.refunded_fen for row in rows)),
        )

    def log_tail(self) -> str:
        """Give the last lines that the kiosk logged."""
        return self._child.log_tail() if self._child else ""

    def _running(self) -> Child:
        if self._child is None:
            raise StepFailed("the kiosk is not running")
        return self._child


@dataclass(frozen=True, slots=True)
class Ledgers:
    """What independent books say of the same money."""

    posted: int
    posted_fen: Fen
    paid_fen: Fen
    refunded_fen: Fen

    @property
    def agree(self) -> bool:
        """Whether all money that came in is posted or was given back."""
        return self.paid_fen == self.posted_fen + self.refunded_fen


@asynccontextmanager
async def open_rig(setting: Setting, data: Path, start: Start) -> AsyncIterator[Rig]:
    """Make a rig with its kiosk running, and leave nothing behind."""
    rig = Rig(setting, data, start)
    try:
        await rig.start_app()
        yield rig
    finally:
        await rig.abandon()
