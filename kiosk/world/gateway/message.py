"""HTTP as the simulated gateway sees it, whether it came over a socket or within the process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Delivery(StrEnum):
    """What the line does with a response."""

    ANSWER = "answer"
    CLOSE = "close"
    """The connection ends without a byte."""
    HANG = "hang"
    """The connection stays open in silence until the caller gives up."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came: nothing decoded, since signatures cover what was sent."""

    method: str
    target: str
    """Path and query."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """By lower-case name."""
    body: bytes = b""

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """What follows the question mark, still encoded."""
        return self.target.partition("?")[2]


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, and what becomes of it on the line."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    delivery: Delivery = Delivery.ANSWER
