"""What the doctor looks at on any machine, whatever its settings."""

import ctypes
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from fluent.runtime import FluentResource
from fluent.syntax.ast import Junk, Message
from PIL import ImageFont

from kiosk.bench.finding import Finding, State, fault, ok
from kiosk.config import ASSETS, FOLDER
from kiosk.devices.fault_catalogue import load_fault_catalogue
from kiosk.domain.clock import Clock, SystemClock
from kiosk.domain.words import Language
from kiosk.toml_text import ConfigError

OLDEST_PYTHON = (3, 11)
RELEASE_YEAR = 2026
FONTS = frozenset(
    {
        ("Noto Sans CJK SC", "Regular"),
        ("Noto Sans CJK SC", "Bold"),
        ("Noto Sans CJK SC Names", "Regular"),
    }
)
_REINSTALL = "install the kiosk again"
_NOT_SYNCHRONISED = 5
"""TIME_ERROR of adjtimex(2)."""
_TIMEX_BYTES = 208
"""The size of its `struct timex` on 64-bit Linux; all zeros ask and change nothing."""


def check_version() -> Finding:
    """Say which kiosk this is.

    Raises:
        ImportError: it is not installed.
    """
    return ok("kiosk", version("kiosk"))


def check_python() -> Finding:
    """Look at the version of Python."""
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < OLDEST_PYTHON:
        return fault("python", f"{found} is too old", "install Python 3.11 and run tools/setup")
    return ok("python", found)


def check_qt() -> Finding:
    """Load Qt with its libraries, and refuse the versions that are known to abort.

    Raises:
        ImportError: Qt or a library of the system is missing.
    """
    from PySide6 import QtQuick, __version__, __version_info__  # noqa: F401, PLC0415 the loading is the check

    from kiosk.screens.guard import check_qt as check_version  # noqa: PLC0415 beside Qt

    try:
        check_version(__version_info__[:3])
    except SystemExit as error:
        return fault("qt", str(error))
    return ok("qt", f"PySide6 {__version__}")


def check_fonts(folder: Path = ASSETS / "fonts") -> Finding:
    """Open the bundled fonts: a plain system image draws no Chinese without them."""
    present = set()
    for path in sorted(folder.glob("*.otf")):
        try:
            present.add(ImageFont.truetype(path).getname())
        except OSError as error:
            return fault("fonts", f"{path}: {error}", _REINSTALL)
    if missing := FONTS - present:
        names = ", ".join(" ".join(font) for font in sorted(missing))
        return fault("fonts", f"missing in {folder}: {names}", _REINSTALL)
    return ok("fonts", f"{len(FONTS)} in {folder}")


def check_translations(folder: Path = ASSETS / "translations") -> Finding:
    """Read the texts of both languages and hold one against the other."""
    texts: dict[Language, set[str]] = {}
    for language in Language:
        path = folder / f"{language}.ftl"
        try:
            entries = FluentResource(path.read_text(encoding="utf-8")).body
        except (OSError, UnicodeDecodeError) as error:
            return fault("translations", f"{path}: {error}", _REINSTALL)
        for entry in entries:
            if isinstance(entry, Junk):
                line = (entry.content or "").strip().partition("\n")[0]
                return fault("translations", f"{path} cannot be read at: {line}", _REINSTALL)
        texts[language] = {entry.id.name for entry in entries if isinstance(entry, Message)}
    lonely = texts[Language.CHINESE] ^ texts[Language.ENGLISH]
    if lonely:
        return fault("translations", f"in one language only: {', '.join(sorted(lonely))}", _REINSTALL)
    return ok("translations", f"{len(texts[Language.CHINESE])} texts in {len(texts)} languages")


def check_faults(file: Path = FOLDER / "faults.toml") -> Finding:
    """Read the fault catalogue, which a kiosk does not start without."""
    try:
        rows = list(load_fault_catalogue(file))
    except ConfigError as error:
        return fault("faults", str(error))
    return ok("faults", f"{len(rows)} of {len({row.device for row in rows})} devices")


def check_clock(clock: Clock | None = None, kernel_says: Callable[[], int] | None = None) -> Finding:
    """See whether the time can be right: signatures and expiry depend on it."""
    now = (clock or SystemClock()).now()
    found = f"{now:%Y-%m-%d %H:%M:%S}"
    if now.year < RELEASE_YEAR:
        return fault("clock", f"{found} is before this kiosk was made", "set the time: timedatectl")
    if (kernel_says or _ask_kernel)() == _NOT_SYNCHRONISED:
        remedy = "let a time server set it: timedatectl set-ntp true"
        return Finding("clock", State.WARNING, f"{found}, set by no time server", remedy)
    return ok("clock", found)


def _ask_kernel() -> int:
    """Give the state of the machine's clock, as adjtimex(2) of Linux returns it when asked for no change."""
    return int(ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES)))


MACHINE_CHECKS = (
    check_version,
    check_python,
    check_qt,
    check_fonts,
    check_translations,
    check_faults,
    check_clock,
)
