"""The operators of a kiosk: who may open the service menu, and by which PIN.

A PIN of six to eight digits is soon guessed by who may try at will. So each wrong try of an operator
makes the wait before their next one longer; it is counted on the disk before the PIN is looked at, so
that pulling the plug gives nobody another try.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from kiosk.domain.clock import Clock
from kiosk.domain.secret import Secret
from kiosk.private_file import write_private_file
from kiosk.technician_error import TechnicianError

FILE_NAME = "operators.json"
SHORTEST_PIN, LONGEST_PIN = 6, 8
_PIN = re.compile(rf"[0-9]{{{SHORTEST_PIN},{LONGEST_PIN}}}")
_NAME = re.compile(r"[^\W_][\w .·-]{0,19}")
_WAITS_S = (0, 0, 30, 120, 900)
"""After each wrong try; from there on the wait doubles."""
_LONGEST_WAIT_S = 86_400


@dataclass(frozen=True, slots=True)
class _Operator:
    pin_hash: str
    """Argon2id, in the form that names its parameters and salt."""
    wrong: Annotated[int, Field(ge=0)] = 0
    """Tries since the last right one."""
    wrong_at: datetime | None = None


@cache
def _book() -> TypeAdapter[dict[str, _Operator]]:
    """Make what reads and writes the file; it takes as long as many modules do."""
    return TypeAdapter(dict[str, _Operator])


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
        return tuple(self._read())

    def set_pin(self, name: str, pin: Secret) -> None:
        """Give an operator a PIN, new or instead of the old one; takes a tenth of a second.

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

        self._write({**self._read(), name: _Operator(PasswordHasher().hash(digits))})

    def remove(self, name: str) -> None:
        """Take an operator's PIN away.

        Raises:
            TechnicianError: there is no such operator.
        """
        others = self._read()
        if others.pop(name, None) is None:
            raise TechnicianError(f"there is no operator {name!r}; there are: {', '.join(others) or 'none'}")
        self._write(others)

    def wait_s(self, name: str) -> int:
        """Give the seconds until the operator may try a PIN.

        Raises:
            KeyError: there is no such operator.
        """
        operator = self._read()[name]
        if operator.wrong_at is None:
            return 0
        passed = max((self._clock.now() - operator.wrong_at) / timedelta(seconds=1), 0)
        return max(0, round(_wait_after(operator.wrong) - passed))

    async def verify(self, name: str, pin: Secret, in_thread: InThread) -> bool:
        """Say whether it is the operator's PIN; an operator who must wait is not to be asked.

        Raises:
            KeyError: there is no such operator.
        """
        operator = self._read()[name]
        self._keep(name, replace(operator, wrong=operator.wrong + 1, wrong_at=self._clock.now()))
        right = await in_thread(lambda: _is_pin(operator.pin_hash, pin.reveal()))
        if right:
            self._keep(name, _Operator(operator.pin_hash))
        return right

    def _keep(self, name: str, operator: _Operator) -> None:
        """Write what became of a try, unless somebody gave or took a PIN meanwhile."""
        book = self._read()
        if name in book and book[name].pin_hash == operator.pin_hash:
            self._write({**book, name: operator})

    def _read(self) -> dict[str, _Operator]:
        try:
            return _book().validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise TechnicianError(f"{self._path} cannot be read ({error.strerror})") from None
        except ValidationError:
            message = f"{self._path} is damaged: remove it and give each operator a PIN again"
            raise TechnicianError(message) from None

    def _write(self, book: Mapping[str, _Operator]) -> None:
        try:
            write_private_file(self._path, _book().dump_json(dict(book), indent=1))
        except OSError as error:
            raise TechnicianError(f"{self._path} cannot be written ({error.strerror})") from None


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
