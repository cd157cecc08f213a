"""The chain that seals the journal's events: each carries a MAC over itself and the MAC before it."""

import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

GENESIS = bytes(32)
"""Stands where the first event has no predecessor."""
_encode = json.JSONEncoder(ensure_ascii=False).encode
_encode_row = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

Column = str | int | None
"""What a column holds."""


class Head(NamedTuple):
    """Where the chain ends: the number and the MAC of an event."""

    seq: int
    mac: bytes


START = Head(0, GENESIS)
"""The head of a chain without events."""


@dataclass(frozen=True, slots=True)
class Event:
    """One transition: what a row of the journal became, and when."""

    seq: int
    at: str
    """ISO 8601 with offset, the kiosk's clock."""
    boot_id: str
    """Which run of the kiosk wrote it."""
    entity: str
    """Table and key, such as `attempts:100001...`."""
    kind: str
    """The state entered."""
    payload: str
    """The whole row as canonical JSON."""
    prev_mac: bytes
    mac: bytes

    def holds(self, key: bytes) -> bool:
        """Whether somebody with the key wrote it as it is."""
        content = (self.seq, self.at, self.boot_id, self.entity, self.kind, self.payload)
        return hmac.compare_digest(seal(key, self.prev_mac, *content), self.mac)


def seal(key: bytes, prev_mac: bytes, *content: Column) -> bytes:
    """Give the HMAC-SHA256 over the MAC before and an event's `seq` to `payload`."""
    return hmac.digest(key, prev_mac + _encode(content).encode(), "sha256")


def canonical(row: dict[str, Column]) -> str:
    """Write a row as the payload of its event."""
    return _encode_row(row)


def first_broken(key: bytes, events: Iterable[Event], after: Head = START) -> int | None:
    """Give the number of the first event that is missing, moved or altered, or None if all hold.

    Args:
        events: the chain from the event that follows `after`.
    """
    seq, mac = after
    for event in events:
        seq += 1
        if event.seq != seq or event.prev_mac != mac or not event.holds(key):
            return seq
        mac = event.mac
    return None
