"""The chain that seals the journal's events: each carries a MAC over itself and the MAC before it."""

import hmac
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

GENESIS = bytes(32)
"""Stands where the first event has no predecessor."""


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


def seal(key: bytes, prev_mac: bytes, *content: int | str) -> bytes:
    """Give the HMAC-SHA256 over the MAC before and an event's `seq` to `payload`."""
    return hmac.digest(key, prev_mac + json.dumps(content, ensure_ascii=False).encode(), "sha256")


def first_broken(key: bytes, events: Iterable[Event]) -> int | None:
    """Give the number of the first event that is missing, moved or altered, or None if all hold."""
    prev_mac = GENESIS
    for seq, event in enumerate(events, start=1):
        *content, linked_mac, mac = astuple(event)
        if (
            event.seq != seq
            or linked_mac != prev_mac
            or not hmac.compare_digest(seal(key, prev_mac, *content), mac)
        ):
            return seq
        prev_mac = event.mac
    return None
