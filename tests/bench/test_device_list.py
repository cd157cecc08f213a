"""`kiosk devices` says how each device is reached, and what is plugged in."""

import json
from pathlib import Path

import pytest
from serial.tools import list_ports

from kiosk.cli import main
from kiosk.config import FOLDER
from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.devices.ports import DeviceKind
from kiosk.devices.simulators.scanner import SimulatedScanner
from kiosk.devices.simulators.serial_port import OnSerialLine


def test_each_device_is_listed_with_what_it_is_bound_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["devices", "--config", str(FOLDER / "hall.toml")]) == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert lines.keys() == set(DeviceKind)
    assert lines["printer"].split()[1:] == ["serial", "path", "/dev/ttyUSB0,", "baud", "115200"]
    assert "the hall does without" in lines["code_scanner"]


def test_the_analysis_of_faces_is_listed_with_its_calibration(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["devices", "--config", str(FOLDER / "simulator.toml")]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["faces", "calibration", "rendered-citizens"] in lines


def test_bindings_can_be_had_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["devices", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["printer"] == {"transport": "simulated"}


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_the_password_of_a_network_camera_is_not_shown(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    simulated, camera = '[camera]\ntransport = "simulated"', '[camera]\ntransport = "stream"\nurl = "{}"'
    text = (FOLDER / "simulator.toml").read_text(encoding="utf-8")
    config = tmp_path / "kiosk.toml"
    config.write_text(
        text.replace(simulated, camera.format("rtsp://hall:g3heim@10.0.0.9/live")), encoding="utf-8"
    )
    assert main(["devices", "--config", str(config), *words]) == 0
    assert "rtsp://hall:...@10.0.0.9/live" in capsys.readouterr().out


def test_what_is_found_is_printed_with_lines_that_can_be_pasted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_ports, "comports", list)
    with OnSerialLine(SimulatedScanner(TriggerModel.NEWLAND)) as line:
        assert main(["devices", "detect", line.path]) == 0
        out = capsys.readouterr().out
    assert "a code scanner of Newland" in out
    assert f'[code_scanner]\ntransport = "serial"\npath = "{line.path}"\ntrigger = "newland"' in out


@pytest.mark.parametrize("words", [("--json", "detect"), ("detect", "--json")])
def test_what_is_found_can_be_had_as_json_wherever_that_is_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: tuple[str, str]
) -> None:
    monkeypatch.setattr(list_ports, "comports", list)
    with OnSerialLine(SimulatedScanner(TriggerModel.NEWLAND)) as line:
        assert main(["devices", *words, line.path]) == 0
        found = json.loads(capsys.readouterr().out)
    assert {"port": line.path, "kind": "code_scanner"}.items() <= found[0].items()
