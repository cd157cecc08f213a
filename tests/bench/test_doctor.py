"""The doctor finds what is really broken, one thing at a time."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import serial

from kiosk.bench.doctor import diagnose, examine
from kiosk.bench.finding import Finding, State
from kiosk.bench.machine_checks import check_clock, check_faults, check_fonts, check_translations
from kiosk.bench.service.operators import Operators
from kiosk.config import ASSETS, FOLDER
from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.devices.simulators.printer import SimulatedPrinter
from kiosk.devices.simulators.scanner import SimulatedScanner
from kiosk.devices.simulators.serial_port import OnSerialLine
from kiosk.domain.clock import SystemClock
from kiosk.domain.money import Fen
from kiosk.domain.orders import OrderLine, OrderRequest
from kiosk.domain.secret import Secret
from kiosk.payments.journal import Journal
from kiosk.world.clock import VirtualClock

Write = Callable[..., Path]
ORDER = OrderRequest("O1", "S1", "c01", "c01", (OrderLine("B1", 1),), Fen(38000))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the simulator's settings with some words replaced, and the data in a folder of the test's."""

    def write(**changes: str) -> Path:
        text = (FOLDER / "simulator.toml").read_text().replace('"data"', f'"{tmp_path / "data"}"')
        for table, content in changes.items():
            head, _, tail = text.partition(f"[{table}]\n")
            _, _, rest = tail.partition("\n\n")
            text = f"{head}[{table}]\n{content}\n\n{rest}"
        path = tmp_path / "kiosk.toml"
        path.write_text(text)
        return path

    return write


def finding(config: Path, name: str) -> Finding:
    return next(one for one in diagnose(config) if one.name == name)


def journal(folder: Path, now: datetime | None = None) -> Journal:
    folder.mkdir(exist_ok=True)
    return Journal(folder / "journal.db", VirtualClock(now) if now else SystemClock(), "boot")


def test_a_sound_machine_with_simulated_devices_has_no_fault(write: Write) -> None:
    findings = list(diagnose(write()))
    clock = [one for one in findings if one.name == "clock"]  # which a time server need not set here
    assert {one.state for one in findings if one not in clock} == {State.OK}
    assert "simulated" in [one.found for one in findings]


