"""The commands of a kiosk: those of citizens' kiosks, of its books, and of its checks.

Each imports what it alone needs when it is called: a kiosk starts half a second earlier.
"""

import argparse
import errno
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.argument_types import address, count, day, port, share
from kiosk.domain.words import Language
from kiosk.first_page import Start
from kiosk.flows.display import Display
from kiosk.flowtest.control_options import Control
from kiosk.technician_error import TechnicianError

if TYPE_CHECKING:
    from kiosk.config import Settings

_HOUSE = Path(__file__).parents[1]
_SIMULATOR = _HOUSE / "config" / "simulator.toml"
_FLOWS = _HOUSE / "tests" / "flows"
_UNUSABLE = 2
_OUTPUT_LOST = {errno.ENOSPC, errno.EPIPE}
"""A disk that is full, or a program such as `head` that has read enough."""
_WIRED_DEVICES = {
    "idreader": "a reader of resident ID cards (SAM_A)",
    "scanner": "a code scanner (Honeywell, Newland, or one that reads all the time)",
    "printer": "a receipt printer (ESC/POS)",
    "terminal": "a payment terminal (ECR Hub; over TCP it is a WebSocket)",
    "board": "an indicator board (docs/board-protocol.md)",
}
_AT_ONCE = {"run", "simulate"}
_AddParser = Callable[..., argparse.ArgumentParser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; give its exit status: 0 well, 1 something is wrong, 2 it could not be done."""
    words = sys.argv[1:] if arguments is None else arguments
    options = _parser(words[0] if words else "").parse_args(words)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("kiosk").setLevel(logging.INFO)
    status = _UNUSABLE
    try:
        status = _obey(options)
    except* TechnicianError as errors:
        for error in _each(errors):
            print(f"kiosk: {error}", file=sys.stderr)
    return status


def _obey(options: argparse.Namespace) -> int:
    try:
        status: int = options.command(options)
        sys.stdout.flush()
    except OSError as error:
        if error.errno not in _OUTPUT_LOST or error.filename is not None:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is written at the end
        raise TechnicianError(f"what it says cannot be written ({error.strerror})") from error
    return status


def _each(errors: BaseExceptionGroup[TechnicianError]) -> Iterator[TechnicianError]:
    """Give the errors of a group; what runs side by side dies in groups of groups."""
    for error in errors.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _each(error)
        else:
            yield error


def _parser(command: str) -> argparse.ArgumentParser:
    """Make what reads a command and, unless it is to show its first page at once, lists all the others."""
    parser = argparse.ArgumentParser(
        prog="kiosk", description="The self-service terminal for social-security halls."
    )
    add = parser.add_subparsers(required=True, metavar="COMMAND").add_parser
    _add_kiosk(add)
    if command in _AT_ONCE:
        return parser
    from kiosk.bench.face_arguments import add_faces

    _add_gateway(add)
    _add_simulators(add)
    _add_books(add)
    _add_operators(add)
    _add_checks(add)
    add_faces(add)
    return parser


def _add_kiosk(add: _AddParser) -> None:
    run = add("run", help="run the kiosk of a hall")
    run.add_argument("--config", type=Path, required=True, help="its settings, such as config/hall.toml")
    run.set_defaults(command=_run)

    simulate = add("simulate", help="run it with simulated devices and a bench to play with them")
    simulate.add_argument("--config", type=Path, default=_SIMULATOR)
    simulate.add_argument("--data", type=Path, help="the folder for journal and keys")
    simulate.add_argument("--landscape", action="store_true", help="turn the panel")
    simulate.add_argument("--language", type=Language, choices=list(Language), default=Language.CHINESE)
    simulate.add_argument("--elder", action="store_true", help="begin with large text")
    simulate.add_argument("--control", action="store_true", help=argparse.SUPPRESS)
    simulate.add_argument("--window", action="store_true", help=argparse.SUPPRESS)
    simulate.add_argument("--gateway-url", help=argparse.SUPPRESS)
    simulate.add_argument("--keys", type=Path, help=argparse.SUPPRESS)
    simulate.add_argument("--now", type=datetime.fromisoformat, help=argparse.SUPPRESS)
    simulate.set_defaults(command=_simulate)


def _add_gateway(add: _AddParser) -> None:
    gateway = add("gateway", help="the simulated payment gateways").add_subparsers(
        required=True, metavar="WHAT"
    )
    serve = gateway.add_parser("serve", help="run them alone on the loopback, for anyone's software")
    serve.add_argument("--port", type=port, default=0, metavar="N", help="default: any that is free")
    serve.add_argument("--data", type=Path, help="the folder for trades and keys; default: the simulator's")
    serve.add_argument("--faults", type=share, default=0.0, metavar="P", help="of calls, from 0 to 1")
    serve.add_argument("--seed", type=int, default=1, metavar="S", help="repeats the same faults")
    serve.set_defaults(command=_gateway_serve)


def _add_simulators(add: _AddParser) -> None:
    from kiosk.devices.drivers.scanner_trigger import TriggerModel

    sim = add("sim", help="one simulated device alone, for anyone's software").add_subparsers(
        required=True, metavar="DEVICE"
    )
    card = sim.add_parser("card", help="a social-security card in the virtual reader of pcscd")
    card.add_argument("--vpcd", type=address, default=("127.0.0.1", 35963), metavar="HOST:PORT")
    card.set_defaults(command=_sim_card)
    for name, what in _WIRED_DEVICES.items():
        device = sim.add_parser(name, help=what)
        line = device.add_mutually_exclusive_group()
        line.add_argument("--pty", action="store_true", help="on a serial line of its own; the default")
        line.add_argument("--tcp", type=port, metavar="PORT", help="on the loopback; 0 is any that is free")
        device.set_defaults(command=_sim, device=name, trigger=TriggerModel.NONE)
        if name == "scanner":
            device.add_argument("--trigger", type=TriggerModel, choices=list(TriggerModel))


def _add_books(add: _AddParser) -> None:
    journal = add("journal", help="read the journal of a kiosk that is not running")
    journal.add_argument("what", choices=["show", "verify", "attention"])
    journal.add_argument("file", type=Path, nargs="?", help="default: the simulator's")
    journal.set_defaults(command=_journal)

    decide = add("decide", help="say what shall become of an attempt that needs a person")
    decide.add_argument("attempt", metavar="NUMBER", help="as 'kiosk journal attention' lists it")
    decide.add_argument("decision", choices=["do-not-post", "resolved"])
    decide.add_argument("--operator", required=True, metavar="NAME", help="who decided")
    decide.add_argument("--note", required=True, help="why, such as 'refunded at the window'")
    decide.add_argument("--journal", type=Path, metavar="FILE", help="default: the simulator's")
    decide.set_defaults(command=_decide)

    reconcile = add("reconcile", help="match the books of a day, while no kiosk is running")
    reconcile.add_argument("day", type=day, metavar="DATE", help="such as 2026-11-21")
    reconcile.add_argument("--config", type=Path, default=_SIMULATOR)
    reconcile.add_argument("--data", type=Path, help="the folder for journal and keys")
    reconcile.add_argument("--print", action="store_true", help="print the day's report for the hall")
    reconcile.set_defaults(command=_reconcile)

    voucher = add("voucher", help="check a voucher without a network")
    voucher.add_argument("what", choices=["verify"])
    voucher.add_argument("token", help="the text in the voucher's code")
    voucher.add_argument("--key", type=Path, help="the bureau's public key; default: the simulator's")
    voucher.set_defaults(command=_voucher)


def _add_operators(add: _AddParser) -> None:
    operator = add("operator", help="who may open the service menu, behind the gesture and a PIN")
    operator.add_argument("what", choices=["set-pin", "remove", "list"])
    operator.add_argument("name", nargs="?", help="such as 'Li Na'")
    operator.add_argument("--config", type=Path, default=_SIMULATOR)
    operator.add_argument("--data", type=Path, help="the folder for journal and keys")
    operator.set_defaults(command=_operator)


def _add_checks(add: _AddParser) -> None:
    flow = add("flow", help="scripted flow tests").add_subparsers(required=True, metavar="WHAT")
    flow_run = flow.add_parser("run", help="run flow files")
    flow_run.add_argument("files", type=Path, nargs="+", metavar="FILE")
    flow_run.add_argument("--window", action="store_true", help="draw the screens and take pictures")
    flow_run.add_argument("--report", type=Path, metavar="DIR", help="where the pictures and the report go")
    flow_run.set_defaults(command=_flow_run)
    flow_coverage = flow.add_parser("coverage", help="list the requirements that no flow covers")
    flow_coverage.add_argument("files", type=Path, nargs="*", metavar="FILE")
    flow_coverage.set_defaults(command=_flow_coverage)

    doctor = add("doctor", help="look at this machine and say what to mend")
    doctor.add_argument("--config", type=Path, default=_SIMULATOR)
    doctor.add_argument("--json", action="store_true")
    doctor.set_defaults(command=_doctor)

    _add_devices(add)

    faults = add("faults", help="list what can go wrong with each device, and what to do")
    faults.add_argument(
        "--page", type=Path, metavar="FILE", help="write a page to print; - is standard output"
    )
    faults.add_argument("--json", action="store_true")
    faults.set_defaults(command=_faults)

    prove = add("prove", help="prove that no money is lost or taken twice")
    prove.add_argument("names", nargs="*", metavar="NAME", help="a checker; default: all of them")
    prove.add_argument("--quick", action="store_true", help="try samples only: a minute instead of many")
    prove.add_argument("--json", type=Path, metavar="FILE", help="write the findings there, too")
    prove.add_argument("--seeds", type=count, metavar="N", help="how many days `prove simulate` plays")
    prove.add_argument("--from", type=int, default=1, dest="first", metavar="M", help="its first seed")
    prove.add_argument("--seed", type=int, metavar="N", help="play only this seed again")
    prove.set_defaults(command=_prove)


def _add_devices(add: _AddParser) -> None:
    devices = add("devices", help="say how each device is reached, or look for those that are plugged in")
    devices.add_argument("--config", type=Path, default=_SIMULATOR)
    devices.add_argument("--json", action="store_true")
    devices.set_defaults(command=_devices)
    detect = devices.add_subparsers(metavar="WHAT").add_parser(
        "detect", help="ask at every port, while no kiosk is running, and print lines for the settings"
    )
    detect.add_argument("ports", nargs="*", metavar="PATH", help="also at this device file")
    detect.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    detect.set_defaults(command=_detect)


def _run(options: argparse.Namespace) -> int:
    from kiosk.windowed import run_in_window

    start = Start(options.config)
    return run_in_window(start, partial(_load, start))


def _simulate(options: argparse.Namespace) -> int:
    display = Display(options.language, options.elder)
    start = Start(options.config, options.data, options.landscape, display)
    if not options.control:
        from kiosk.windowed import run_in_window

        return run_in_window(start, partial(_load, start))
    settings = _load(start)
    data = start.data or Path(settings.data)
    control = Control(options.gateway_url, options.keys, options.now)
    if options.window:
        from kiosk.windowed import run_in_controlled_window

        return run_in_controlled_window(settings, data, display, control)
    import asyncio

    from kiosk.modes import run_headless

    asyncio.run(run_headless(settings, data, display, control))
    return 0


def _gateway_serve(options: argparse.Namespace) -> int:
    from kiosk.world.gateway.serving import catch_interrupt, serve

    ended = catch_interrupt()
    with serve(options.data or _default_data(), options.port, options.seed, options.faults) as words:
        print(words, flush=True)
        ended.wait()
    return 0


def _sim_card(options: argparse.Namespace) -> int:
    from kiosk.bench.simulator.command import simulate_card

    return simulate_card(*options.vpcd)


def _sim(options: argparse.Namespace) -> int:
    from kiosk.bench.simulator.command import simulate_device

    return simulate_device(options.device, options.tcp, options.trigger)


def _flow_run(options: argparse.Namespace) -> int:
    from kiosk.flowtest.commands import run_files

    return run_files(options.files, window=options.window, report=options.report)


def _flow_coverage(options: argparse.Namespace) -> int:
    from kiosk.flowtest.commands import coverage

    return coverage(options.files or sorted(_FLOWS.glob("*.yaml")))


def _decide(options: argparse.Namespace) -> int:
    from kiosk.bench.attention import decide
    from kiosk.payments.decision import Decision

    path = options.journal or _default_data() / "journal.db"
    return decide(path, options.attempt, Decision(options.decision), options.operator, options.note)


def _operator(options: argparse.Namespace) -> int:
    from kiosk.bench.service.operator_command import operator
    from kiosk.config import load_settings

    data = options.data or Path(load_settings(options.config).data)
    return operator(data, options.what, options.name)


def _reconcile(options: argparse.Namespace) -> int:
    from kiosk.config import load_settings
    from kiosk.day_end import reconcile

    settings = load_settings(options.config)
    return reconcile(settings, options.data or Path(settings.data), options.day, on_paper=options.print)


def _doctor(options: argparse.Namespace) -> int:
    from kiosk.bench.doctor import examine

    return examine(options.config, as_json=options.json)


def _faults(options: argparse.Namespace) -> int:
    from kiosk.bench.fault_matrix import show_faults

    return show_faults(options.page, as_json=options.json)


def _devices(options: argparse.Namespace) -> int:
    from kiosk.bench.device_list import show_bound

    return show_bound(options.config, as_json=options.json)


def _detect(options: argparse.Namespace) -> int:
    from kiosk.bench.device_list import show_detected

    return show_detected(options.ports, as_json=options.json)


def _prove(options: argparse.Namespace) -> int:
    from kiosk.proof.command import prove

    seeds = None
    if options.seed is not None:
        seeds = range(options.seed, options.seed + 1)
    elif options.seeds is not None:
        seeds = range(options.first, options.first + options.seeds)
    return prove(options.names, quick=options.quick, seeds=seeds, report=options.json)


def _load(start: Start) -> "Settings":
    from kiosk.config import load_settings

    settings = load_settings(start.config)
    if not start.landscape:
        return settings
    panel = settings.panel
    turned = replace(panel, width_px=panel.height_px, height_px=panel.width_px)
    return replace(settings, panel=turned)


def _default_data() -> Path:
    from kiosk.config import load_settings

    return Path(load_settings(_SIMULATOR).data)


def _journal(options: argparse.Namespace) -> int:
    from kiosk.bench.attention import attention
    from kiosk.bench.journal_reader import show_journal, verify_journal

    read = {"show": show_journal, "verify": verify_journal, "attention": attention}[options.what]
    return read(options.file or _default_data() / "journal.db")


def _voucher(options: argparse.Namespace) -> int:
    from kiosk.bench.voucher_check import check_voucher
    from kiosk.bureau.voucher_key import PUBLIC_NAME

    return check_voucher(options.token, options.key or _default_data() / "keys" / PUBLIC_NAME)
