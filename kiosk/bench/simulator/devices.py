"""Each simulated device with its console, and the line at which it can be reached."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from kiosk.bench.simulator.console import Console, Verb, choose, fault_verbs, simply
from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.devices.simulators.board import BoardFault, SimulatedIndicatorBoard
from kiosk.devices.simulators.card import CardCondition
from kiosk.devices.simulators.identity_reader import ReaderFault, SimulatedIdentityReader
from kiosk.devices.simulators.network_port import OnNetwork
from kiosk.devices.simulators.paper import Paper
from kiosk.devices.simulators.printer import SimulatedPrinter
from kiosk.devices.simulators.scanner import ScannerFault, SimulatedScanner
from kiosk.devices.simulators.serial_port import OnSerialLine, WiredDevice
from kiosk.devices.simulators.terminal import SimulatedTerminal, TerminalFault
from kiosk.devices.simulators.terminal_line import TerminalOnWire
from kiosk.devices.simulators.terminal_port import TerminalOnNetwork
from kiosk.devices.simulators.vpcd import InsertedCard
from kiosk.domain.clock import SystemClock
from kiosk.domain.money import yuan
from kiosk.world.citizens import Citizen
from kiosk.world.identity_cards import STRANGER, identity_card, strangers_card
from kiosk.world.social_security_cards import social_security_card

Citizens = Mapping[str, Citizen]
Served = tuple[Console, str]
"""A console and where the device is reached."""
Tell = Callable[[str], None]


@contextmanager
def card(citizens: Citizens, host: str, port: int) -> Iterator[Served]:
    """Put cards into the virtual reader of a pcscd; the first citizen's is in at once.

    Raises:
        OSError: nothing listens there.
    """
    inserted: list[InsertedCard] = []

    def pull() -> None:
        while inserted:
            inserted.pop().pull()

    def insert(whose: str, condition: CardCondition = CardCondition.GENUINE) -> None:
        made = social_security_card(_citizen(citizens, whose), condition)
        pull()
        inserted.append(InsertedCard(made, port, host))

    def obey(text: str) -> None:
        whose, _, condition = text.partition(" ")
        try:
            insert(whose, choose(CardCondition, condition or CardCondition.GENUINE))
        except OSError as error:
            raise ValueError(f"the reader is gone: {error}") from error

    insert(next(iter(citizens)))
    verbs = {
        "insert": Verb(obey, f"CITIZEN [{'|'.join(CardCondition)}]"),
        "pull": simply(pull),
        "citizens": simply(lambda: _listed(citizens)),
    }
    try:
        yield Console(verbs), f"in the reader of pcscd at {host}:{port}"
    finally:
        pull()


@contextmanager
def identity_reader(citizens: Citizens, port: int | None) -> Iterator[Served]:
    """Run a reader of ID cards that speaks SAM_A."""
    reader = SimulatedIdentityReader()

    def put_on(whose: str) -> None:
        card = strangers_card() if whose == STRANGER else identity_card(_citizen(citizens, whose))
        reader.put_on(card)

    verbs = {
        "put-on": Verb(put_on, f"CITIZEN|{STRANGER}"),
        "take-away": simply(reader.take_away),
        "citizens": simply(lambda: _listed(citizens)),
        "passed-over": simply(lambda: "\n".join(reader.events)),
        **fault_verbs(reader.faults, ReaderFault),
    }
    with _line(reader, port) as where:
        yield Console(verbs), where


@contextmanager
def scanner(model: TriggerModel, port: int | None) -> Iterator[Served]:
    """Run a code scanner that obeys the commands of a make."""
    device = SimulatedScanner(model)
    verbs = {
        "hold": Verb(device.hold, "TEXT"),
        "take-away": simply(device.take_away),
        "light": simply(lambda: "on" if device.reading else "off"),
        **fault_verbs(device.faults, ScannerFault),
    }
    with _line(device, port) as where:
        yield Console(verbs), where


@contextmanager
def printer(port: int | None, tell: Tell) -> Iterator[Served]:
    """Run a receipt printer that understands ESC/POS; `tell` hears what stands on each paper."""

    def show(paper: Paper) -> None:
        codes = [f"[QR code: {code}]" for code in paper.qr_codes]
        tell("\n".join(("---- a paper", *paper.lines, *codes, "----")))

    device = SimulatedPrinter(on_paper=show)
    verbs = {
        "load-paper": simply(device.load_paper),
        "near-end": simply(device.near_end),
        "paper-out": simply(device.take_paper_away),
        "open-cover": simply(device.open_cover),
        "close-cover": simply(device.close_cover),
        "jam": simply(device.jam),
        "clear-jam": simply(device.clear_jam),
        "break-cutter": simply(device.break_cutter),
        "mend-cutter": simply(device.mend_cutter),
        "power-off": simply(device.power_off),
        "power-on": simply(device.power_on),
        "passed-over": simply(lambda: "\n".join(device.events)),
    }
    with _line(device, port) as where:
        yield Console(verbs), where


@contextmanager
def terminal(port: int | None) -> Iterator[Served]:
    """Run a payment terminal that speaks ECR Hub: frames on a serial line, a WebSocket on a port."""
    device = SimulatedTerminal(SystemClock())
    verbs = {
        "screen": simply(lambda: _screen(device)),
        "card": simply(device.present_card),
        "decline": Verb(device.decline, "CODE"),
        "cancel": simply(device.press_cancel),
        "unplug": simply(device.unplug),
        "plug-in": simply(device.plug_in),
        "passed-over": simply(lambda: "\n".join(device.events)),
        **fault_verbs(device.faults, TerminalFault),
    }
    if port is None:
        with OnSerialLine(TerminalOnWire(device)) as line:
            yield Console(verbs), line.path
    else:
        with TerminalOnNetwork(device, port) as network:
            yield Console(verbs), f"ws://127.0.0.1:{network.port}"


@contextmanager
def board(port: int | None) -> Iterator[Served]:
    """Run an indicator board: lights, a door switch and a tamper sensor."""
    device = SimulatedIndicatorBoard(SystemClock())
    verbs = {
        "lights": simply(lambda: _lit(device)),
        "open-door": simply(lambda: device.set_door(open_=True)),
        "close-door": simply(lambda: device.set_door(open_=False)),
        "tamper": simply(device.tamper),
        "restart": simply(device.restart),
        **fault_verbs(device.faults, BoardFault),
    }
    with _line(device, port) as where:
        yield Console(verbs), where


@contextmanager
def _line(device: WiredDevice, port: int | None) -> Iterator[str]:
    if port is None:
        with OnSerialLine(device) as line:
            yield line.path
    else:
        with OnNetwork(device, port) as network:
            yield f"127.0.0.1:{network.port}"


def _screen(device: SimulatedTerminal) -> str:
    sale = device.waiting
    return f"{yuan(sale.fen)} yuan, order {sale.order_no}" if sale else "no sale"


def _lit(device: SimulatedIndicatorBoard) -> str:
    lights = (f"{place} {light.rate} {light.colour}" for place, light in device.lights.items())
    return ", ".join(lights) or "all are off"


def _citizen(citizens: Citizens, whose: str) -> Citizen:
    if whose not in citizens:
        raise ValueError(f"there is no citizen {whose!r}; there are {', '.join(citizens)}")
    return citizens[whose]


def _listed(citizens: Citizens) -> str:
    return "\n".join(
        f"  {citizen.id} {citizen.name}, PIN {citizen.card.pin}" for citizen in citizens.values()
    )
