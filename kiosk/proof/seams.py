"""The seams of a kiosk at which its process is struck: every call of money to something outside it.

The product knows nothing of them: they are wrapped around its journal, rails, bureau and printer.
"""

import inspect
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from kiosk.payments.order_record import OrderStage
from kiosk.payments.record import AttemptRecord

_Thing = TypeVar("_Thing")

JOURNAL = frozenset(
    {
        "order_started",
        "order_opened",
        "order_ended",
        "attempt_started",
        "attempt_changed",
        "taken_up",
        "print_started",
        "print_ended",
    }
)
RAIL = frozenset({"create", "query", "close", "refund", "query_refund"})
BUREAU = frozenset({"create_order", "register_attempt", "post", "void", "record_print"})
PRINTER = frozenset({"print_document"})
CITIZEN = frozenset({"pay", "confirm", "leave"})


def kill() -> None:
    """End this process as a power cut would: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the process is struck."""

    number: int
    """Which call across a seam, counted from 1."""
    after: bool
    """Whether the call is made first; what it returns is then lost."""


class Seams:
    """Notes each call across a seam in a file, and does something bad at one of them.

    Args:
        notes: gets two lines for each call, such as `7 before bureau post` and `7 after bureau post Posting`.
        cut: where; None only notes.
        strike: what is done there.
    """

    def __init__(self, notes: Path, cut: Cut | None, strike: Callable[[], None] = kill) -> None:
        self.strike = strike
        self._notes = notes.open("ab", buffering=0)
        self._cut = cut
        self._calls = 0

    def close(self) -> None:
        """Close the file of notes."""
        self._notes.close()

    def watch(self, room: str, thing: _Thing, methods: frozenset[str]) -> _Thing:
        """Give a stand-in for `thing`, whose `methods` are seams."""
        return cast("_Thing", _Watched(self, room, thing, methods))

    def before(self, name: str) -> int:
        """Note that a call is about to be made, and give its number."""
        self._calls += 1
        self._note(f"before {name}", Cut(self._calls, after=False))
        return self._calls

    def after(self, name: str, number: int, reply: object) -> None:
        """Note that a call has been made."""
        said = "" if reply is None else f" {type(reply).__name__}"
        self._note(f"after {name}{said}", Cut(number, after=True))

    def _note(self, line: str, here: Cut) -> None:
        self._notes.write(f"{here.number} {line}\n".encode())
        if here == self._cut:
            self.strike()


class _Watched:
    def __init__(self, seams: Seams, room: str, thing: object, methods: frozenset[str]) -> None:
        self._seams = seams
        self._room = room
        self._thing = thing
        self._methods = methods

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 whatever the thing has
        attribute = getattr(self._thing, name)
        if name not in self._methods:
            return attribute
        watched = self._asynchronous if inspect.iscoroutinefunction(attribute) else self._plain
        return watched(name, attribute)

    def _plain(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 as the call
            what = _what(name, arguments)
            if what is None:
                return call(*arguments, **named)
            number = self._seams.before(f"{self._room} {what}")
            reply = call(*arguments, **named)
            self._seams.after(f"{self._room} {what}", number, None)
            return reply

        return watched

    def _asynchronous(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        async def watched(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 as the call
            number = self._seams.before(f"{self._room} {name}")
            reply = await call(*arguments, **named)
            self._seams.after(f"{self._room} {name}", number, reply)
            return reply

        return watched


def _what(method: str, arguments: tuple[Any, ...]) -> str | None:
    """Name a write by the state that it writes; None if it changes none."""
    match arguments:
        case AttemptRecord(state=old), AttemptRecord(state=new), *_:
            return None if old is new else str(new)
        case str(), OrderStage() as stage, *_:
            return f"order {stage}"
        case _:
            return method
