"""A wrong file is refused with the place and the way to mend it."""

import contextlib
import dataclasses
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic.dataclasses import dataclass

from kiosk.toml_file import STRICT, read_toml
from kiosk.toml_text import ConfigError


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, config=STRICT)
class Wheel:
    inches: int
    colour: Colour = Colour.RED


@dataclass(frozen=True, config=STRICT)
class Owner:
    name: str
    since: date


@dataclass(frozen=True, config=STRICT)
class Bicycle:
    owner: Owner
    wheels: tuple[Wheel, ...]
    bell: bool | None = None


GOOD = """\
bell = true

[owner]
name = "张三"
since = 2020-01-01

[[wheels]]
inches = 26
[[wheels]]
inches = 28
colour = "red"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bicycle.toml"


def test_a_good_file_becomes_typed_values(file: Path) -> None:
    file.write_text(GOOD, encoding="utf-8")
    bicycle = read_toml(file, Bicycle)
    assert bicycle == Bicycle(Owner("张三", date(2020, 1, 1)), (Wheel(26), Wheel(28)), bell=True)
    assert dataclasses.is_dataclass(bicycle)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "message"),
    [
        ("bell", "bel", 1, "'bel' is not known here; did you mean 'bell'?"),
        ("colour =", "color =", 11, "'color' is not known here; did you mean 'colour'?"),
        ("inches = 28", "inch = 28", 10, "'inch' is not known here; did you mean 'inches'?"),
        ("bell", "lamp", 1, "'lamp' is not known here; there may be: bell, owner, wheels"),
        ("inches = 28\n", "", 9, "'inches' is missing here; add it"),
        ("[owner]", "[owners]", 3, "'owners' is not known here; did you mean 'owner'?"),
        ("inches = 28", 'inches = "28"', 10, "'inches' is '28': Input should be a valid integer"),
        ('"red"', '"reed"', 11, "'colour' is 'reed': Input should be 'red'; did you mean 'red'?"),
        ("2020-01-01", '"yesterday"', 5, "'since' is 'yesterday': Input should be a valid date"),
        ("= true", "true", 1, "is not TOML"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    file: Path, right: str, wrong: str, line: int, message: str
) -> None:
    file.write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_toml(file, Bicycle)
    assert caught.value.line == line
    assert caught.value.message.startswith(message)
    assert str(caught.value).startswith(f"{file}, line {line}: ")


def test_a_missing_file_is_told_as_such(file: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_toml(file, Bicycle)


def test_another_encoding_is_told_as_such(file: Path) -> None:
    file.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(ConfigError, match="not UTF-8"):
        read_toml(file, Bicycle)


@pytest.mark.parametrize("part", ["[", "{a="])
def test_brackets_without_end_are_told_as_such(file: Path, part: str) -> None:
    file.write_text("a = " + part * 10_000)
    with pytest.raises(ConfigError, match="brackets within brackets"):
        read_toml(file, Bicycle)


@pytest.mark.parametrize("number", ["1" * 5_000, "0x" + "f" * 5_000])
def test_a_number_without_end_is_told_as_such(file: Path, number: str) -> None:
    file.write_text(f"a = {number}")
    with pytest.raises(ConfigError, match="line 1: has a number of more than 4000 digits"):
        read_toml(file, Bicycle)


@pytest.mark.parametrize("part", ["a", "'b c'", '"d" '])
def test_a_key_without_end_is_told_as_such_and_not_read(file: Path, part: str) -> None:
    file.write_text("bell = true\n" + ".".join([part] * 8_000) + " = 1")
    with pytest.raises(ConfigError, match="line 2: has a key of more than 16 parts"):
        read_toml(file, Bicycle)


def test_a_key_of_as_many_parts_as_there_may_be_is_read(file: Path) -> None:
    file.write_text(".".join("abcdefghijklmnop") + " = 1")
    with pytest.raises(ConfigError, match="'a' is not known here"):
        read_toml(file, Bicycle)


@pytest.mark.parametrize("escape", ["\\u0000", "\\U00000000"])
def test_a_character_that_no_path_may_hold_is_told_as_such(file: Path, escape: str) -> None:
    file.write_text(f'bell = true\ndata = "a{escape}b"')
    with pytest.raises(ConfigError, match=r"line 2: has the character \\u0000"):
        read_toml(file, Bicycle)


def test_a_file_that_is_larger_than_any_of_ours_is_not_read(file: Path) -> None:
    file.write_text("#" * 300_000)
    with pytest.raises(ConfigError, match="larger than 256 KB"):
        read_toml(file, Bicycle)


def test_an_empty_file_lacks_what_it_must_have(file: Path) -> None:
    file.touch()
    with pytest.raises(ConfigError, match="'owner' is missing here"):
        read_toml(file, Bicycle)


@given(st.integers(0, len(GOOD)), st.text(max_size=5))
def test_any_slip_of_the_keyboard_is_read_or_explained(
    tmp_path_factory: pytest.TempPathFactory, place: int, slip: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "slip.toml"
    file.write_text(GOOD[:place] + slip + GOOD[place:], encoding="utf-8", newline="")
    with contextlib.suppress(ConfigError):
        assert isinstance(read_toml(file, Bicycle), Bicycle)
