"""How long money waits for what."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.orders import PaymentMode
from kiosk.payments.record import AttemptRecord


@dataclass(frozen=True, slots=True)
class Timing:
    """Durations in seconds; the defaults suit both gateways' published rules."""

    window_s: float = 180.0
    """How long a code is shown."""
    elder_window_s: float = 300.0
    """The same in the elders' mode."""
    expiry_margin_s: float = 120.0
    """From the end of the window to the moment from which the gateway takes no money."""
    poll_s: float = 3.0
    """Between two questions while the code is shown or the terminal is busy."""
    scanned_window_s: float = 45.0
    """How long a citizen whose code was scanned may take to confirm; WeChat's page of 2025-08-14."""
    scanned_poll_s: float = 5.0
    """Between two questions meanwhile."""
    reverse_after_s: float = 15.0
    """WeChat takes no reversal of a scanned code earlier than this after the payment was asked for."""
    terminal_window_s: float = 150.0
    """How long the citizen may take at the payment terminal."""
    jitter: float = 0.2
    """The share by which waits vary, so that a thousand kiosks do not ask at once."""
    retry_s: tuple[float, ...] = (3.0, 15.0, 30.0, 60.0)
    """Pauses between tries in the background; the last one repeats."""
    grace_s: float = 90.0
    """After the expiry, before "no such trade" is believed."""
    late_s: float = 600.0
    """Between tries once the expiry and the grace are over."""
    attention_after_s: float = 86_400.0
    """Age from which a person should look at an attempt that is still not final."""
    attention_s: float = 3_600.0
    """Between tries from then on."""

    def window_for(self, mode: PaymentMode, *, elder: bool) -> float:
        """Give the seconds that the citizen has."""
        match mode:
            case PaymentMode.SHOWN_CODE:
                return self.elder_window_s if elder else self.window_s
            case PaymentMode.SCANNED_CODE:
                return self.scanned_window_s
            case PaymentMode.TERMINAL:
                return self.terminal_window_s

    def poll_pause(self, record: AttemptRecord) -> float:
        """Give the seconds between two questions while the citizen may pay."""
        return self.scanned_poll_s if record.mode is PaymentMode.SCANNED_CODE else self.poll_s

    def too_early_to_close(self, record: AttemptRecord, now: datetime) -> bool:
        """Whether the gateway would refuse to take the payment back yet."""
        return record.mode is PaymentMode.SCANNED_CODE and now < record.created_at + timedelta(
            seconds=self.reverse_after_s
        )

    def settles_at(self, record: AttemptRecord) -> datetime:
        """Tell from when on "no such trade" is final."""
        return record.expires_at + timedelta(seconds=self.grace_s)

    def needs_attention(self, record: AttemptRecord, now: datetime) -> bool:
        """Whether an attempt has stayed unsettled for so long that a person should look at it."""
        return not record.final and now >= record.created_at + timedelta(seconds=self.attention_after_s)

    def retry_pause(self, tries: int) -> float:
        """Give the seconds to wait after `tries` earlier failures, of anything without an expiry."""
        return self.retry_s[tries] if tries < len(self.retry_s) else self.late_s

    def attempt_pause(self, tries: int, record: AttemptRecord, last: datetime) -> float:
        """Give the seconds to wait after the call made at `last`, which followed `tries` others.

        It depends on no later moment, so that a wait does not grow while it passes.
        """
        if self.needs_attention(record, last):
            return self.attention_s
        if last < self.settles_at(record):
            return self.retry_s[min(tries, len(self.retry_s) - 1)]
        return self.retry_pause(tries)
