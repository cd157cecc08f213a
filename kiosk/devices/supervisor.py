"""Keeps the devices at work: opens each, opens it again when it was lost, and remembers how it stood."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime

from kiosk.devices.broadcast import Broadcast
from kiosk.devices.driver import Driver, place_of
from kiosk.devices.ports import DeviceKind, DeviceState, DeviceStatus, FaultCode
from kiosk.devices.transports.lost import DeviceLostError
from kiosk.domain.clock import Clock

_log = logging.getLogger(__name__)

HISTORY_LENGTH = 200
"""Changes remembered of each device."""

# Seconds of the clock.
FIRST_WAIT = 0.5
LONGEST_WAIT = 30.0
STAYED_WELL = 60.0
"""A device that was open for so long is tried again as quickly as one that was never lost."""


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One line of a device's history."""

    at: datetime
    name: DeviceKind
    old: DeviceState
    new: DeviceState
    fault: FaultCode | None
    reason: str
    """For a technician; empty if there is nothing to say."""


class Supervisor:
    """Runs a driver for each device that the kiosk has, whichever of them are missing.

    A driver that dies is started again like one that lost its device, and its status says so.
    """

    def __init__(self, devices: Mapping[DeviceKind, Driver[DeviceStatus]], clock: Clock) -> None:
        self.devices = devices
        self._clock = clock
        self._history = {name: deque[StatusChange](maxlen=HISTORY_LENGTH) for name in devices}
        self._ending = False
        self._last = Broadcast[StatusChange | None](None)

    def status(self, name: DeviceKind) -> DeviceStatus:
        """Tell how a device stands now.

        Raises:
            KeyError: the kiosk has no such device.
        """
        return self.devices[name].status

    def history(self, name: DeviceKind) -> Sequence[StatusChange]:
        """List the last changes of a device, oldest first.

        Raises:
            KeyError: the kiosk has no such device.
        """
        return tuple(self._history[name])

    async def changes(self) -> AsyncGenerator[StatusChange]:
        """Give each change of any device from now on."""
        async with aclosing(self._last.changes()) as changes:
            await anext(changes)
            async for change in changes:
                if change is not None:
                    yield change

    async def run(self) -> None:
        """Keep every device at work, until cancelled."""
        self._ending = False
        works = [work for name in self.devices for work in (self._watch(name), self._keep_open(name))]
        tasks = [asyncio.create_task(work) for work in works]
        try:
            await asyncio.gather(*map(asyncio.shield, tasks))
        finally:
            self._ending = True
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _watch(self, name: DeviceKind) -> None:
        driver = self.devices[name]
        known = driver.status
        async with aclosing(driver.changes()) as changes:
            async for status in changes:
                if _gist(status) != _gist(known):
                    self._remember(name, known.device, status)
                known = status

    def _remember(self, name: DeviceKind, old: DeviceState, status: DeviceStatus) -> None:
        change = StatusChange(self._clock.now(), name, old, status.device, status.fault, status.reason)
        _log.info("%s: %s -> %s %s %s", name, old, change.new, change.fault or "", change.reason)
        self._history[name].append(change)
        self._last.publish(change)

    async def _keep_open(self, name: DeviceKind) -> None:
        wait = FIRST_WAIT
        while True:
            opened_at = self._clock.monotonic()
            await self._run_once(name)
            if self._clock.monotonic() - opened_at >= STAYED_WELL:
                wait = FIRST_WAIT
            await self._clock.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)

    async def _run_once(self, name: DeviceKind) -> None:
        try:
            await self.devices[name].run()
        except DeviceLostError:
            pass  # the status says why
        except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 the kiosk outlives any driver
            if not self._ending:
                _report_death(name, error)
        if self._ending:  # a task group in the driver forgets it if the line is lost at that moment
            raise asyncio.CancelledError


def _gist(status: DeviceStatus) -> tuple[DeviceState, FaultCode | None, str]:
    return status.device, status.fault, status.reason


def _report_death(name: DeviceKind, error: BaseException) -> None:
    _log.error("%s: its driver died of %s and is started again", name, place_of(error))
