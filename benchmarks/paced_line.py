"""A serial line that is as slow as a real one: pseudo-terminals take any speed and keep none."""

from collections.abc import Callable
from time import perf_counter, sleep

from kiosk.devices.simulators.serial_port import WiredDevice

_BITS_A_BYTE = 10
_PORTION = 64
"""Bytes that go over at once; a driver reads them while the next are on their way."""


class PacedLine:
    """A device behind a line of `baud` bits a second each way; counts the bytes that it carries."""

    def __init__(self, device: WiredDevice, baud: int) -> None:
        self.carried = 0
        self._device = device
        self._seconds_a_byte = _BITS_A_BYTE / baud

    @property
    def seconds(self) -> float:
        """How long the line was busy with what it carried."""
        return self.carried * self._seconds_a_byte

    def attach(self, answer: Callable[[bytes], None]) -> None:
        """Let the device answer there."""
        self._device.attach(lambda data: self._carry(data, answer))

    def receive(self, data: bytes) -> None:
        """Carry bytes to the device."""
        self._carry(data, self._device.receive)

    def _carry(self, data: bytes, hand_over: Callable[[bytes], None]) -> None:
        free_at = perf_counter()
        for start in range(0, len(data), _PORTION):
            portion = data[start : start + _PORTION]
            free_at += len(portion) * self._seconds_a_byte
            sleep(max(0.0, free_at - perf_counter()))
            self.carried += len(portion)
            hand_over(portion)
