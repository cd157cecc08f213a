"""A disk that forgets: what SQLite writes and syncs is recorded, and each state after a power cut is built.

A write is certain once its file has been synced. Until then it may have reached the disk or not, in
any order, or in part: sectors of 512 bytes are whole. That a file was deleted is certain once the
folder has been synced, which SQLite does at the first sync of each new journal or log; that one was
made, also with its own first sync, as file systems with a journal do it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import apsw

SECTOR = 512
_LOGS = apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes for a place in a file."""

    file: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file cut to a size."""

    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Create:
    """A new file, empty."""

    file: str


@dataclass(frozen=True, slots=True)
class Delete:
    """A file taken away."""

    file: str


@dataclass(frozen=True, slots=True)
class Sync:
    """What was written to a file is on the disk from here on."""

    file: str
    folder: bool
    """Also which files there are."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A commit was acknowledged: that many events must be found from here on."""

    events: int


Change = Write | Truncate | Create | Delete
Step = Change | Sync | Promise
Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Image:
    """What a power cut may leave."""

    certain: Files
    arrived: tuple[Change, ...]
    """Of the changes that were not certain, those that reached the disk."""
    promised: int
    """The events that had been acknowledged."""
    when: str

    def files(self) -> Files:
        """Build the files."""
        return _with(self.certain, self.arrived)


class Disk(apsw.VFS):
    """Keeps files in a folder, and the steps that made them.

    Args:
        name: under which SQLite finds it; use it once.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, base="")
        self.name = name
        self.steps: list[Step] = []

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        """Open a file of SQLite's."""
        return _File(name, flags, self.steps)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        """Delete a file."""
        super().xDelete(filename, syncdir)
        self.steps.append(Delete(Path(filename).name))
        if syncdir:
            self.steps.append(Sync(Path(filename).name, folder=True))


class _File(apsw.VFSFile):
    def __init__(self, name: str | apsw.URIFilename | None, flags: list[int], steps: list[Step]) -> None:
        path = Path((name.filename() if isinstance(name, apsw.URIFilename) else name) or "")
        if not path.exists():
            steps.append(Create(path.name))
        super().__init__("", name, flags)
        self._name = path.name
        self._steps = steps
        self._folder_next = bool(flags[0] & _LOGS)

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self._steps.append(Write(self._name, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:
        super().xTruncate(newsize)
        self._steps.append(Truncate(self._name, newsize))

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self._steps.append(Sync(self._name, self._folder_next))
        self._folder_next = False


def images(steps: Sequence[Step], random: Random, each: int) -> Iterator[Image]:
    """Cut the power after each step, and give what may be on the disk then.

    Args:
        steps: what a disk recorded.
        random: chooses which of the changes that are not certain arrived, and in which parts.
        each: how many such choices there are for each moment, besides all and none.
    """
    disk: Files = {}
    uncertain: list[Change] = []
    promised = 0
    for number, step in enumerate(steps, start=1):
        match step:
            case Promise(events):
                promised = events
            case Sync():
                disk = _with(disk, [change for change in uncertain if _covers(step, change)])
                uncertain = [change for change in uncertain if not _covers(step, change)]
            case _:
                uncertain.append(step)
        when = f"after step {number} ({_words(step)})"
        yield Image(disk, (), promised, f"{when}, nothing uncertain arrived")
        if uncertain:
            yield Image(disk, tuple(uncertain), promised, f"{when}, everything arrived")
            for choice in range(1, each + 1):
                arrived = tuple(_arrived(uncertain, random))
                yield Image(disk, arrived, promised, f"{when}, choice {choice} arrived")


def _covers(sync: Sync, change: Change) -> bool:
    return change.file == sync.file or (sync.folder and isinstance(change, Create | Delete))


def _arrived(uncertain: Sequence[Change], random: Random) -> Iterator[Change]:
    nameless = set[str]()
    for change in uncertain:
        how = random.choice(("whole", "lost", "torn"))
        if isinstance(change, Create) and how != "whole":
            nameless.add(change.file)  # what is written to it goes nowhere
        elif change.file in nameless:
            continue
        elif how == "torn" and isinstance(change, Write):
            yield from (part for part in _sectors(change) if random.random() < 0.5)
        elif how == "whole":
            yield change


def _sectors(write: Write) -> Iterator[Write]:
    start, end = write.offset, write.offset + len(write.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        yield Write(write.file, start, write.data[start - write.offset : stop - write.offset])
        start = stop


def _with(disk: Mapping[str, bytes], changes: Sequence[Change]) -> Files:
    changing = {change.file: bytearray(disk.get(change.file, b"")) for change in changes}
    there = set(disk)
    for change in changes:
        content = changing[change.file]
        match change:
            case Write(_, offset, data):
                content.extend(bytes(max(0, offset - len(content))))
                content[offset : offset + len(data)] = data
            case Truncate(size=size):
                del content[size:]
            case Create(file):
                there.add(file)
                content.clear()
            case Delete(file):
                there.discard(file)
    return {name: bytes(changing[name]) if name in changing else disk[name] for name in there}


def _words(step: Step) -> str:
    match step:
        case Write(file, offset, data):
            return f"{len(data)} bytes at {offset} of {file}"
        case Truncate(file, size):
            return f"{file} cut to {size}"
        case Promise(events):
            return f"event {events} acknowledged"
        case _:
            return f"{type(step).__name__.lower()} of {step.file}"
