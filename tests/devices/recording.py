"""Writing a conversation down, from the counterpart that `KIOSK_RECORD` names."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.devices.conversation import SIMULATOR, Conversation
from tests.devices.conversation_file import DEVICE, FROM_SIMULATOR, HAND, KIOSK, Content, write_lines


class Recording(Conversation):
    """One that is written down; it is kept if its test passes."""

    def __init__(self, path: Path, counterpart: str) -> None:
        super().__init__(path, counterpart)
        self._who = counterpart
        self._said: list[tuple[str, Content]] = []

    def say(self, content: Content) -> None:
        self._said.append((KIOSK, content))

    def hear(self, content: Content) -> None:
        self._said.append((DEVICE, content))

    def act(self, words: str) -> None:
        self._said.append((HAND, words))

    async def ask(self, words: str) -> None:
        self.act(words)

    async def settled(self) -> None:
        """Do not wait: time passes."""

    def listen(self, hear: Callable[[Content], None]) -> None:
        """Do nothing: the device speaks for itself."""

    def end(self) -> None:
        if self._said and not self._broken_off:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            lines = (_head(self._who), *write_lines(self._said))
            self._path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _head(counterpart: str) -> str:
    """Say in the first line of a file whom it was recorded from."""
    if counterpart == SIMULATOR:
        return FROM_SIMULATOR
    program = shutil.which(counterpart, path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, f"KIOSK_RECORD={counterpart}, but there is no such program"
    version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout
    return f"# Recorded from {version.splitlines()[0].rstrip('.')}."
