"""The photo to compare with is read as if an enemy had sent it; what is wrong with it has a name."""

import io
import math
import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.faces.answers import ReferenceProblem
from kiosk.faces.engine import Reference
from kiosk.faces.matching import compare
from kiosk.faces.photo import BYTES_AT_MOST, PIXELS_AT_MOST, read_photo
from tests.faces.citizens import id_photo
from tests.faces.engines import engine, reference, rendered

PHOTO = id_photo("c05_f45")
MEGABYTES_LEFT = 450 - 280
"""Of its limit, beside the models."""
_ORIENTATION = 0x0112


def image() -> Image.Image:
    return Image.open(io.BytesIO(PHOTO)).convert("RGB")


def saved(picture: Image.Image, file_format: str = "JPEG", **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, file_format, **options)
    return file.getvalue()


def sideways(*, told: bool) -> bytes:
    exif = Image.Exif()
    if told:
        exif[_ORIENTATION] = 8
    return saved(image().rotate(-90, expand=True), exif=exif)


def two_people() -> bytes:
    pair = Image.new("RGB", (716, 441))
    pair.paste(image(), (0, 0))
    pair.paste(Image.open(io.BytesIO(id_photo("c06_m41"))), (358, 0))
    return saved(pair)


def hundred_megapixels() -> bytes:
    return saved(Image.new("L", (10_000, 10_000)), "PNG")


def false_exif() -> bytes:
    """Say in the EXIF that the picture lies on its side, and that it is "abc" wide."""
    entries = b"\x01\x00\x00\x02\x00\x00\x00\x04abc\x00" + b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"
    return saved(image(), exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x02" + entries + bytes(4))


def tiny_face() -> bytes:
    wall = Image.new("RGB", (900, 900), "white")
    wall.paste(image().resize((72, 88)), (400, 400))
    return saved(wall, quality=95)


WRONG: dict[str, tuple[Callable[[], bytes], set[ReferenceProblem]]] = {
    "nothing": (lambda: b"", {ReferenceProblem.UNREADABLE}),
    "a text": (lambda: b"GIF89a, or so it says", {ReferenceProblem.UNREADABLE}),
    "a false EXIF": (false_exif, {ReferenceProblem.UNREADABLE}),
    "a ribbon": (lambda: saved(image().resize((957, 87)), "PNG"), {ReferenceProblem.NO_FACE}),
    "a truncated file": (lambda: PHOTO[: len(PHOTO) // 2], {ReferenceProblem.UNREADABLE}),
    "a hundred megapixels": (hundred_megapixels, {ReferenceProblem.TOO_LARGE}),
    "a huge file": (lambda: PHOTO + bytes(BYTES_AT_MOST), {ReferenceProblem.TOO_LARGE}),
    "a stamp": (lambda: saved(image().resize((60, 74))), {ReferenceProblem.TOO_SMALL}),
    "a face far away": (tiny_face, {ReferenceProblem.TOO_SMALL}),
    "a wall": (lambda: saved(Image.new("RGB", (358, 441), "grey")), {ReferenceProblem.NO_FACE}),
    "two people": (two_people, {ReferenceProblem.SEVERAL_FACES}),
    "a photo on its side": (
        lambda: sideways(told=False),
        {ReferenceProblem.NOT_UPRIGHT, ReferenceProblem.NO_FACE},
    ),
}


@pytest.mark.parametrize(("photo", "problems"), WRONG.values(), ids=WRONG)
def test_each_photo_that_cannot_serve_is_refused_by_name(
    photo: Callable[[], bytes], problems: set[ReferenceProblem]
) -> None:
    assert engine().read_reference(photo()) in problems


def test_a_photo_on_its_side_whose_file_says_so_is_righted() -> None:
    likeness = compare(reference(sideways(told=True)).template, reference(PHOTO).template)
    assert likeness is not None
    assert likeness.is_match(rendered().match)


@pytest.mark.parametrize("file_format", ["PNG", "BMP"])
def test_other_formats_give_the_same_face(file_format: str) -> None:
    likeness = compare(reference(saved(image(), file_format)).template, reference(PHOTO).template)
    assert likeness is not None
    assert likeness.is_match(rendered().match)


def test_the_small_photo_of_an_identity_card_serves() -> None:
    likeness = compare(reference(saved(image().resize((102, 126)))).template, reference(PHOTO).template)
    assert likeness is not None
    assert likeness.is_match(rendered().match)


def test_a_photo_that_the_face_fills_serves() -> None:
    cut = image().crop((95, 105, 265, 330))
    likeness = compare(reference(saved(cut)).template, reference(PHOTO).template)
    assert likeness is not None


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "1"])
def test_every_kind_of_pixel_becomes_three_colours(mode: str) -> None:
    picture = read_photo(saved(image().convert(mode), "PNG"))
    assert not isinstance(picture, ReferenceProblem)
    assert picture.shape == (441, 358, 3)


def test_no_photo_that_is_taken_needs_more_memory_than_the_process_has_left() -> None:
    side = math.isqrt(PIXELS_AT_MOST)
    code = f"""
import io
from pathlib import Path
from PIL import Image
from kiosk.faces.photo import read_photo

def megabytes(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith(name))

for mode in ("RGBA", "L"):
    file = io.BytesIO()
    Image.new(mode, ({side}, {side})).save(file, "PNG")
    Path("/proc/self/clear_refs").write_text("5")
    before = megabytes("VmRSS")
    picture = read_photo(file.getvalue())
    assert picture.shape == (1280, 1280, 3)
    print(round(megabytes("VmHWM") - before), end=" ")
"""
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert max(int(number) for number in told.split()) < MEGABYTES_LEFT, told


FILES = PHOTO, sideways(told=True), saved(image(), "PNG")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(FILES), st.binary(max_size=200), st.integers(0, len(PHOTO)), st.integers(0, 400))
def test_no_bytes_break_the_reader(photo: bytes, noise: bytes, at: int, gap: int) -> None:
    damaged = photo[:at] + noise + photo[at + gap :]
    read = read_photo(damaged)
    assert isinstance(read, ReferenceProblem) or read.dtype == np.uint8


def test_a_wiped_reference_is_no_reference() -> None:
    known = reference(PHOTO)
    assert isinstance(known, Reference)
    known.wipe()
    assert compare(known.template, reference(PHOTO).template) is None
