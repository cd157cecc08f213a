"""Other people's libraries in environments of their own, as they cannot be installed beside ours."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

HERE = Path(__file__).parent / "oracles"
CACHE = Path(__file__).parents[2] / "build" / "oracles"
PATIENCE_S = 400


class Oracle:
    """A library at work in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, what: str, *arguments: object) -> object:
        """Ask it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([what, *arguments]) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def oracle(name: str, key: RSAPrivateKey) -> Iterator[Oracle]:
    """Start the oracle `name` with a key to sign and verify with, or skip the test and say why not."""
    python = _environment(name)
    process = subprocess.Popen(
        [python, "-u", HERE / f"{name}_oracle.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    with process:
        assert process.stdin
        process.stdin.write(json.dumps([private, public]) + "\n")
        yield Oracle(process)
        process.stdin.close()


def _environment(name: str) -> Path:
    """Give the Python of an environment with exactly the pinned packages, made anew if the pins changed."""
    pins, folder = (HERE / f"{name}.txt").read_text(), CACHE / name
    python, made_with = folder / "bin" / "python", folder / "pins.txt"
    if made_with.exists() and made_with.read_text() == pins:
        return python
    if os.environ.get("KIOSK_ORACLES") != "1":
        pytest.skip(f"there is no environment in {folder}; KIOSK_ORACLES=1 makes it, over the network")
    shutil.rmtree(folder, ignore_errors=True)
    pip: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
    ]
    try:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True, timeout=PATIENCE_S)
        subprocess.run(
            [*pip, "--requirement", HERE / f"{name}.txt"], check=True, capture_output=True, timeout=PATIENCE_S
        )
    except (subprocess.SubprocessError, OSError) as error:
        said = (getattr(error, "stderr", None) or b"").decode(errors="replace").strip().splitlines()
        pytest.skip(f"the packages of {name}.txt cannot be installed: {(said or [error])[-1]}")
    made_with.write_text(pins)
    return python
