"""`kiosk sim`: a process that anyone's software can talk to as to the device."""

import asyncio
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
import serial

from kiosk import cli
from kiosk.bench.simulator.console import Console, fault_verbs
from kiosk.devices.drivers.board_sentence import Sentence, encode_sentence
from kiosk.devices.drivers.ecr_hub import EcrHubTerminal
from kiosk.devices.drivers.sam_frame import encode_frame
from kiosk.devices.drivers.ssse import SocialSecurityCardReader
from kiosk.devices.ports import DeviceState, MediaState, PayScenario, SaleStarted, TradeSucceeded
from kiosk.devices.simulators.scanner import ScannerFault
from kiosk.devices.transports.websocket_link import WebSocketLink
from kiosk.domain.ids import Ids
from kiosk.domain.money import Fen
from kiosk.domain.people import CardEvidence
from tests.devices.card_desks import pcscd
from tests.devices.waiting import DaemonClock, running, until

ROOT = Path(__file__).parents[2]


@dataclass
class Simulator:
    """The process, and where it says that the device is."""

    process: subprocess.Popen[str]
    where: str

    def type(self, line: str) -> str:
        """Type a line, and read what is answered."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.hear()

    def hear(self) -> str:
        """Read what it says by itself."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@contextmanager
def simulator(*arguments: str) -> Iterator[Simulator]:
    command = [sys.executable, "-m", "kiosk", "sim", *arguments]
    # A shell that runs the tests in the background lets them ignore Ctrl-C, and whatever they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            first = process.stdout.readline()
            assert "Ctrl-C" in process.stdout.readline(), process.communicate()
            yield Simulator(process, re.sub(".*: ", "", first.strip(), count=1))
        finally:
            process.send_signal(signal.SIGINT)
            _, error = process.communicate(timeout=10)
    assert (process.returncode, error) == (0, "")


def test_a_device_whose_answers_nobody_reads_goes_on_and_can_be_ended() -> None:
    with simulator("board") as board, serial.Serial(board.where, write_timeout=5) as line:
        line.write(encode_sentence(Sentence("STATE", 1)) * 5000)
        assert board.type("lights") == "all are off"


