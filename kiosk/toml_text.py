"""The text of a TOML file and what it says, whoever wrote it."""

import re
import tomllib
from pathlib import Path
from typing import Any

from kiosk.technician_error import TechnicianError

_LARGEST_FILE = 256 * 1024
"""Bytes."""
_MOST_DIGITS = 4000
_MOST_PARTS = 16
_FLAWS = {
    re.compile(rf"(?<!\w)\d\w{{{_MOST_DIGITS}}}"): f"has a number of more than {_MOST_DIGITS} digits",
    # One of thousands of parts takes the reader of TOML seconds (measured).
    re.compile(
        rf"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{_MOST_PARTS}}}"""
    ): f"has a key of more than {_MOST_PARTS} parts",
    re.compile(r"\\u0000|\\U00000000"): "has the character \\u0000, which no path and no text may hold",
}
"""What is TOML, and in no file of ours."""


class ConfigError(TechnicianError):
    """A file that cannot be used; its text is for the technician.

    Args:
        file: the file.
        line: the line at fault, counted from 1, or None if the whole file is.
        message: what is wrong and how to mend it.
    """

    def __init__(self, file: Path, line: int | None, message: str) -> None:
        place = f"{file}, line {line}" if line else str(file)
        super().__init__(f"{place}: {message}")
        self.file = file
        self.line = line
        self.message = message


def read_tables(path: Path) -> tuple[str, dict[str, Any]]:
    """Give the text of a file and what it says.

    Raises:
        ConfigError: there is no such file, it is no TOML, or it is larger or deeper than any of ours.
    """
    text = _read_text(path)
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ConfigError(path, int(line[1]) if line else None, f"is not TOML: {error}") from error
    except RecursionError:
        raise ConfigError(path, None, "has brackets within brackets without end") from None


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ConfigError(path, None, f"is larger than {_LARGEST_FILE // 1024} KB; is it the right file?")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(path, None, f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(path, None, "is not UTF-8; save it with that encoding") from error
    for flaw, message in _FLAWS.items():
        if found := flaw.search(text):
            raise ConfigError(path, text.count("\n", 0, found.start()) + 1, message)
    return text
