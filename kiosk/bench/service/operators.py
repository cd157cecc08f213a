"""The operators of a kiosk: who may open the service menu, and by which PIN.

A PIN of six to eight digits is soon guessed by who may try at will. So each wrong try makes the wait before
the next one longer: the operator's, and the kiosk's as well, or there would be as many tries as operators.
It is counted on the disk before the PIN is looked at, so that pulling the plug gives nobody another try.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError

from kiosk.domain.clock import Clock
from kiosk.domain.secret import Secret
from kiosk.private_file import write_private_file
from kiosk.technician_error import TechnicianError

FILE_NAME = "operators.json"
SHORTEST_PIN, LONGEST_PIN = 6, 8
_OWN_IT = "let it and its folder belong to the kiosk's account"
_PIN = re.compile(rf"[0-9]{{{SHORTEST_PIN},{LONGEST_PIN}}}")
_NAME = re.compile(r"[^\W_][\w .·-]{0,19}")
_WAITS_S = (0, 0, 30, 120, 900)
"""After each wrong try; from there on the wait doubles."""
_LONGEST_WAIT_S = 3600
"""Whoever knows the gesture keeps the operators out for no longer; 24 tries a day guess nobody's PIN."""


@dataclass(frozen=True, slots=True)
class _Tries:
    wrong: Annotated[int, Field(ge=0)] = 0
    """Since the last right one."""
    last: AwareDatetime | None = None

    def one_more(self, now: datetime) -> "_Tries":
        return _Tries(self.wrong + 1, now)

    def begun_by(self, now: datetime) -> "_Tries":
        """Let a wait that would begin in the future begin now: the clock was set back."""
        return self if self.last is None else replace(self, last=min(self.last, now))

    def wait_s(self, now: datetime) -> int:
        """Give the seconds until the next one."""
        if self.last is None:
            return 0
        return max(0, round(_wait_after(self.wrong) - (now - self.last) / timedelta(seconds=1)))


@dataclass(frozen=True, slots=True)
class _Operator:
    pin_hash: str
    """Argon2id, in the form that names its parameters and salt."""
    tries: _Tries = _Tries()


@dataclass(frozen=True, slots=True)
class _Book:
    operators: dict[str, _Operator]
    tries: _Tries = _Tries()
    """Those at the kiosk, in whoever's name."""


@cache
def _book() -> TypeAdapter[_Book]:
    """Make what reads and writes the file; it takes as long as many modules do."""
    return TypeAdapter(_Book)


InThread = Callable[[Callable[[], bool]], Awaitable[bool]]
"""Runs a function that takes long beside the loop."""


class Operators:
    """The private file of operators.

    Raises:
        TechnicianError: from any method, if the file cannot be read or written.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock

    @property
    def names(self) -> tuple[str, ...]:
        """List the operators that have a PIN, in the order in which they got it."""
        return tuple(self._read().operators)

    def set_pin(self, name: str, pin: Secret) -> None:
        """Give an operator a PIN, new or instead of the old one, and let nobody wait any more.

        It takes a tenth of a second.

        Raises:
            TechnicianError: the name or the PIN is not one.
        """
        if _NAME.fullmatch(name) is None:
            raise TechnicianError(f"{name!r} is no name for an operator: up to 20 letters, such as 'Li Na'")
        digits = pin.reveal()
        if _PIN.fullmatch(digits) is None or len(set(digits)) == 1:
            raise TechnicianError(
                f"a PIN has {SHORTEST_PIN} to {LONGEST_PIN} digits, and not the same all over; choose another"
            )
        from argon2 import PasswordHasher  # noqa: PLC0415 a kiosk starts sooner without it

        operator = _Operator(PasswordHasher().hash(digits))
        self._write(_Book({**self._read().operators, name: operator}))

    def remove(self, name: str) -> None:
        """Take an operator's PIN away.

        Raises:
            TechnicianError: there is no such operator.
        """
        book = self._read()
        others = {other: operator for other, operator in book.operators.items() if other != name}
        if len(others) == len(book.operators):
            raise TechnicianError(f"there is no operator {name!r}; there are: {', '.join(others) or 'none'}")
        self._write(replace(book, operators=others))

    def wait_s(self, name: str) -> int | None:
        """Give the seconds until an operator may try a PIN; None if there is no such operator."""
        book, now = self._read(), self._clock.now()
        if name not in book.operators:
            return None
        tries, at_kiosk = book.operators[name].tries.begun_by(now), book.tries.begun_by(now)
        as_of_now = _with(book, name, tries, at_kiosk)
        if as_of_now != book:
            self._write(as_of_now)
        return max(tries.wait_s(now), at_kiosk.wait_s(now))

    async def verify(self, name: str, pin: Secret, in_thread: InThread) -> bool:
        """Say whether it is the PIN of an operator; one who must wait is not to be asked."""
        book, now = self._read(), self._clock.now()
        if name not in book.operators:
            return False
        operator = book.operators[name]
        self._write(_with(book, name, operator.tries.one_more(now), book.tries.one_more(now)))
        right = await in_thread(lambda: _is_pin(operator.pin_hash, pin.reveal()))
        if right:
            self._forget_tries(name, operator.pin_hash)
        return right

    def _forget_tries(self, name: str, pin_hash: str) -> None:
        """Let nobody wait any more, unless somebody gave or took a PIN meanwhile."""
        book = self._read()
        if name in book.operators and book.operators[name].pin_hash == pin_hash:
            self._write(_with(book, name, _Tries(), _Tries()))

    def _read(self) -> _Book:
        try:
            return _book().validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return _Book({})
        except OSError as error:
            message = f"{self._path} cannot be read ({error.strerror}): {_OWN_IT}"
            raise TechnicianError(message) from None
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            place = ".".join(map(str, first["loc"]))
            raise TechnicianError(
                f"{self._path} is damaged ({': '.join(filter(None, (place, first['msg'])))}): remove it and "
                "give each operator a PIN again, kiosk operator set-pin NAME"
            ) from None

    def _write(self, book: _Book) -> None:
        try:
            write_private_file(self._path, _book().dump_json(book, indent=1))
        except OSError as error:
            message = f"{self._path} cannot be written ({error.strerror}): {_OWN_IT}"
            raise TechnicianError(message) from None


def _with(book: _Book, name: str, tries: _Tries, at_kiosk: _Tries) -> _Book:
    operator = replace(book.operators[name], tries=tries)
    return _Book({**book.operators, name: operator}, at_kiosk)


def _wait_after(wrong: int) -> int:
    """Give the seconds between the last of so many wrong tries and the next."""
    if wrong <= len(_WAITS_S):
        return _WAITS_S[wrong - 1] if wrong else 0
    return min(_WAITS_S[-1] << min(wrong - len(_WAITS_S), 10), _LONGEST_WAIT_S)


def _is_pin(pin_hash: str, pin: str) -> bool:
    from argon2 import PasswordHasher, exceptions  # noqa: PLC0415 as above

    try:
        return PasswordHasher().verify(pin_hash, pin)
    except (exceptions.VerificationError, exceptions.InvalidHashError):
        return False
