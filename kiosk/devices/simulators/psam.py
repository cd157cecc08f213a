"""A virtual PSAM: the security module with the keys to what cards do not tell everybody."""

from kiosk.devices.simulators.card_keys import FACTOR_LENGTH, card_key, encrypt

ATR = bytes.fromhex("3B6D000080318065B0840100C883009000")
APPLICATION = bytes.fromhex("D15600000590")

_DELIVERY_LENGTH = 3 * FACTOR_LENGTH


class VirtualPsam:
    """Answers byte by byte; protocol T=0."""

    def __init__(self) -> None:
        self.power_off()

    def power_off(self) -> None:
        """Forget what was selected, and the key that was derived."""
        self._selected = False
        self._key = b""
        self._waiting = b""

    @property
    def answer_to_reset(self) -> bytes:
        """What it says when it is powered."""
        return ATR

    def transmit(self, command: bytes) -> bytes:
        """Answer a command APDU."""
        waiting, self._waiting = self._waiting, b""
        data = command[5:]
        match command[:2]:
            case b"\x00\xa4":
                self._selected = data == APPLICATION
                return b"\x90\x00" if self._selected else b"\x6a\x82"
            case b"\x00\xc0" if waiting and command[4:] == bytes((len(waiting),)):
                return waiting + b"\x90\x00"
            case b"\xbf\xde" if self._selected and len(data) == _DELIVERY_LENGTH:
                self._key = card_key(data[:8], data[8:16])
                return b"\x90\x00"
            case b"\x80\xfa" if self._key and len(data) == FACTOR_LENGTH:
                self._waiting = encrypt(self._key, data)
                return b"\x61\x08"
            case b"\xbf\xde" | b"\x80\xfa" | b"\x00\xc0":
                return b"\x69\x85"
        return b"\x6d\x00"
