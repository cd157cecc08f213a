"""What the doctor looks at where a kiosk stands, by its settings."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from math import hypot
from pathlib import Path

from kiosk.bench.device_checks import check_device
from kiosk.bench.finding import Finding, State, fault, ok
from kiosk.bench.service.operators import FILE_NAME as OPERATORS
from kiosk.bench.service.operators import Operators
from kiosk.bureau.voucher_key import PUBLIC_NAME
from kiosk.config import Settings
from kiosk.devices.ports import DeviceKind
from kiosk.domain.clock import SystemClock
from kiosk.payments.disk_reserve import FREE_BYTES
from kiosk.payments.journal import Journal
from kiosk.payments.journal_file import JournalBusyError, JournalError
from kiosk.technician_error import TechnicianError

_PLAUSIBLE_DENSITY = range(2, 21)
"""Pixels in a millimetre, from the coarsest panel sold to the finest."""


def check_panel(settings: Settings) -> Finding:
    """Hold the panel's size against its pixels."""
    panel = settings.panel
    density = hypot(panel.width_px, panel.height_px) / (panel.diagonal_inches * 25.4)
    size = f"{panel.width_px} x {panel.height_px} pixels on {panel.diagonal_inches} inches"
    found = f"{size}: {density:.1f} to the millimetre"
    if round(density) not in _PLAUSIBLE_DENSITY:
        return Finding("panel", State.WARNING, found, "measure its diagonal with a ruler and correct [panel]")
    return ok("panel", found)


def check_data(settings: Settings) -> Finding:
    """Write in the folder for data, or where it will be made, and see how much room there is."""
    folder = data = Path(settings.data).absolute()
    try:
        folder = next(path for path in (data, *data.parents) if path.exists())
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        found = f"{folder} cannot be written ({error.strerror})"
        return fault("data", found, "give it to the kiosk's account, or correct data in the settings")
    found = f"{data}, {free / 1e9:.1f} GB free"
    if free < FREE_BYTES:
        return fault("data", found, f"free the disk up to {FREE_BYTES // 1_000_000} MB at least")
    return ok("data", found)


def check_journal(settings: Settings) -> Finding:
    """Verify the whole journal, unless a running kiosk has it."""
    path = Path(settings.data) / "journal.db"
    if not path.exists():
        return ok("journal", "none yet")
    clock = SystemClock()
    try:
        with Journal(path, clock, "doctor", read_only=True) as journal:
            count = journal.verify()
            last = journal.events_after(count - 1, 1) if count else ()
    except JournalBusyError:
        return ok("journal", "in use by a running kiosk, which verified it when it started")
    except JournalError as error:
        return fault("journal", str(error))
    if last and datetime.fromisoformat(last[0].at) > clock.now():
        found = f"its last event is of {last[0].at}, in the future"
        return Finding("journal", State.WARNING, found, "check the machine's clock")
    return ok("journal", f"{count} events verified")


def check_keys(settings: Settings) -> Finding:
    """See that the keys of the accounts are there, and that nobody else can read any key."""
    count = 0
    for path in _keys(settings):
        try:
            mode = path.stat().st_mode
        except OSError as error:
            return fault("keys", f"{path} cannot be read ({error.strerror})", "put the account's key there")
        if mode & 0o077:
            return fault("keys", f"{path} can be read by other accounts", f"chmod 600 {path}")
        count += 1
    return ok("keys", f"{count}, closed to other accounts" if count else "none yet")


def _keys(settings: Settings) -> Iterator[Path]:
    data, payments = Path(settings.data), settings.payments
    yield from (path for path in sorted((data / "keys").glob("*.pem")) if path.name != PUBLIC_NAME)
    yield from sorted(data.glob("*.key"))
    yield from data.glob(OPERATORS)
    if payments.gateway == "accounts":
        if payments.wechat:
            yield Path(payments.wechat.merchant_private_key)
        if payments.alipay:
            yield Path(payments.alipay.private_key)


def check_operators(settings: Settings) -> Finding:
    """Read who may open the service menu."""
    try:
        names = Operators(Path(settings.data) / OPERATORS, SystemClock()).names
    except TechnicianError as error:
        return fault("operators", str(error))
    return ok("operators", ", ".join(names) or "none has a PIN yet")


SITE_CHECKS: Sequence[Callable[[Settings], Finding]] = (
    check_panel,
    check_data,
    check_journal,
    *(partial(check_device, kind) for kind in DeviceKind),
    check_operators,
    check_keys,
)
