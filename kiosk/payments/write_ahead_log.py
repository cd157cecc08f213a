"""SQLite's write-ahead log, looked at before SQLite forgets what it cannot read of it.

After a power cut the log may end in pieces of one commit that nobody was told of, and it is right to
forget them. If more than one commit stands behind the last that can be read, the log was damaged, and
commits that were acknowledged would be forgotten in silence. The format is that of
https://www.sqlite.org/fileformat2.html#the_write_ahead_log
"""

import struct
from pathlib import Path

_HEADER = struct.Struct(">8xI4x8s8x")
"""Page size, salt; between them what does not matter here."""
_FRAME = struct.Struct(">4xI8s8x")
"""Size of the database after a commit, or 0 where a commit goes on; salt."""


def commits_in(log: Path) -> tuple[int, ...]:
    """Give the numbers of the frames, from 1, that end a commit since the log was begun anew.

    Raises:
        ValueError: its header is damaged, so that SQLite would forget the whole of it.
    """
    try:
        with log.open("rb") as file:
            header = file.read(_HEADER.size)
            page_size, salt = _HEADER.unpack(header)
            if log.stat().st_size > _HEADER.size and not _holds(header):
                raise ValueError("the header of its log is damaged")
            frames = (log.stat().st_size - _HEADER.size) // (_FRAME.size + page_size)
            commits = []
            for number in range(1, frames + 1):
                file.seek(_HEADER.size + (number - 1) * (_FRAME.size + page_size))
                size_after, its_salt = _FRAME.unpack(file.read(_FRAME.size))
                if size_after and its_salt == salt:
                    commits.append(number)
    except (FileNotFoundError, struct.error):
        return ()
    return tuple(commits)


def _holds(header: bytes) -> bool:
    """Whether a header agrees with the checksum at its end."""
    words = struct.unpack("<6I" if header[3] % 2 == 0 else ">6I", header[:24])
    first = second = 0
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return struct.unpack(">2I", header[24:]) == (first, second)
