"""A virtual social-security card: what the chip in it answers, byte by byte.

Protocol T=0: data after SELECT is announced by 61xx, a wrong length is corrected by 6Cxx. Files
and records: LD/T 32.5-2015.
"""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.devices.simulators.card_keys import card_key, encrypt, region_factor
from kiosk.domain.secret import Secret

ATR = bytes.fromhex("3B6D00000081544C0086840807230005C0")
SSSE = bytes.fromhex("7378312E73682EC9E7BBE1B1A3D5CF")
BANK = bytes.fromhex("A000000333010101")

_LONGEST_NAME = 50
_NAME_LENGTH = 30
_TRIES = 6
_PROTECTED = 0xEF0D
_HOLDER_DATA_KEY = b"\x04"


class CardCondition(StrEnum):
    """What is wrong with a card."""

    GENUINE = "genuine"
    MUTE = "mute"
    """Powered, it says nothing at all."""
    SILENT = "silent"
    """It gives its answer to reset, and nothing after it."""
    BANK_ONLY = "bank-only"
    """It is a bank card without the social-security application."""
    SHORT_ANSWERS = "short-answers"
    GARBLED_NAME = "garbled-name"
    INVALIDATED = "invalidated"


@dataclass(frozen=True, slots=True)
class CardContents:
    """What is personalised into the chip."""

    identification_code: Secret
    """32 hexadecimal digits, the first six the issuing region."""
    card_number: Secret
    """Nine letters and digits."""
    social_security_number: Secret
    name: Secret
    """At most 50 bytes in GB18030."""
    sex: str = "1"
    nation: int = 1
    born: str = "19700101"
    issued: str = "20200101"
    expires: str = "20300101"
    person_number: Secret | None = None
    """Twelve digits that only a security module may read, if the chip holds them."""


class VirtualCard:
    """Holds its files, its PIN and key and the tries that are left; power makes it forget the rest."""

    def __init__(
        self,
        contents: CardContents,
        pin: str = "123456",
        condition: CardCondition = CardCondition.GENUINE,
        tries_left: int = _TRIES,
    ) -> None:
        self.condition = condition
        self.tries_left = tries_left
        self.key_tries_left = _TRIES
        self._pin = bytes.fromhex(pin)
        self._files = _files(contents, garbled=condition is CardCondition.GARBLED_NAME)
        self._region = contents.identification_code.reveal()[:6]
        self._challenges = 0
        self.power_off()

    def power_off(self) -> None:
        """Forget what was selected and what was to be fetched; a reset does the same."""
        self._application = b""
        self._file = 0
        self._waiting = b""
        self._challenge = b""
        self._trusts = False

    @property
    def answer_to_reset(self) -> bytes:
        """What it says when it is powered; nothing if it is mute."""
        return b"" if self.condition is CardCondition.MUTE else ATR

    def transmit(self, command: bytes) -> bytes:
        """Answer a command APDU; an empty answer means that the card keeps silent."""
        match self.condition:
            case CardCondition.MUTE | CardCondition.SILENT:
                return b""
            case CardCondition.SHORT_ANSWERS:
                return b"\x90"
            case _:
                return self._answer(command)

    def _answer(self, command: bytes) -> bytes:
        waiting, self._waiting = self._waiting, b""
        match command[:2]:
            case b"\x00\xa4" if len(command) >= 5:
                return self._select(command[2], command[5 : 5 + command[4]])
            case b"\x00\xc0" if len(command) == 5:
                return _counted(waiting, command[4])
            case b"\x00\xb2" if len(command) == 5:
                return self._read_record(command[2], command[3], command[4])
            case b"\x00\x20" if len(command) >= 5:
                return self._verify(command[5 : 5 + command[4]])
            case b"\x00\x84" | b"\x00\x82":
                return self._use_keys(command)
        return b"\x6d\x00" if command[:1] == b"\x00" else b"\x6e\x00"

    def _select(self, by: int, identifier: bytes) -> bytes:
        if by == 0x04:
            return self._select_application(identifier)
        file = int.from_bytes(identifier)
        if file == 0x3F00:
            self.power_off()
            return b"\x90\x00"
        if self._application != SSSE or file not in self._files:
            return b"\x6a\x82"
        self._file = file
        return b"\x90\x00"

    def _select_application(self, identifier: bytes) -> bytes:
        present = BANK if self.condition is CardCondition.BANK_ONLY else SSSE
        if identifier != present:
            return b"\x6a\x82"
        if self.condition is CardCondition.INVALIDATED:
            return b"\x62\x83"
        self._application, self._file = identifier, 0
        name = b"\x84" + bytes((len(identifier),)) + identifier
        self._waiting = b"\x6f" + bytes((len(name),)) + name
        return bytes((0x61, len(self._waiting)))

    def _use_keys(self, command: bytes) -> bytes:
        """Make a challenge, or hear a proof that answers the last one."""
        challenge, self._challenge = self._challenge, b""
        if command[1] == 0x84:
            self._challenges += 1
            self._challenge = self._challenges.to_bytes(8)
            return self._challenge + b"\x90\x00"
        key, proof = command[3:4], command[5:]
        if not challenge or proof[8:] != challenge:
            return b"\x69\x84"
        if key != _HOLDER_DATA_KEY:
            return b"\x6a\x88"
        if not self.key_tries_left:
            return b"\x69\x83"
        self._trusts = proof[:8] == encrypt(card_key(ATR[-8:], region_factor(self._region)), challenge)
        if self._trusts:
            self.key_tries_left = _TRIES
            return b"\x90\x00"
        self.key_tries_left -= 1
        return bytes((0x63, 0xC0 | self.key_tries_left))

    def _read_record(self, number: int, control: int, length: int) -> bytes:
        if not self._file:
            return b"\x69\x86"
        if control != 0x04:
            return b"\x6a\x86"
        if self._file == _PROTECTED and not self._trusts:
            return b"\x69\x82"
        stored = self._files[self._file]
        if not 1 <= number <= len(stored):
            return b"\x6a\x83"
        return _counted(stored[number - 1], length)

    def _verify(self, pin: bytes) -> bytes:
        if self._application != SSSE:
            return b"\x69\x85"
        if not self.tries_left:
            return b"\x69\x83"
        if len(pin) != 3:
            return b"\x67\x00"
        if pin == self._pin:
            self.tries_left = _TRIES
            return b"\x90\x00"
        self.tries_left -= 1
        return bytes((0x63, 0xC0 | self.tries_left))


