"""What every driver is: one opening of its device at a time, and a status that tells how it stands."""

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path
from traceback import extract_tb
from typing import Generic, TypeVar

from kiosk.devices.broadcast import Broadcast
from kiosk.devices.ports import DeviceState, DeviceStatus, FaultCode
from kiosk.devices.transports.lost import DeviceLostError, DeviceSuspectError
from kiosk.devices.transports.message_link import NotAnsweringError

S_co = TypeVar("S_co", bound=DeviceStatus, covariant=True)


class Driver(ABC, Generic[S_co]):
    """Holds the device open for as long as `run` does; the supervisor runs it, again and again.

    Args:
        missing: the status once it is known that there is no device.
    """

    def __init__(self, missing: S_co) -> None:
        self._missing = missing
        self._status = Broadcast(replace(missing, device=DeviceState.STARTING, fault=None))

    @property
    def status(self) -> S_co:
        """How the device stands now."""
        return self._status.value

    def changes(self) -> AsyncGenerator[S_co]:
        """Give the status now and each one that follows; a fast change may be skipped, the last never."""
        return self._status.changes()

    async def run(self) -> None:
        """Open the device and serve it until it is lost or this is cancelled; never leave it open.

        Raises:
            DeviceLostError: it could not be opened, or is lost; the status tells so, too.
            Exception: a mistake in the driver, which the status calls suspect.
        """
        standing = self._missing
        try:
            await self._open()
            await self._serve()
            standing = self._suspect("its driver stopped without a word")
        except Exception as error:  # noqa: BLE001 it is raised again, without its group
            cause = _cause(error)
            standing = self._standing_after(cause)
            raise cause from None
        finally:
            self._status.publish(standing)
            await self._close()

    @abstractmethod
    async def _open(self) -> None:
        """Make the way to the device ready; raise DeviceLostError if that fails."""

    @abstractmethod
    async def _serve(self) -> None:
        """Do what must be done all the time; raise DeviceLostError when the device is lost."""

    @abstractmethod
    async def _close(self) -> None:
        """Give the device back, however far `_open` came, and free whoever waits for it."""

    def _silent(self, reason: str) -> S_co:
        """Give the status of a device that does not answer."""
        return replace(
            self._missing, device=DeviceState.OFFLINE, fault=FaultCode.NOT_RESPONDING, reason=reason
        )

    def _suspect(self, reason: str) -> S_co:
        """Give the status of a device that is not what it should be, or whose driver is not."""
        return replace(
            self._missing, device=DeviceState.HARDWARE_ERROR, fault=FaultCode.SUSPECT, reason=reason
        )

    def _standing_after(self, cause: Exception) -> S_co:
        match cause:
            case DeviceSuspectError():
                return self._suspect(str(cause))
            case NotAnsweringError():
                return self._silent(str(cause))
            case DeviceLostError():
                return replace(
                    self._missing,
                    device=DeviceState.NO_DEVICE,
                    fault=FaultCode.NO_DEVICE,
                    reason=str(cause),
                )
            case _:
                return self._suspect(f"its driver ended with {place_of(cause)}")


def place_of(error: BaseException) -> str:
    """Name an error and where it arose; its own words may quote a citizen's data, so they are left out."""
    frames = extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def _cause(error: Exception) -> Exception:
    """Give one of those that happened side by side; a mistake comes before a loss that it led to."""
    if not isinstance(error, ExceptionGroup):
        return error
    return min(map(_cause, error.exceptions), key=lambda cause: isinstance(cause, DeviceLostError))
