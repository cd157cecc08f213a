"""The files that make up this repository."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def sources(folder: str, *suffixes: str) -> tuple[Path, ...]:
    """List the files under a folder of the repository that are, or may be, committed; never none.

    `suffixes` leaves only names that end so ("" is any). Raises AssertionError if nothing is left.
    """
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", folder]
    listing = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = (ROOT / name for name in listing.split("\0") if name)
    found = tuple(sorted(path for path in paths if path.is_file() and path.name.endswith(suffixes or ("",))))
    assert found, f"there is no {' or '.join(suffixes) or 'file'} under {folder}"
    return found


def text_of(path: Path) -> str:
    """Read a file, which may be binary: what is not UTF-8 is replaced."""
    return path.read_text(encoding="utf-8", errors="replace")
