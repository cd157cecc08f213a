"""What a person who types a command gets to read."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk import cli
from kiosk.bureau.voucher_key import PUBLIC_NAME, load_voucher_key
from kiosk.cli import main
from kiosk.config import FOLDER
from kiosk.domain.clock import SystemClock
from kiosk.domain.money import Fen
from kiosk.domain.vouchers import VoucherClaim, sign_claim
from kiosk.payments.journal import Journal
from kiosk.payments.journal_file import JournalFullError

CLAIM = VoucherClaim("202611020000001", "01ARZ3NDEKTSV4RRFFQ69G5FAV", Fen(40_000), "2026-11-02", "0" * 16)


def headless(data: Path, keys: Path, *more: str) -> list[str]:
    """Give the arguments that start a kiosk for a test runner."""
    start = ["simulate", "--control", "--data", str(data), "--keys", str(keys)]
    return [*start, "--gateway-url", "http://127.0.0.1:9", "--now", "2026-11-02T09:30:00+08:00", *more]


def test_a_genuine_voucher_is_recognised_without_a_network(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    token = sign_claim(CLAIM, load_voucher_key(tmp_path))
    assert main(["voucher", "verify", token, "--key", str(tmp_path / PUBLIC_NAME)]) == 0
    assert "400.00" in capsys.readouterr().out


def test_a_voucher_signed_by_somebody_else_is_called_forged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load_voucher_key(tmp_path)
    token = sign_claim(CLAIM, Ed25519PrivateKey.generate())
    assert main(["voucher", "verify", token, "--key", str(tmp_path / PUBLIC_NAME)]) == 1
    assert "forged" in capsys.readouterr().out


def test_a_text_that_is_no_voucher_is_called_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load_voucher_key(tmp_path)
    assert main(["voucher", "verify", "hello", "--key", str(tmp_path / PUBLIC_NAME)]) == 1
    assert "not the text" in capsys.readouterr().out


def test_a_missing_public_key_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voucher", "verify", "hello", "--key", str(tmp_path / "none.pem")]) == 2
    assert "--key" in capsys.readouterr().err


def test_a_misspelt_key_in_the_settings_is_named_with_its_line_and_the_right_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "mine.toml"
    config.write_text(
        (FOLDER / "hall.toml").read_text(encoding="utf-8").replace("baud", "bawd"), encoding="utf-8"
    )
    assert main(["run", "--config", str(config)]) == 2
    error = capsys.readouterr().err
    line = config.read_text(encoding="utf-8").splitlines().index("bawd = 115200") + 1
    assert f"mine.toml, line {line}: 'bawd' is not known here; did you mean 'baud'?" in error


def test_a_device_without_a_transport_is_told_which_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "mine.toml"
    text = (FOLDER / "hall.toml").read_text("utf-8")
    config.write_text(text.replace('"serial"', '"seriel"'), "utf-8")
    assert main(["run", "--config", str(config)]) == 2
    error = capsys.readouterr().err
    assert "mine.toml, line" in error
    assert "'seriel'" in error
    assert "'serial'" in error


def test_a_second_kiosk_on_the_same_journal_is_turned_away(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Journal(tmp_path / "journal.db", SystemClock(), "first"):
        assert main(headless(tmp_path, keys)) == 2
    assert "kiosk" in capsys.readouterr().err


def test_a_kiosk_does_not_open_on_a_journal_that_is_no_journal(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = tmp_path / "journal.db"
    journal.write_bytes(b"not a database " * 400)
    assert main(headless(tmp_path, keys)) == 2
    assert str(journal) in capsys.readouterr().err
    assert journal.read_bytes().startswith(b"not a database")


def test_what_several_parts_of_a_kiosk_died_of_is_told_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_: object) -> NoReturn:
        inner = ExceptionGroup("settler", [JournalFullError("the disk is full: free it")])
        raise ExceptionGroup("kiosk", [inner, JournalFullError("so is the other")])

    monkeypatch.setattr(cli, "_doctor", die)
    assert main(["doctor"]) == 2
    assert capsys.readouterr().err == "kiosk: the disk is full: free it\nkiosk: so is the other\n"


def test_what_is_no_day_is_called_so_with_one_that_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["reconcile", "yesterday"])
    assert "'yesterday' is not a day, such as 2026-11-21" in capsys.readouterr().err


def test_a_whole_journal_is_verified_and_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal = tmp_path / "journal.db"
    with Journal(journal, SystemClock(), "first") as written:
        written.print_started("202611020000001")
    assert main(["journal", "verify", str(journal)]) == 0
    assert "1 events, the chain holds" in capsys.readouterr().out
    assert main(["journal", "show", str(journal)]) == 0
    assert "202611020000001" in capsys.readouterr().out


def test_the_doctor_tells_a_script_by_its_exit_status_and_as_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "mine.toml"
    config.write_text("nonsense", encoding="utf-8")
    assert main(["doctor", "--config", str(config), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)


def test_what_cannot_be_written_on_a_full_disk_is_told_in_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "kiosk", "devices"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "kiosk: what it says cannot be written (No space left on device)\n"
