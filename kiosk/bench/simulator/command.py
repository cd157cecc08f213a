"""The command `kiosk sim`: says where the device is reached, and obeys what is typed."""

import signal
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress

from kiosk.bench.simulator import devices
from kiosk.bench.simulator.devices import Served
from kiosk.config import FOLDER
from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.technician_error import TechnicianError
from kiosk.world.citizens import load_citizens


def simulate_card(host: str, port: int) -> int:
    """Run a social-security card in a virtual reader until Ctrl-C.

    Raises:
        TechnicianError: there is no such reader.
    """
    citizens = {citizen.id: citizen for citizen in load_citizens(FOLDER / "citizens.toml")}
    try:
        return _serve("social-security card", lambda: devices.card(citizens, host, port))
    except OSError as error:
        raise TechnicianError(
            f"no virtual reader waits for a card at {host}:{port} ({error}); "
            "start pcscd with the reader of vsmartcard-vpcd"
        ) from error


def simulate_device(name: str, port: int | None, model: TriggerModel) -> int:
    """Run a device until Ctrl-C, on a pseudo-terminal or on a port of the loopback.

    Raises:
        TechnicianError: the port cannot be used.
    """
    citizens = {citizen.id: citizen for citizen in load_citizens(FOLDER / "citizens.toml")}
    open_device: dict[str, Callable[[], AbstractContextManager[Served]]] = {
        "idreader": lambda: devices.identity_reader(citizens, port),
        "scanner": lambda: devices.scanner(model, port),
        "printer": lambda: devices.printer(port, _say),
        "terminal": lambda: devices.terminal(port),
        "board": lambda: devices.board(port),
    }
    try:
        return _serve(name, open_device[name])
    except OSError as error:
        raise TechnicianError(f"port {port} cannot be used ({error}); choose another with --tcp") from error


def _serve(name: str, open_device: Callable[[], AbstractContextManager[Served]]) -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt), open_device() as (console, where):
        _say(f"The simulated {name}: {where}\nType help to see what can be done with it; Ctrl-C ends it.")
        for line in sys.stdin or ():  # it may be closed, as for a service
            if answer := console.obey(line):
                _say(answer)
        signal.pause()  # nobody types; the device is there all the same
    return 0


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