def test_a_machine_without_fault_passes_for_a_script(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    assert examine(write(), as_json=False) == 0
    assert "simulated" in capsys.readouterr().out


def test_as_json_each_finding_has_its_four_fields(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert examine(write(printer='transport = "serial"\npath = "/dev/none"'), as_json=True) == 1
    findings = json.loads(capsys.readouterr().out)
    assert all(set(one) == {"name", "state", "found", "remedy"} for one in findings)
    assert [one["name"] for one in findings if one["state"] == "fault"] == ["printer"]


def test_a_misspelt_key_is_a_fault_that_names_the_line_and_the_machine_is_still_examined(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    config = write()
    config.write_text(config.read_text().replace("diagonal_inches", "diagonal_inch"))
    assert examine(config, as_json=False) == 1
    out = capsys.readouterr().out
    assert f"{config}, line" in out
    assert "diagonal_inch" in out
    assert "python" in out


def test_a_panel_of_impossible_size_is_a_warning_that_fails_nothing(write: Write) -> None:
    config = write(panel="diagonal_inches = 6\nwidth_px = 7680\nheight_px = 4320")
    assert finding(config, "panel").state is State.WARNING
    assert examine(config, as_json=False) == 0


def test_data_where_nothing_can_be_written_is_a_fault(tmp_path: Path, write: Write) -> None:
    config = write()
    (tmp_path / "data").write_text("a file stands where the folder should")
    assert finding(config, "data").state is State.FAULT


def test_a_full_disk_is_a_fault(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")._replace(free=499_999_999)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert finding(write(), "data").state is State.FAULT


def test_the_events_of_a_sound_journal_are_counted(tmp_path: Path, write: Write) -> None:
    with journal(tmp_path / "data") as sound:
        sound.order_started(ORDER)
    assert finding(write(), "journal").found == "1 events verified"


def test_a_journal_in_use_by_a_running_kiosk_is_left_alone(tmp_path: Path, write: Write) -> None:
    with journal(tmp_path / "data"):
        looked = finding(write(), "journal")
    assert looked.state is State.OK
    assert "in use" in looked.found


def test_a_journal_with_an_altered_row_is_a_fault(tmp_path: Path, write: Write) -> None:
    with journal(tmp_path / "data") as sound:
        sound.order_started(ORDER)
    thief = sqlite3.connect(tmp_path / "data" / "journal.db")
    with thief:
        thief.execute("UPDATE orders SET total_fen = 1")
    thief.close()
    assert finding(write(), "journal").state is State.FAULT


def test_a_journal_that_is_no_database_is_a_fault(tmp_path: Path, write: Write) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "journal.db").write_bytes(b"\x00garbage" * 1000)
    assert finding(write(), "journal").state is State.FAULT


def test_a_file_of_operators_that_cannot_be_used_is_a_fault_with_the_place(
    tmp_path: Path, write: Write
) -> None:
    file = tmp_path / "data" / "operators.json"
    assert finding(write(), "operators").found == "none has a PIN yet"
    Operators(file, SystemClock()).set_pin("Li Na", Secret("246813"))
    assert finding(write(), "operators").found == "Li Na"
    file.write_bytes(file.read_bytes()[:50])
    looked = finding(write(), "operators")
    assert looked.state is State.FAULT
    assert "operators.json is damaged (Invalid JSON: EOF while parsing a string at line" in looked.found


def test_a_clock_behind_the_last_event_is_a_warning(tmp_path: Path, write: Write) -> None:
    with journal(tmp_path / "data", datetime(2126, 1, 1, tzinfo=UTC)) as future:
        future.order_started(ORDER)
    assert finding(write(), "journal").state is State.WARNING


def test_a_clock_that_forgot_the_year_is_a_fault() -> None:
    assert check_clock(VirtualClock(datetime(1970, 1, 1, tzinfo=UTC))).state is State.FAULT


@pytest.mark.parametrize(("kernel_says", "state"), [(0, State.OK), (5, State.WARNING)])
def test_a_clock_that_no_time_server_sets_is_a_warning(kernel_says: int, state: State) -> None:
    assert check_clock(kernel_says=lambda: kernel_says).state is state


def test_a_key_that_others_can_read_is_a_fault_with_the_command_that_mends_it(
    tmp_path: Path, write: Write
) -> None:
    key = tmp_path / "data" / "keys" / "wechat-merchant.pem"
    key.parent.mkdir(parents=True)
    key.write_text("secret")
    key.chmod(0o640)
    looked = finding(write(), "keys")
    assert (looked.state, looked.remedy) == (State.FAULT, f"chmod 600 {key}")
    key.chmod(0o600)
    assert finding(write(), "keys").state is State.OK


def test_an_account_whose_key_is_missing_is_a_fault(write: Write) -> None:
    config = write()
    hall = (FOLDER / "hall.toml").read_text()
    config.write_text(config.read_text().partition("[payments]")[0] + hall[hall.index("[payments]") :])
    assert "wechat-merchant.pem" in finding(config, "keys").found


def test_a_printer_that_answers_is_well_and_one_that_is_silent_is_a_fault(write: Write) -> None:
    with OnSerialLine(SimulatedPrinter()) as line:
        looked = finding(write(printer=f'transport = "serial"\npath = "{line.path}"'), "printer")
        assert (looked.state, looked.found) == (State.OK, f"{line.path}: an ESC/POS printer")
    leader, follower = os.openpty()
    looked = finding(write(printer=f'transport = "serial"\npath = "{os.ttyname(follower)}"'), "printer")
    assert looked.state is State.FAULT
    assert "kiosk devices detect" in looked.remedy
    os.close(leader)
    os.close(follower)


def test_a_serial_line_that_a_running_kiosk_has_is_left_alone(write: Write) -> None:
    with (
        OnSerialLine(SimulatedPrinter()) as line,
        serial.Serial(line.path, exclusive=True),
    ):
        looked = finding(write(printer=f'transport = "serial"\npath = "{line.path}"'), "printer")
        assert looked.state is State.OK
        assert "in use by a running kiosk" in looked.found


def test_a_scanner_is_asked_in_the_words_of_its_make(write: Write) -> None:
    with OnSerialLine(SimulatedScanner(TriggerModel.HONEYWELL)) as line:
        settings = f'transport = "serial"\npath = "{line.path}"\ntrigger = '
        assert finding(write(code_scanner=settings + '"honeywell"'), "code_scanner").state is State.OK
        assert finding(write(code_scanner=settings + '"newland"'), "code_scanner").state is State.FAULT
        looked = finding(write(code_scanner=settings + '"none"'), "code_scanner")
        assert "only its use shows" in looked.found


def test_a_camera_that_is_not_there_is_a_fault_and_a_recording_a_warning(
    write: Write, tmp_path: Path
) -> None:
    lost = write(camera='transport = "v4l2"\npath = "/dev/none"')
    assert finding(lost, "camera").state is State.FAULT
    (tmp_path / "clip.mp4").touch()
    recorded = write(camera=f'transport = "file"\npath = "{tmp_path / "clip.mp4"}"')
    assert finding(recorded, "camera").state is State.WARNING


def test_a_payment_terminal_is_looked_for_where_it_is_said_to_be(write: Write) -> None:
    lost = write(payment_terminal='transport = "serial"\npath = "/dev/none"\napp_id = "a"')
    looked = finding(lost, "payment_terminal")
    assert looked.state is State.FAULT
    assert "[payment_terminal] path" in looked.remedy
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"ws://127.0.0.1:{server.getsockname()[1]}"
        there = write(payment_terminal=f'transport = "websocket"\nurl = "{url}"\napp_id = "a"')
        assert finding(there, "payment_terminal").state is State.OK


def test_a_code_scanner_is_looked_for_where_it_is_said_to_be(write: Write) -> None:
    lost = write(code_scanner='transport = "serial"\npath = "/dev/none"\ntrigger = "newland"')
    looked = finding(lost, "code_scanner")
    assert looked.state is State.FAULT
    assert "[code_scanner] path" in looked.remedy


def test_a_code_scanner_whose_commands_are_not_named_is_a_fault_that_says_so(write: Write) -> None:
    config = write(code_scanner='transport = "serial"\npath = "/dev/none"')
    assert any("'trigger' is missing here" in one.found for one in diagnose(config))


def test_a_reader_of_id_cards_is_looked_for_where_it_is_said_to_be(write: Write) -> None:
    lost = write(identity_card_reader='transport = "serial"\npath = "/dev/none"')
    looked = finding(lost, "identity_card_reader")
    assert looked.state is State.FAULT
    assert "[identity_card_reader] path" in looked.remedy


def test_a_card_that_is_offered_without_a_terminal_is_a_fault_that_says_what_to_add(write: Write) -> None:
    config = write()
    text = config.read_text()
    config.write_text(text.replace('[payment_terminal]\ntransport = "simulated"\n', ""))
    faults = [one for one in diagnose(config) if one.state is State.FAULT]
    assert any("there is no table [payment_terminal]; add it" in one.found for one in faults)


def test_without_the_card_service_the_reader_is_a_fault(tmp_path: Path, write: Write) -> None:
    config = write(card_reader='transport = "pcsc"')
    program = (
        "import sys; from pathlib import Path; from kiosk.bench.doctor import examine;"
        " sys.exit(examine(Path(sys.argv[1]), as_json=False))"
    )
    nowhere = os.environ | {"PCSCLITE_CSOCK_NAME": str(tmp_path / "none")}
    ran = subprocess.run(
        [sys.executable, "-c", program, str(config)], env=nowhere, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert "PC/SC service cannot be reached" in ran.stdout
    assert "systemctl restart pcscd" in ran.stdout
    assert ran.stderr == ""


def test_a_missing_library_is_named_and_the_other_checks_go_on(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "smartcard", None)
    findings = list(diagnose(write(card_reader='transport = "pcsc"')))
    assert [one.name for one in findings if one.state is State.FAULT] == ["smartcard"]
    assert findings[-1].name == "keys"


def test_a_font_that_is_missing_or_spoilt_is_a_fault(tmp_path: Path) -> None:
    folder = shutil.copytree(ASSETS / "fonts", tmp_path / "fonts")
    (folder / "NotoSansSC-Names.otf").unlink()
    assert "Noto Sans CJK SC Names" in check_fonts(folder).found
    (folder / "NotoSansSC-Bold.otf").write_bytes(b"spoilt")
    assert "NotoSansSC-Bold.otf" in check_fonts(folder).found


@pytest.mark.parametrize(
    ("english", "fragment"), [("only-here = Hello\n", "only-here"), ("!! no Fluent\n", "!! no Fluent")]
)
def test_texts_in_one_language_or_in_no_language_are_a_fault(
    tmp_path: Path, english: str, fragment: str
) -> None:
    (tmp_path / "zh.ftl").write_text("")
    (tmp_path / "en.ftl").write_text(english)
    looked = check_translations(tmp_path)
    assert looked.state is State.FAULT
    assert fragment in looked.found


def test_a_board_that_is_not_there_is_a_fault_of_its_own_table(write: Write) -> None:
    looked = finding(write(indicator_board='transport = "serial"\npath = "/dev/none"'), "indicator_board")
    assert looked.state is State.FAULT
    assert "[indicator_board] path" in looked.remedy


@pytest.mark.parametrize(
    ("programs", "state", "package"),
    [
        ([], State.FAULT, "alsa-utils"),
        (["aplay"], State.WARNING, "espeak-ng"),
        (["aplay", "espeak-ng"], State.OK, ""),
    ],
)
def test_an_announcer_needs_a_program_that_plays_and_wants_one_that_speaks(
    write: Write,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    programs: list[str],
    state: State,
    package: str,
) -> None:
    config = write(announcer='transport = "alsa"')
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in programs:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    looked = finding(config, "announcer")
    assert looked.state is state
    assert package in looked.remedy


def test_a_loudspeaker_that_is_not_there_is_a_fault(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "aplay"
    program.write_text("#!/bin/sh\necho 'audio open error: No such file or directory' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    looked = finding(write(announcer='transport = "alsa"\ndevice = "hw:7"'), "announcer")
    assert looked.state is State.FAULT
    assert "hw:7 plays nothing" in looked.found
    assert "audio open error" in looked.found
    assert "aplay -L" in looked.remedy


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        ("printer", 'transport = "serial"\npath = "{path}"'),
        ("identity_card_reader", 'transport = "serial"\npath = "{path}"'),
        ("camera", 'transport = "v4l2"\npath = "{path}"'),
        ("camera", 'transport = "file"\npath = "{path}"'),
    ],
)
def test_a_device_whose_path_cannot_even_be_looked_at_is_a_fault_and_not_the_end(
    write: Write, table: str, lines: str
) -> None:
    path = "/dev/" + "tty" * 2000
    findings = list(diagnose(write(**{table: lines.format(path=path)})))
    looked = next(one for one in findings if one.name == table)
    assert looked.state is State.FAULT
    assert "cannot be looked at (File name too long)" in looked.found
    assert findings[-1].name == "keys"


def test_data_that_cannot_even_be_looked_at_is_a_fault_and_not_the_end(write: Write) -> None:
    config = write()
    lines = config.read_text().splitlines()
    config.write_text("\n".join(f'data = "/{"data" * 2000}"' if "data =" in line else line for line in lines))
    states = {one.name: one.state for one in diagnose(config)}
    assert (states["data"], states["printer"], states["a file"]) == (State.FAULT, State.OK, State.FAULT)


def test_a_fault_catalogue_that_does_not_fit_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "faults.toml").write_text('[[fault]]\ndevice = "prnter"\n', encoding="utf-8")
    looked = check_faults(tmp_path / "faults.toml")
    assert looked.state is State.FAULT
    assert "faults.toml, line 2: 'device' is 'prnter'" in looked.found
    assert "did you mean 'printer'?" in looked.found
