"""The virtual card before tools of other people: OpenSC's and pcsc-tools' own words on its bytes."""

import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from kiosk.devices.simulators.card import ATR, SSSE
from kiosk.devices.simulators.vpcd import InsertedCard
from tests.devices.card_desks import pcscd
from tests.devices.cards import card

SELECT = f"00A404000F{SSSE.hex()}"


@pytest.fixture(scope="module", autouse=True)
def inserted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pcscd(tmp_path_factory.mktemp("pcscd") / "log"), InsertedCard(card()):
        opensc_tool("--wait", "--atr")
        yield


def opensc_tool(*options: str) -> str:
    return run("opensc-tool", "opensc", "--reader", "0", *options)


def scriptor(*commands: str) -> list[str]:
    """Send commands, and give the answers as the tool writes them."""
    said = run("scriptor", "pcsc-tools", "-r", "Virtual PCD 00 00", words="\n".join(commands))
    return [re.sub(r"\s+", " ", answer).strip() for answer in re.findall(r"^< ([^>]*) :", said, re.MULTILINE)]


def run(program: str, package: str, *options: str, words: str = "") -> str:
    if shutil.which(program) is None:
        pytest.skip(f"needs {program}, of the Debian package {package}")
    done = subprocess.run([program, *options], input=words, capture_output=True, text=True, check=True)
    return done.stdout


def test_opensc_reads_the_answer_to_reset() -> None:
    assert opensc_tool("--atr").strip() == ATR.hex(":")


def test_opensc_selects_the_application_and_reads_the_number_of_the_card() -> None:
    said = opensc_tool("-s", SELECT, "-s", "00A4020002EF05", "-s", "00B207040B")
    assert said.count("SW1=0x90, SW2=0x00") == 3
    assert said.strip().endswith("A12345678")


def test_scriptor_is_left_to_fetch_answers_as_t0_has_it() -> None:
    assert scriptor(SELECT, "00C0000013", "00A4020002EF06", "00B2020400", "00B2020420") == [
        "61 13",
        "6F 11 84 0F 73 78 31 2E 73 68 2E C9 E7 BB E1 B1 A3 D5 CF 90 00",
        "90 00",
        "6C 20",
        "09 1E D5 C5 C8 FD B7 E1 " + "00 " * 24 + "90 00",
    ]


def test_scriptor_sees_a_wrong_pin_cost_a_try() -> None:
    assert scriptor(SELECT, "0020000003000000", "0020000003123456")[1:] == ["63 C5", "90 00"]
