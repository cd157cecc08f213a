"""What a person types to have something happen at a simulated device."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Protocol, TypeVar

Kind = TypeVar("Kind", bound=StrEnum)
Kind_contra = TypeVar("Kind_contra", bound=StrEnum, contravariant=True)


class FaultSet(Protocol[Kind_contra]):
    """What is wrong with a device."""

    def add(self, kind: Kind_contra, /) -> None:
        """Let it be wrong."""
        ...

    def discard(self, kind: Kind_contra, /) -> None:
        """Mend it."""
        ...


@dataclass(frozen=True, slots=True)
class Verb:
    """Something that can be done; `act` takes the rest of the line and may answer.

    It raises ValueError, in words for a technician, if the thing cannot be done.
    """

    act: Callable[[str], str | None]
    takes: str = ""
    """What must follow the verb, such as CITIZEN."""


def simply(act: Callable[[], str | None]) -> Verb:
    """Make the verb of something that takes no words."""
    return Verb(lambda _: act())


def choose(kinds: type[Kind], text: str) -> Kind:
    """Read one of a closed set of words.

    Raises:
        ValueError: it is none of them.
    """
    try:
        return kinds(text)
    except ValueError:
        raise ValueError(f"there is no {text!r}; there are {', '.join(kinds)}") from None


def fault_verbs(faults: FaultSet[Kind], kinds: type[Kind]) -> dict[str, Verb]:
    """Make the verbs that bring about and mend what can be wrong with a device."""
    return {
        "fault": Verb(lambda text: faults.add(choose(kinds, text)), "|".join(kinds)),
        "mend": Verb(lambda text: faults.discard(choose(kinds, text)), "|".join(kinds)),
    }


class Console:
    """Obeys lines, each a verb and what it takes."""

    def __init__(self, verbs: Mapping[str, Verb]) -> None:
        self._verbs = verbs

    def obey(self, line: str) -> str:
        """Do what a line says, and tell what came of it."""
        name, _, rest = line.strip().partition(" ")
        if not name:
            return ""
        if name == "help":
            return "\n".join(f"  {name} {verb.takes}".rstrip() for name, verb in self._verbs.items())
        verb = self._verbs.get(name)
        if verb is None:
            near = get_close_matches(name, self._verbs, 1)
            return f"there is no {name!r}" + (f"; did you mean {near[0]!r}?" if near else "; type help")
        if bool(verb.takes) is not bool(rest.strip()):
            return f"type: {name} {verb.takes}".rstrip()
        try:
            return verb.act(rest.strip()) or "done"
        except ValueError as error:
            return str(error)
