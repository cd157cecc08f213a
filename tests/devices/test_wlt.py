"""The photograph of an ID card: decoded by a vendor's library where there is one, else kept as it is."""

import asyncio
import hashlib
import shutil
import struct
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.devices.drivers.sam import SamIdentityCardReader
from kiosk.devices.drivers.wlt import PICTURE_LENGTH, VendorPhotoDecoder
from kiosk.devices.simulators.identity_reader import SimulatedIdentityReader
from kiosk.domain.people import IdentityCardEvidence
from tests.devices.identity_desks import CITIZEN
from tests.devices.terminal_desks import NOON
from tests.devices.waiting import DaemonClock, running, until


def bmp(width: int = 102, height: int = 126, bits: int = 24) -> bytes:
    """Make the header of a picture."""
    file = struct.pack("<2s3I", b"BM", PICTURE_LENGTH, 0, 54)
    return file + struct.pack("<IiiHH6I", 40, width, height, 1, bits, *[0] * 6)


def unpacking(header: bytes, length: int = PICTURE_LENGTH) -> str:
    """Write a library that makes a picture in memory."""
    return f"""
    #include <string.h>
    int unpack(char *wlt, char *bmp, int save) {{
        char header[] = {{{",".join(map(str, header))}}};
        memset(bmp, wlt[0], {length});
        memcpy(bmp, header, sizeof header);
        return 1;
    }}
    """


UNPACK = unpacking(bmp())
GET_BMP = f"""
#include <stdio.h>
#include <string.h>
int GetBmp(char *path, int type) {{
    char bmp[{PICTURE_LENGTH}] = {{{",".join(map(str, bmp()))}}}, name[512];
    strcpy(name, path);
    strcpy(strrchr(name, '.'), ".bmp");
    FILE *file = fopen(name, "wb");
    fwrite(bmp, 1, sizeof bmp, file);
    return !fclose(file);
}}
"""
REFUSES = "int unpack(char *wlt, char *bmp, int save) { return -1; }"
CRASHES = "int unpack(char *wlt, char *bmp, int save) { return *(volatile int *) 8; }"
NO_PICTURE = "int unpack(char *wlt, char *bmp, int save) { return 1; }"
WRONG_SHAPE = unpacking(bmp(width=9999))
WRONG_COLOURS = unpacking(bmp(bits=8))
NO_BMP = unpacking(b"JPEG")
HANGS_OVER_A_FILE = "int GetBmp(char *path, int type) { for (;;) ; }"
HANGS = "int unpack(char *wlt, char *bmp, int save) { for (;;) ; }"


def library(folder: Path, source: str) -> Path:
    """Compile a library that stands for a vendor's."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("needs a C compiler")
    path = folder / "libwlt.so"
    command = [compiler, "-shared", "-fPIC", "-x", "c", "-", "-o", str(path)]
    subprocess.run(command, input=source.encode(), check=True)
    return path


class Today(DaemonClock):
    """Knows the day, which a card's numbers are held against."""

    def now(self) -> datetime:
        return NOON


async def read(decoder: VendorPhotoDecoder | None) -> IdentityCardEvidence:
    simulated = SimulatedIdentityReader()
    driver = SamIdentityCardReader(simulated.stream(), Today(), decoder)
    async with running(driver):
        simulated.put_on(CITIZEN)
        await until(driver.changes(), lambda status: status.can_read)
        evidence = await driver.read_identity_card(10)
    assert isinstance(evidence, IdentityCardEvidence)
    assert evidence.photo == CITIZEN.photo
    return evidence


@pytest.mark.parametrize("source", [UNPACK, GET_BMP], ids=["unpack", "GetBmp"])
def test_a_vendors_library_makes_a_picture(tmp_path: Path, source: str) -> None:
    evidence = asyncio.run(read(VendorPhotoDecoder(library(tmp_path, source), Today())))
    assert evidence.picture is not None
    assert len(evidence.picture) == PICTURE_LENGTH
    assert "BM" not in repr(evidence)


@pytest.mark.parametrize(
    "source",
    [REFUSES, CRASHES, NO_PICTURE, NO_BMP, WRONG_SHAPE, WRONG_COLOURS, HANGS],
    ids=["refuses", "crashes", "no-picture", "no-bmp", "wrong-shape", "wrong-colours", "hangs"],
)
def test_a_library_that_fails_costs_the_picture_and_nothing_else(tmp_path: Path, source: str) -> None:
    decoder = VendorPhotoDecoder(library(tmp_path, source), Today())
    assert asyncio.run(read(decoder)).picture is None


def test_a_library_that_hangs_leaves_no_photograph_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    decoder = VendorPhotoDecoder(library(tmp_path, HANGS_OVER_A_FILE), Today())
    assert asyncio.run(read(decoder)).picture is None
    assert list(folder.iterdir()) == []


def test_a_disk_without_room_for_the_photograph_costs_the_picture_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    decoder = VendorPhotoDecoder(library(tmp_path, GET_BMP), Today())
    assert asyncio.run(read(decoder)).picture is None


def test_a_library_that_is_not_there_costs_the_picture_and_nothing_else(tmp_path: Path) -> None:
    assert asyncio.run(read(VendorPhotoDecoder(tmp_path / "libwlt.so", Today()))).picture is None


def test_without_a_library_the_photograph_is_kept_with_its_digest() -> None:
    evidence = asyncio.run(read(None))
    assert evidence.picture is None
    assert evidence.photo_sha256 == hashlib.sha256(CITIZEN.photo).hexdigest()
