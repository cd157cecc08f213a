"""What a kiosk tells the bureau of its journal, event by event."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportedEvent:
    """One event of a kiosk's journal. The bureau holds no key to it, but sees whether the chain is whole."""

    seq: int
    at: str
    """ISO 8601 with offset, the kiosk's clock."""
    entity: str
    """What changed, such as `attempts:100001...`."""
    kind: str
    """The state entered."""
    payload: str
    """JSON."""
    prev_mac: bytes
    """The MAC of the event before; 32 zero bytes for the first."""
    mac: bytes