def _counted(data: bytes, length: int) -> bytes:
    if not data:
        return b"\x69\x85"
    return data + b"\x90\x00" if length == len(data) else bytes((0x6C, len(data)))


def _files(contents: CardContents, *, garbled: bool) -> dict[int, tuple[bytes, ...]]:
    name = contents.name.reveal().encode("gb18030")
    if len(name) > _LONGEST_NAME:
        raise ValueError(f"a card holds a name of {_LONGEST_NAME} bytes at most")
    if garbled:
        name = name[:-1] + b"\xff"
    name = name.ljust(_LONGEST_NAME, b"\x00")
    code = bytes.fromhex(contents.identification_code.reveal())
    person = contents.person_number.reveal().encode("ascii") if contents.person_number else b""
    return {
        _PROTECTED: (_record(0x5F, person, 12),),
        0xEF05: (
            _record(0x01, code, 16),
            _record(0x02, b"1", 1),
            _record(0x03, b"3.00", 4),
            _record(0x04, code[:3], 12),
            _record(0x05, bytes.fromhex(contents.issued), 4),
            _record(0x06, bytes.fromhex(contents.expires), 4),
            _record(0x07, contents.card_number.reveal().encode("ascii"), 9),
        ),
        0xEF06: (
            _record(0x08, contents.social_security_number.reveal().encode("ascii"), 18),
            _record(0x09, name[:_NAME_LENGTH], 30),
            _record(0x4E, name[_NAME_LENGTH:], 20),
            _record(0x0A, contents.sex.encode("ascii"), 1),
            _record(0x0B, bytes.fromhex(f"{contents.nation:02d}"), 1),
            _record(0x0C, code[:3], 3),
            _record(0x0D, bytes.fromhex(contents.born), 4),
        ),
    }


def _record(tag: int, value: bytes, length: int) -> bytes:
    return bytes((tag, length)) + value.ljust(length, b"\x00")
