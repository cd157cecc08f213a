"""The voucher on paper: a document that an old person keeps in a drawer. Always in Chinese."""

from collections.abc import Callable, Iterable

from kiosk.devices.ports import Alignment, Columns, Feed, PaperDocument, PaperItem, QrCode, Rule, TextLine
from kiosk.domain.capitals import capital_amount
from kiosk.domain.money import yuan
from kiosk.domain.vouchers import Voucher
from kiosk.domain.words import Language, Text, Words
from kiosk.flows.framing import Hall
from kiosk.flows.payment.wording import RAIL_NAMES, amount, grouped


def paper(voucher: Voucher, count: int, hall: Hall, say: Callable[[Words, Language], str]) -> PaperDocument:
    """Lay the voucher out; `count` 1 is the original, more are reprints."""

    def chinese(words: Words) -> str:
        return say(words, Language.CHINESE)

    return PaperDocument(tuple(_items(voucher, count, hall, chinese)))


def _items(voucher: Voucher, count: int, hall: Hall, say: Callable[[Words], str]) -> Iterable[PaperItem]:
    def row(label: Words, value: Words) -> Columns:
        return Columns(say(label), say(value))

    def number(label: Words, value: str) -> Iterable[PaperItem]:
        yield TextLine(say(label))
        yield TextLine(grouped(value), Alignment.LEFT, bold=True)

    yield TextLine(say(hall.name), Alignment.CENTER)
    yield Feed()
    yield TextLine(say(Text("paper-title")), Alignment.CENTER, bold=True, scale=2)
    if count > 1:
        yield TextLine(say(Text("paper-reprint", count=count - 1)), Alignment.CENTER)
    yield Rule()
    yield row(Text("paper-payer"), voucher.payer_name)
    yield row(Text("paper-beneficiary"), voucher.beneficiary_name)
    yield row(Text("field-identity"), voucher.beneficiary_number)
    yield row(Text("paper-area"), voucher.area)
    yield row(Text("paper-unit"), voucher.collecting_unit)
    yield Rule()
    for line in voucher.lines:
        yield TextLine(say(line.title), bold=True)
        yield Columns(say(line.period), yuan(line.fen))
    yield Rule()
    yield Columns(say(Text("total-paid")), say(amount(voucher.total_fen)), bold=True, scale=2)
    yield TextLine(capital_amount(voucher.total_fen))
    yield row(Text("paper-method"), RAIL_NAMES[voucher.rail])
    yield row(Text("paper-paid-at"), f"{voucher.paid_at:%Y-%m-%d %H:%M:%S}")
    yield row(Text("paper-posted-at"), f"{voucher.posted_at:%Y-%m-%d %H:%M:%S}")
    yield Rule()
    yield from number(Text("voucher-number"), voucher.voucher_no)
    yield from number(Text("order-number"), voucher.order_id)
    yield from number(Text("paper-trade-number"), voucher.trade_no)
    yield row(Text("paper-kiosk"), voucher.kiosk_id)
    yield Feed()
    yield QrCode(voucher.token, 4)
    yield TextLine(say(Text("voucher-code-hint-paper")), Alignment.CENTER)
    yield Feed()
    yield TextLine(say(Text("paper-not")))
    yield TextLine(say(Text("paper-hotline", hotline=hall.hotline)), bold=True)
    if hall.simulated:
        yield TextLine(say(Text("paper-simulated")), Alignment.CENTER, bold=True)
