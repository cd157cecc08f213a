"""The day's report on paper, for the hall's files: what came, what went back, what somebody must look at."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from kiosk.devices.ports import Alignment, Columns, Feed, PaperDocument, PaperItem, Rule, TextLine
from kiosk.domain.money import Fen
from kiosk.domain.words import Language, Text, Words
from kiosk.flows.framing import Hall
from kiosk.flows.payment.wording import RAIL_NAMES, amount, grouped
from kiosk.payments.reconciliation import SETTLED, Match, Verdict

VERDICTS = {
    Verdict.MATCHED: Text("verdict-matched"),
    Verdict.GIVEN_BACK: Text("verdict-given-back"),
    Verdict.IN_FLIGHT: Text("verdict-in-flight"),
    Verdict.LONG: Text("verdict-long"),
    Verdict.SHORT: Text("verdict-short"),
    Verdict.AMOUNT_DIFFERS: Text("verdict-amount-differs"),
    Verdict.REFUND_DIFFERS: Text("verdict-refund-differs"),
    Verdict.KIOSK_ONLY: Text("verdict-kiosk-only"),
    Verdict.JOURNAL_DIFFERS: Text("verdict-journal-differs"),
    Verdict.OTHER_KIOSK: Text("verdict-other-kiosk"),
}


def day_report(
    day: date, kiosk_number: str, matches: Sequence[Match], hall: Hall, say: Callable[[Words, Language], str]
) -> PaperDocument:
    """Lay the report out, in Chinese."""

    def chinese(words: Words) -> str:
        return say(words, Language.CHINESE)

    ours = [match for match in matches if match.verdict is not Verdict.OTHER_KIOSK]
    return PaperDocument(tuple(_items(day, kiosk_number, ours, hall, chinese)))


def _items(
    day: date, kiosk_number: str, matches: Sequence[Match], hall: Hall, say: Callable[[Words], str]
) -> Iterable[PaperItem]:
    yield TextLine(say(hall.name), Alignment.CENTER)
    yield Feed()
    yield TextLine(say(Text("day-report-title")), Alignment.CENTER, bold=True, scale=2)
    yield Rule()
    yield Columns(say(Text("paper-kiosk")), kiosk_number)
    yield Columns(say(Text("day-report-day")), f"{day:%Y-%m-%d}")
    yield Rule()
    for rail in sorted({match.rail for match in matches}):
        yield TextLine(say(RAIL_NAMES[rail]), bold=True)
        yield from _sums([match for match in matches if match.rail is rail], say)
    yield TextLine(say(Text("day-report-total")), bold=True)
    yield from _sums(matches, say)
    yield Rule()
    for verdict, words in VERDICTS.items():
        if count := sum(match.verdict is verdict for match in matches):
            yield Columns(say(words), say(Text("day-report-count", count=count)))
    open_matches = [match for match in matches if match.verdict not in SETTLED]
    if open_matches:
        yield Rule()
        yield TextLine(say(Text("day-report-look")), bold=True)
    for match in open_matches:
        yield TextLine(grouped(match.attempt_no))
        fen = match.gateway_fen or match.ledger_fen or match.journal_fen or Fen(0)
        yield Columns(say(VERDICTS[match.verdict]), say(amount(fen)))
    yield Feed()
    yield TextLine(say(Text("day-report-signature")))
    yield Feed(2)
    if hall.simulated:
        yield TextLine(say(Text("paper-simulated")), Alignment.CENTER, bold=True)


def _sums(matches: Sequence[Match], say: Callable[[Words], str]) -> Iterable[PaperItem]:
    rows = (
        (Text("day-report-received", count=_count(matches, "gateway_fen")), _sum(matches, "gateway_fen")),
        (Text("day-report-posted", count=_count(matches, "ledger_fen")), _sum(matches, "ledger_fen")),
        (Text("day-report-refunded", count=_count(matches, "refunded_fen")), _sum(matches, "refunded_fen")),
    )
    for words, fen in rows:
        yield Columns(say(words), say(amount(fen)))


def _count(matches: Sequence[Match], book: str) -> int:
    return sum(1 for match in matches if getattr(match, book))


def _sum(matches: Sequence[Match], book: str) -> Fen:
    return Fen(sum(getattr(match, book) or 0 for match in matches))
