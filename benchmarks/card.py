"""Commands to a social-security card: through our driver, and by bare calls of the PC/SC library.

The card is a process of its own behind pcscd, and answers within a tenth of a millisecond. A real one
takes a hundred times as long, so this is the most that a driver can cost.
"""

import asyncio
from statistics import median
from time import perf_counter, sleep

from benchmarks.figure import Figure, Result
from benchmarks.pcscd import READER, card, pcscd, why_not
from kiosk.devices.drivers.apdu import exchange
from kiosk.devices.drivers.ssse import SSSE
from kiosk.devices.transports.card import Dialogue
from tests.devices.card_desks import power_up

GOAL = 1.3
_PAIRS, _READINGS = 24, 10
_SELECT = bytes((0x00, 0xA4, 0x04, 0x00, len(SSSE))) + SSSE
_FETCH = bytes.fromhex("00C0000013")
"""What T=0 leaves to the terminal; the driver does so by itself."""
_READ = tuple(
    bytes.fromhex(command)
    for command in (
        "00A4020002EF05",
        "00B2010412",
        "00B207040B",
        "00A4020002EF06",
        "00B2010414",
        "00B2020420",
    )
)
"""What else is asked when a card is read."""


def measure_card() -> list[Result]:
    """Ask the same commands in blocks that take turns, and compare the quickest reading of each pair.

    A reading takes half a millisecond: whatever else the machine is at shows in the others, and from one
    second to the next it is quicker or slower as a whole.
    """
    if skipped := why_not("card-commands"):
        return [skipped]
    with pcscd(), card():
        pairs = [(min(asyncio.run(_through_driver())), min(_by_bare_calls())) for _ in range(_PAIRS)]
    commands = len(_READ) + 2
    ours, bare = (median(side) / commands * 1e6 for side in zip(*pairs, strict=True))
    detail = f"{ours:.0f} against {bare:.0f} us a command"
    return [Figure("card-commands", median(ours / bare for ours, bare in pairs), GOAL, "ratio", detail)]


async def _through_driver() -> list[float]:
    from kiosk.devices.transports.pcsc import PcscTransport  # noqa: PLC0415 needs the PC/SC library

    transport = PcscTransport(READER)
    await power_up(transport)
    seconds = []
    for _ in range(_READINGS):
        began = perf_counter()
        await transport.converse(_reading())
        seconds.append(perf_counter() - began)
    transport.disconnect()
    return seconds


def _reading() -> Dialogue[None]:
    for command in (_SELECT, *_READ):
        yield from exchange(command)


def _by_bare_calls() -> list[float]:
    from smartcard import scard  # noqa: PLC0415 needs the PC/SC library

    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    while True:
        result, handle, _ = scard.SCardConnect(
            context, READER, scard.SCARD_SHARE_EXCLUSIVE, scard.SCARD_PROTOCOL_T0
        )
        if result == scard.SCARD_S_SUCCESS:
            break
        sleep(0.1)  # our driver is still about to power the card down
    seconds = []
    for _ in range(_READINGS):
        began = perf_counter()
        for command in (_SELECT, _FETCH, *_READ):
            scard.SCardTransmit(handle, scard.SCARD_PCI_T0, list(command))
        seconds.append(perf_counter() - began)
    scard.SCardDisconnect(handle, scard.SCARD_UNPOWER_CARD)
    scard.SCardReleaseContext(context)
    return seconds
