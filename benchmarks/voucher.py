"""A voucher on a serial line: as text by our driver, as a picture by python-escpos, and the line alone."""

import asyncio
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from escpos.printer import Dummy
from PIL import Image

from benchmarks.figure import Figure, Result
from kiosk.config import ASSETS, FOLDER, load_settings
from kiosk.devices.drivers.escpos import EscPosPrinter
from kiosk.devices.drivers.escpos_encoder import encode
from kiosk.devices.ports import PaperDocument, PaperState, Printed
from kiosk.devices.simulators.printer import SimulatedPrinter
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.domain.vouchers import Voucher, VoucherClaim, VoucherLine, beneficiary_digest, sign_claim
from kiosk.domain.words import Bilingual
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.framing import Hall
from kiosk.flows.payment.paper import paper
from kiosk.world.clock import VirtualClock

GOAL = 0.1
CYCLE_GOAL = 1.1
_BAUD, _FAST_BAUD = 9600, 115_200
_BITS_A_BYTE = 10
_PAID_AT = datetime(2026, 11, 22, 10, 30, tzinfo=SHANGHAI)


def measure_voucher() -> list[Result]:
    """Count the bytes of one voucher, and the seconds until the printer says that it is on paper.

    The picture is what our simulated printer made of the text, so both papers are equal dot by
    dot. Its seconds are those of its bytes alone; ours include every question of the driver.
    """
    document = _document()
    text_bytes = len(b"".join(encode(document)))
    text_seconds, picture = asyncio.run(_print(document, _BAUD))
    fast_seconds, _ = asyncio.run(_print(document, _FAST_BAUD))
    wire_seconds = text_bytes * _BITS_A_BYTE / _FAST_BAUD
    raster_bytes = len(_raster(picture))
    raster_seconds = raster_bytes * _BITS_A_BYTE / _BAUD
    return [
        Figure(
            "voucher-bytes",
            text_bytes / raster_bytes,
            GOAL,
            "ratio",
            f"{text_bytes} against {raster_bytes} bytes",
        ),
        Figure(
            "voucher-seconds",
            text_seconds / raster_seconds,
            GOAL,
            "ratio",
            f"{text_seconds:.1f} against {raster_seconds:.1f} s at {_BAUD} baud",
        ),
        Figure(
            "voucher-cycle",
            fast_seconds / wire_seconds,
            CYCLE_GOAL,
            "ratio",
            f"{fast_seconds * 1000:.0f} ms from job to fence, the line alone {wire_seconds * 1000:.0f} ms",
        ),
    ]


async def _print(document: PaperDocument, baud: int) -> tuple[float, Image.Image]:
    """Give the line's seconds for the whole job, and the paper."""
    clock = VirtualClock(_PAID_AT)
    device = SimulatedPrinter(clock, baud)
    printer = EscPosPrinter(device.stream(), clock)
    running = asyncio.create_task(printer.run())
    while printer.status.paper is not PaperState.FULL:
        await _pass_time(clock)
    began = clock.monotonic()
    job = asyncio.create_task(printer.print_document(document, 600))
    while not job.done():
        await _pass_time(clock)
    running.cancel()
    assert job.result() == Printed()
    return clock.monotonic() - began, device.printed[-1].image


async def _pass_time(clock: VirtualClock) -> None:
    await asyncio.sleep(0)
    if clock.next_deadline is not None:
        await clock.advance(clock.next_deadline)


def _raster(picture: Image.Image) -> bytes:
    printer = Dummy(profile="TM-T20II")  # 576 dots across
    printer.image(picture, impl="bitImageRaster", center=False)
    printer.cut()
    return bytes(printer.output)


def _document() -> PaperDocument:
    settings = load_settings(FOLDER / "simulator.toml")
    hall = Hall(settings.hall.name, settings.hall.hotline, simulated=True)
    return paper(_voucher(settings.hall.kiosk_number), 1, hall, Catalogue(ASSETS / "translations").say)


def _voucher(kiosk_id: str) -> Voucher:
    """Give the voucher of a resident who paid two premiums."""
    name, number = "林*雨", "3399**********0129"
    number_of_order, total = "01JD8Q3M5V7X9Z0B2D4F6H8K0M", Fen(45_000)
    digest = beneficiary_digest(name, number)
    claim = VoucherClaim("PZ20261122000000000017", number_of_order, total, f"{_PAID_AT:%Y-%m-%d}", digest)
    year = Bilingual("2027 年度", "Year 2027")
    return Voucher(
        voucher_no=claim.voucher_no,
        order_id=number_of_order,
        attempt_no="99990120261122103000000017",
        trade_no="4200000000000000000000000017",
        rail=RailName.WECHAT,
        payer_name=name,
        beneficiary_name=name,
        beneficiary_number=number,
        area=Bilingual("示范市", "Demonstration City"),
        collecting_unit=Bilingual("国家税务总局示范市税务局", "Demonstration City Tax Service"),
        lines=(
            VoucherLine(Bilingual("城乡居民基本医疗保险", "Residents' medical insurance"), year, Fen(40_000)),
            VoucherLine(Bilingual("大病补充保险", "Critical-illness supplement"), year, Fen(5_000)),
        ),
        total_fen=total,
        paid_at=_PAID_AT,
        posted_at=_PAID_AT + timedelta(seconds=1),
        kiosk_id=kiosk_id,
        token=sign_claim(claim, Ed25519PrivateKey.generate()),
    )
