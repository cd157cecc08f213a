"""Settings that are spoilt in any way are told in words, with the place in the file."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.config import FOLDER, load_settings
from kiosk.toml_text import ConfigError

LINES = (FOLDER / "simulator.toml").read_text("utf-8").splitlines(keepends=True)
WORDS = [*(word for line in LINES for word in line.split()), "[", "]", "{", "=", '"', "\n", "\x00", "1e999"]
OFTEN = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def load_or_refuse(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    said = ""
    try:
        load_settings(path)
    except ConfigError as error:
        said = str(error)
    assert not said or path.name in said
    assert len(said) < 2000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


@OFTEN
@given(st.binary(max_size=300))
def test_any_bytes_are_loaded_or_refused(path: Path, content: bytes) -> None:
    load_or_refuse(path, content)


@OFTEN
@given(st.lists(st.integers(0, len(LINES) - 1), max_size=4), st.sampled_from(WORDS))
def test_settings_with_lines_lost_or_spoilt_are_loaded_or_refused(
    path: Path, numbers: list[int], word: str
) -> None:
    lines = [word + line if number in numbers else line for number, line in enumerate(LINES)]
    load_or_refuse(path, "".join(lines).encode())
    lines = [line for number, line in enumerate(LINES) if number not in numbers]
    load_or_refuse(path, "".join(lines).encode())


@OFTEN
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=4))
def test_settings_with_bytes_written_over_are_loaded_or_refused(path: Path, at: int, spoilt: bytes) -> None:
    content = "".join(LINES).encode()
    load_or_refuse(path, content[:at] + spoilt + content[at + len(spoilt) :])


PRINTER = '[printer]\ntransport = "simulated"'
TERMINAL = '[payment_terminal]\ntransport = "simulated"'
CAMERA = '[camera]\ntransport = "simulated"'
BOARD = '[indicator_board]\ntransport = "simulated"'
BOTH = '"/dev/ttyUSB0"'


@pytest.mark.parametrize(
    ("changes", "at", "said"),
    [
        ({PRINTER: '[printer]\ntransport = "seriel"'}, '"seriel"', "'transport' is 'seriel'"),
        ({PRINTER: '[printer]\ntransport = "seriel"'}, '"seriel"', "did you mean 'serial'?"),
        ({PRINTER: '[printer]\ntransport = "pcsc"'}, '"pcsc"', "'simulated', 'serial', 'usb', 'tcp'"),
        ({PRINTER: '[printer]\npath = "/dev/x"'}, "[printer]", "'transport' is missing here; add it"),
        ({PRINTER: '[printer]\ntransprot = "usb"'}, "transprot", "did you mean 'transport'?"),
        ({PRINTER: "[printer]\nport = 9100"}, "[printer]", "'transport' is missing here; add it"),
        (
            {PRINTER: '[printer]\ntransport = "serial"\npath = "/dev/x"\nport = 9100'},
            "port = 9100",
            "'port' is not known here; there may be: baud, path, transport",
        ),
        ({PRINTER: f"{PRINTER}\npath = 1"}, "path", "'path' is not known here; there may be: transport"),
        (
            {TERMINAL: '[payment_terminal]\ntransport = "websocket"\nurl = "http://t"\napp_id = "a"'},
            "http",
            "it must begin with ws:// or wss://",
        ),
        (
            {CAMERA: '[camera]\ntransport = "stream"\nurl = "http://[fe80::1/live"'},
            "fe80",
            "it has a [ without a ]",
        ),
        ({'"rendered-citizens"': '"local.toml"'}, "local.toml", "no .toml at its end"),
        ({"[printer]": "[[printer]]"}, "[[printer]]", "'printer' is"),
        (
            {PRINTER: '[printer]\ntransport = "tcp"\nhost = "a..b"'},
            "a..b",
            "it needs the name or the address of a host",
        ),
        (
            {TERMINAL: '[payment_terminal]\ntransport = "websocket"\nurl = "ws://t:357790"\napp_id = "a"'},
            "357790",
            "its port must be a number from 0 to 65535",
        ),
        (
            {CAMERA: '[camera]\ntransport = "stream"\nurl = "rtsp:///live"'},
            "rtsp",
            "it needs the name or the address of a host",
        ),
        (
            {
                PRINTER: f'[printer]\ntransport = "serial"\npath = {BOTH}',
                BOARD: f'[indicator_board]\ntransport = "serial"\nbaud = 9600\npath = {BOTH}',
            },
            f"9600\npath = {BOTH}",
            "and so it is in [printer]",
        ),
        ({CAMERA: ""}, "", "no table [camera]"),
    ],
)
def test_a_device_that_cannot_be_bound_is_told_with_its_line_and_the_way_to_mend_it(
    path: Path, changes: dict[str, str], at: str, said: str
) -> None:
    text = "".join(LINES)
    for right, wrong in changes.items():
        assert right in text
        text = text.replace(right, wrong)
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_settings(path)
    assert said in caught.value.message
    line = text[: text.index(at)].count("\n") + at.count("\n") + 1 if at else None
    assert caught.value.line == line
