"""The test rig: a kiosk in its own process, and around it what survives when that is killed."""

import json
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.bench.service.operators import FILE_NAME as OPERATORS
from kiosk.bench.service.operators import Operators
from kiosk.devices.ports import DeviceKind
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.money import Fen
from kiosk.domain.secret import Secret
from kiosk.flows.render import Rendered
from kiosk.flowtest.child import Child
from kiosk.flowtest.failure import StepFailed
from kiosk.flowtest.steps import WITHOUT_POWER, Start
from kiosk.flowtest.surroundings import Surroundings
from kiosk.technician_error import TechnicianError
from kiosk.world import acts
from kiosk.world.clock import VirtualClock
from kiosk.world.gateway import GatewayKeys, GatewayServer, SimulatedGateway
from kiosk.world.outside import Outside
from kiosk.world.world import Guidance, PrintedPaper

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
        self._clock = VirtualClock(start.at or OPENING)
        keys = GatewayKeys.load(setting.keys)
        self._gateway = SimulatedGateway(data / "gateway.db", keys, self._clock, secrets.token_bytes)
        self._server = GatewayServer(self._gateway)
        self._url = self._server.start()
        self._outside = Outside(self._server)
        self._child: Child | None = None
        self._surroundings = Surroundings()
        self._papers: list[PrintedPaper] = []
        self._code: str | None = None

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
        for line in self._surroundings:
            await self._child.call("act", line=line)

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

    async def do(self, act: acts.Act, line: str) -> None:
        """Do an act of the world; `line` says the same in the language of flows.

        Raises:
            StepFailed: it cannot be done.
        """
        try:
            match act:
                case acts.ShowCode():
                    held = self._outside.show_code(act)
                    await self.do(held, f"hold_code: {json.dumps(held.text)}")
                case acts.Network() | acts.Scan() | acts.Pay() | acts.AnswerPhone():
                    self._outside.do(act, self._code)
                case acts.PlanFault(at=acts.GATEWAY):
                    self._outside.plan_fault(act)
                case acts.Mend(at=acts.GATEWAY):
                    self._outside.mend()
                case _:
                    await self._do_at_kiosk(act, line)
        except ValueError as error:
            raise StepFailed(str(error)) from None

    async def _do_at_kiosk(self, act: acts.AtKiosk, line: str) -> None:
        if isinstance(act, acts.HoldCode):
            await self.settle()  # the scanner's light comes on
        if self._child is not None:
            await self._child.call("act", line=line)
        elif not isinstance(act, WITHOUT_POWER):
            raise StepFailed("the kiosk is not running")
        self._surroundings.note(act, line)

    def set_pin(self, name: str, pin: Secret) -> None:
        """Give an operator a PIN for the service menu.

        Raises:
            StepFailed: the name or the PIN is not one.
        """
        try:
            Operators(self._data / OPERATORS, self._clock).set_pin(name, pin)
        except TechnicianError as error:
            raise StepFailed(str(error)) from None

    async def papers(self) -> list[PrintedPaper]:
        """List what was printed since the flow began, oldest first."""
        if self._child is None:
            return self._papers
        papers: list[dict[str, Any]] = await self._child.call("papers")
        return [
            *self._papers,
            *(PrintedPaper(tuple(each["lines"]), Path(each["picture"])) for each in papers),
        ]

    async def guidance(self) -> Guidance:
        """See the lights, and hear what was said."""
        guidance = await self._running().call("guidance")
        return Guidance(tuple(map(DeviceKind, guidance["lit"])), tuple(guidance["said"]))

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