def test_a_device_to_which_nobody_can_type_is_there_all_the_same() -> None:
    closed = ["sh", "-c", 'exec "$@" <&-', "sh", sys.executable, "-m", "kiosk", "sim", "board"]
    with subprocess.Popen(
        closed, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        path = process.stdout.readline().split()[-1]
        with serial.Serial(path, timeout=5) as line:
            line.write(encode_sentence(Sentence("STATE", 1)))
            assert line.read_until(b"\n") == encode_sentence(Sentence("NO", 1, ("HELLO",)))
        process.terminate()
        assert process.communicate(timeout=10)[1] == ""


def test_a_printer_alone_answers_and_runs_out_of_paper_when_told() -> None:
    with simulator("printer", "--tcp", "0") as printer:
        host, port = printer.where.split(":")
        with socket.create_connection((host, int(port))) as line:
            line.sendall(b"\x10\x04\x01")
            assert line.recv(1) == b"\x12"
            assert printer.type("paper-out") == "done"
            line.sendall(b"\x10\x04\x01")
            assert line.recv(1) == b"\x1a"
            printer.type("load-paper")
            line.sendall("缴费".encode("gbk") + b"\n\x1dV\x00")
            assert [printer.hear() for _ in range(3)] == ["---- a paper", "缴费", "----"]


def test_a_scanner_alone_says_what_is_held_before_it() -> None:
    with simulator("scanner") as scanner, serial.Serial(scanner.where, timeout=5) as line:
        assert scanner.type("light") == "on"
        scanner.type("hold 134650215877402318")
        assert line.read_until(b"\r") == b"134650215877402318\r"


def test_a_scanner_of_a_make_reads_only_when_told_to() -> None:
    with simulator("scanner", "--trigger", "newland") as scanner:
        assert scanner.type("light") == "off"
        with serial.Serial(scanner.where, timeout=5) as line:
            line.write(b"~\x010000#SCNTRG1;\x03")
            assert line.read_until(b"\x03") == b"\x02\x010000#SCNTRG1\x06;\x03"
        assert scanner.type("light") == "on"


def test_a_reader_of_id_cards_alone_finds_the_card_that_is_put_on() -> None:
    with simulator("idreader", "--pty") as reader, serial.Serial(reader.where, 115_200, timeout=5) as line:
        find = encode_frame(b"\x20\x01")
        line.write(find)
        assert line.read(11)[-2:] == b"\x80\x84"
        assert reader.type("put-on c01_f23") == "done"
        line.write(find)
        assert line.read(15) == encode_frame(b"\x00\x00\x9f" + bytes(4))


def test_a_board_alone_shows_its_lights_and_tells_of_its_door() -> None:
    with simulator("board") as board, serial.Serial(board.where, 115_200, timeout=5) as line:
        line.write(encode_sentence(Sentence("HELLO", 1, ("1",))))
        assert line.read_until(b"\n").startswith(b"$HELLO,1,1,")
        line.write(encode_sentence(Sentence("LIGHT", 2, ("CSG",))))
        assert line.read_until(b"\n") == encode_sentence(Sentence("OK", 2))
        assert board.type("lights") == "card_reader slow green"
        assert board.type("open-door") == "done"
        assert line.read_until(b"\n") == encode_sentence(Sentence("STATE", 0, ("O", "N")))


def test_a_terminal_alone_takes_a_sale_and_a_card() -> None:
    async def sell(terminal: Simulator) -> None:
        clock = DaemonClock()
        driver = EcrHubTerminal(
            WebSocketLink(terminal.where, clock), clock, Ids(clock, Random(1).randbytes), "anyone"
        )
        async with running(driver):
            await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            assert await driver.start_sale("K1", Fen(38_000), PayScenario.CARD, 5) == SaleStarted()
            await driver.ask("K1", 5)
            assert "380.00 yuan, order K1" in await asyncio.to_thread(terminal.type, "screen")
            await asyncio.to_thread(terminal.type, "card")
            assert isinstance(await driver.ask("K1", 5), TradeSucceeded)

    with simulator("terminal", "--tcp", "0") as terminal:
        asyncio.run(sell(terminal))


def test_a_card_alone_is_read_in_the_virtual_reader(tmp_path: Path) -> None:
    async def read(card: Simulator) -> None:
        from kiosk.devices.transports.pcsc import PcscTransport  # noqa: PLC0415 needs the PC/SC library

        driver = SocialSecurityCardReader(PcscTransport("Virtual PCD 00 00"), DaemonClock())
        async with running(driver):
            await until(driver.changes(), lambda status: status.media is MediaState.PRESENT)
            evidence = await driver.read_card(10)
            assert isinstance(evidence, CardEvidence)
            assert evidence.name.reveal() == "林晓雨"
            assert await asyncio.to_thread(card.type, "pull") == "done"
            await until(driver.changes(), lambda status: status.media is MediaState.NOT_PRESENT)

    with pcscd(tmp_path / "log"), simulator("card") as card:
        asyncio.run(read(card))


def test_a_card_without_a_reader_is_told_what_to_start(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert cli.main(["sim", "card", "--vpcd", f"127.0.0.1:{port}"]) == 2
    assert "start pcscd" in capsys.readouterr().err


def test_a_port_that_is_taken_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert cli.main(["sim", "printer", "--tcp", str(port)]) == 2
    assert f"port {port} cannot be used" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("fualt hang", "there is no 'fualt'; did you mean 'fault'?"),
        ("dance", "there is no 'dance'; type help"),
        ("fault", "type: fault hang|garbage|no-end|repeat"),
        ("fault fire", "there is no 'fire'; there are hang, garbage, no-end, repeat"),
        ("fault hang", "done"),
        ("", ""),
        ("help", "  fault hang|garbage|no-end|repeat\n  mend hang|garbage|no-end|repeat"),
    ],
)
def test_what_is_typed_is_done_or_the_way_to_say_it_is_told(line: str, answer: str) -> None:
    assert Console(fault_verbs(set(), ScannerFault)).obey(line) == answer
