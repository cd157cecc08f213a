"""What a check of the doctor found."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How bad it is: only a fault keeps the kiosk from serving."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    state: State
    found: str
    remedy: str = ""
    """What to do; empty where nothing is to be done, or where `found` says it."""


def ok(name: str, found: str) -> Finding:
    """Say that a thing is as it should be."""
    return Finding(name, State.OK, found)


def unseen(name: str, error: OSError) -> Finding:
    """Say that a thing cannot even be looked at."""
    found = f"{error.filename} cannot be looked at ({error.strerror})"
    return fault(name, found, "let the kiosk's account in there, or correct the settings")


def fault(name: str, found: str, remedy: str = "") -> Finding:
    """Say that a thing must be mended."""
    return Finding(name, State.FAULT, found, remedy)
