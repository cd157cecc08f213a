"""The pages of the devices: how each stands, what to do about it, how its self-test went."""

from collections.abc import Iterator
from dataclasses import replace

from kiosk.bench.service.readiness import write_readiness
from kiosk.bench.service.results import SelfTestResult
from kiosk.bench.service.self_tests import self_test
from kiosk.bench.service.state import ServiceVisit
from kiosk.bench.service.telling import tell
from kiosk.bench.service.tools import Tools
from kiosk.bench.standing import state_words
from kiosk.devices.fault_catalogue import FaultRow
from kiosk.devices.ports import DeviceKind, DeviceStatus, FaultCode
from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
from kiosk.flows.flow import Back, Go, Next, Step
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, Choice, Detail, DetailsView, MenuView, Tone, WaitView

_HISTORY_LINES = 12


def device_steps(tools: Tools) -> list[Step[ServiceVisit]]:
    """Make the list of devices, the page of one, its self-test, and the report of all."""
    pages = _DevicePages(tools)
    return [
        Step("devices", pages.devices, frozenset({"device", "readiness"}), leave=False),
        Step("device", pages.device, frozenset({"self-test"}), leave=False),
        Step("self-test", pages.self_test, frozenset(), remembered=False, leave=False),
        Step("readiness", pages.readiness, frozenset(), remembered=False, leave=False),
    ]


def is_well(status: DeviceStatus, result: SelfTestResult | None) -> bool:
    """Tell whether a device has no fault and did not fail its last self-test."""
    return status.fault is None and (result is None or result.outcome.passed)


class _DevicePages:
    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def devices(self, turn: Turn, state: ServiceVisit) -> Next[ServiceVisit]:
        """List the devices as they stand now."""
        turn.attach_ticks()
        while True:
            match await turn.ask(self._list()):
                case Tap("main"):
                    return Go("readiness", state)
                case Tap(target) if target.startswith("device-"):
                    return Go("device", replace(state, device=DeviceKind(target.removeprefix("device-"))))

    def _list(self) -> MenuView:
        results = self._tools.results.last()
        return MenuView(
            title=Text("service-devices"),
            sentence=Text("service-devices-sentence"),
            choices=tuple(
                self._row(name, results.get(name)) for name in sorted(self._tools.supervisor.devices)
            ),
            main=Button("main", Text("service-readiness")),
        )

    def _row(self, name: DeviceKind, result: SelfTestResult | None) -> Choice:
        status = self._tools.supervisor.status(name)
        return Choice(
            f"device-{name}",
            "done" if is_well(status, result) else "care",
            Text(f"device-{name}"),
            Text(
                "service-device-line",
                state=state_words(status),
                test=_words_of(result),
            ),
        )

    async def device(self, turn: Turn, state: ServiceVisit) -> Next[ServiceVisit]:
        """Show one device until its self-test is wanted."""
        name = state.which_device()
        turn.attach_ticks()
        while True:
            if await turn.ask(self._page(name)) == Tap("main"):
                return Go("self-test", state)

    def _page(self, name: DeviceKind) -> DetailsView:
        status = self._tools.supervisor.status(name)
        return DetailsView(
            title=Text(f"device-{name}"),
            picture=None if status.fault is None else self._help(name, status.fault).picture,
            notice=state_words(status),
            tone=Tone.DONE if status.fault is None else Tone.CARE,
            lines=tuple(self._lines(name, status.fault, status.reason)),
            main=Button("main", Text("service-self-test")),
        )

    def _help(self, name: DeviceKind, fault: FaultCode) -> FaultRow:
        return self._tools.services.faults.row(name, fault)

    def _lines(self, name: DeviceKind, fault: FaultCode | None, reason: str) -> Iterator[Detail]:
        if fault is not None:
            row = self._help(name, fault)
            yield Detail(Text("service-fault"), row.cause, Tone.CARE)
            yield Detail(Text("service-fault-steps"), row.steps)
        if reason:
            yield Detail(Text("service-fault-reason"), reason)
        result = self._tools.results.last().get(name)
        yield Detail(Text("service-last-test"), _words_of(result))
        if result is not None:
            yield Detail(Text("service-last-test-detail"), result.outcome.detail)
        history = self._tools.supervisor.history(name)[-_HISTORY_LINES:]
        for number, change in enumerate(reversed(history)):
            yield Detail(
                Text("service-history") if number == 0 else None,
                Text(
                    "service-history-line",
                    at=f"{change.at:%m-%d %H:%M:%S}",
                    what=self._help(name, change.fault).cause
                    if change.fault
                    else Text(f"service-state-{change.new}"),
                ),
            )

    async def self_test(self, turn: Turn, state: ServiceVisit) -> Next[ServiceVisit]:
        """Test one device, keep what came of it and say it."""
        name = state.which_device()
        outcome = await self_test(name, self._tools, turn)
        self._tools.note(state, f"self-test of {name} {'passed' if outcome.passed else 'failed'}")
        try:
            self._tools.results.add(name, SelfTestResult(outcome, turn.clock.now(), state.who()))
        except OSError as error:
            await _tell_not_written(turn, error)
        if outcome.passed:
            await tell(turn, Text("service-test-passed-title"), outcome.detail, Tone.DONE)
        else:
            await tell(turn, Text("service-test-failed-title"), outcome.detail, Tone.ERROR)
        return Back()

    async def readiness(self, turn: Turn, state: ServiceVisit) -> Next[ServiceVisit]:
        """Write the report and say where it lies."""
        writing = WaitView(title=Text("service-readiness-writing"), sentence=Text("please-wait"))
        try:
            path = await turn.work(write_readiness(self._tools, state.who(), turn.clock.now()), writing)
        except OSError as error:
            await _tell_not_written(turn, error)
        else:
            self._tools.note(state, f"wrote the readiness report {path.name}")
            await tell(turn, Text("service-readiness-written"), str(path), Tone.DONE)
        return Back()


def _words_of(result: SelfTestResult | None) -> Text:
    if result is None:
        return Text("service-test-never")
    at = f"{result.at:%Y-%m-%d %H:%M}"
    if result.outcome.passed:
        return Text("service-test-passed", at=at, operator=result.operator)
    return Text("service-test-failed", at=at, operator=result.operator)


async def _tell_not_written(turn: Turn, error: OSError) -> None:
    await tell(turn, Text("service-not-written"), str(error.strerror), Tone.ERROR)
