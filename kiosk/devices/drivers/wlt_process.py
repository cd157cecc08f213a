"""The process in which a vendor's library decodes one photograph: WLT on standard input, BMP on output.

The functions, as vendors' manuals have them: `int unpack(char *wlt, char *bmp, int save)` in memory, and
`int GetBmp(char *path, int type)`, which writes a BMP beside a file with the ending .wlt. Both return 1.
"""

import ctypes
import sys
from pathlib import Path

_PICTURE_LENGTH = 38_862
_DONE = 1
_OVER_USB = 2


def main(library: Path, photo: bytes, folder: Path) -> bytes:
    """Decode a photograph.

    Args:
        folder: for the files that `GetBmp` works on; who started this removes it.

    Raises:
        OSError: the library cannot be loaded, or has written nothing.
        ValueError: it refused the photograph.
    """
    functions = ctypes.CDLL(str(library))
    if hasattr(functions, "unpack"):
        picture = ctypes.create_string_buffer(_PICTURE_LENGTH)
        if functions.unpack(photo, picture, 0) != _DONE:
            raise ValueError("unpack refused it")
        return picture.raw
    path = folder / "photo.wlt"
    path.write_bytes(photo)
    if functions.GetBmp(str(path).encode(), _OVER_USB) != _DONE:
        raise ValueError("GetBmp refused it")
    return path.with_suffix(".bmp").read_bytes()


if __name__ == "__main__":
    sys.stdout.buffer.write(main(Path(sys.argv[1]), sys.stdin.buffer.read(), Path(sys.argv[2])))
