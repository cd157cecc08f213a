"""The three-way match of a day: what the gateways, the bureau and the kiosk say of the same money.

The day is the one on which the money came. An attempt is matched with its whole story as it is
known now, so a refund or a posting after midnight does not tear it apart.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.money import Fen
from kiosk.domain.orders import LedgerEntry, RailName
from kiosk.payments.bill import BillKind, BillRow
from kiosk.payments.record import AttemptRecord, AttemptState


class Verdict(StrEnum):
    """How an attempt stands in the three books: exactly one of these."""

    MATCHED = "matched"
    """Paid and posted, the same everywhere."""
    GIVEN_BACK = "given-back"
    """Paid, not posted, and refunded whole, the same everywhere."""
    IN_FLIGHT = "in-flight"
    """Paid and not yet posted or refunded: the kiosk is still at it."""
    LONG = "long"
    """The gateway has money that nobody posted, and the kiosk has stopped."""
    SHORT = "short"
    """Posted, but the gateway knows of no payment. It is never reversed by a machine."""
    AMOUNT_DIFFERS = "amount-differs"
    REFUND_DIFFERS = "refund-differs"
    """Refunded in part, refunded and posted, or refunded in one book alone."""
    KIOSK_ONLY = "kiosk-only"
    """The kiosk saw money that neither the gateway nor the bureau knows."""
    JOURNAL_DIFFERS = "journal-differs"
    """Gateway and bureau agree, and the kiosk's journal says otherwise or nothing."""
    OTHER_KIOSK = "other-kiosk"
    """A number that another kiosk made: the gateways' bills hold the whole hall."""


SETTLED = frozenset({Verdict.MATCHED, Verdict.GIVEN_BACK, Verdict.OTHER_KIOSK})
"""What nobody needs to look at."""


@dataclass(frozen=True, slots=True)
class Match:
    """One attempt in the three books; None where a book does not know it."""

    attempt_no: str
    rail: RailName
    gateway_fen: Fen | None
    refunded_fen: Fen
    """By the gateway's bill."""
    ledger_fen: Fen | None
    journal_fen: Fen | None
    journal_state: AttemptState | None
    verdict: Verdict


def match(
    kiosk_number: str,
    bills: Iterable[tuple[RailName, BillRow]],
    ledger: Iterable[LedgerEntry],
    attempts: Iterable[AttemptRecord],
) -> tuple[Match, ...]:
    """Match the books of a day, in the order of the numbers.

    Args:
        kiosk_number: the six digits that begin this kiosk's own numbers.
        bills: the gateways' payments of the day, and refunds of that day and of later ones.
        ledger: what the bureau posted of the day's money.
        attempts: what the journal says of the day's money, and of every number in the other books.
    """
    paid, refunded, rails = dict[str, int](), defaultdict[str, int](int), dict[str, RailName]()
    for rail, row in bills:
        if row.kind is BillKind.REFUND:
            refunded[row.attempt_no] += row.fen
        else:
            paid[row.attempt_no] = paid.get(row.attempt_no, 0) + row.fen
            rails[row.attempt_no] = rail
    posted = {entry.attempt_no: entry for entry in ledger}
    known = {record.attempt_no: record for record in attempts}
    numbers = paid.keys() | posted.keys() | {no for no, record in known.items() if record.paid_fen}
    matches = []
    for number in sorted(numbers):
        entry, record = posted.get(number), known.get(number)
        facts = _Facts(
            ours=number.startswith(kiosk_number),
            gateway=paid.get(number),
            refunded=refunded[number],
            ledger=entry.paid_fen if entry else None,
            record=record,
        )
        matches.append(
            Match(
                attempt_no=number,
                rail=rails.get(number) or (entry or known[number]).rail,
                gateway_fen=None if facts.gateway is None else Fen(facts.gateway),
                refunded_fen=Fen(facts.refunded),
                ledger_fen=None if entry is None else entry.paid_fen,
                journal_fen=record.paid_fen if record else None,
                journal_state=record.state if record else None,
                verdict=_judge(facts),
            )
        )
    return tuple(matches)


@dataclass(frozen=True, slots=True)
class _Facts:
    ours: bool
    gateway: int | None
    refunded: int
    ledger: int | None
    record: AttemptRecord | None


def _judge(facts: _Facts) -> Verdict:
    record = facts.record
    if not facts.ours and facts.ledger is None and record is None:
        return Verdict.OTHER_KIOSK
    if facts.gateway is None:
        return Verdict.KIOSK_ONLY if facts.ledger is None else Verdict.SHORT
    amounts = {facts.gateway, facts.ledger, record.paid_fen if record else None} - {None}
    if len(amounts) > 1:
        return Verdict.AMOUNT_DIFFERS
    if facts.refunded and facts.ledger is not None:
        return Verdict.REFUND_DIFFERS
    if record is not None and not record.final:
        return Verdict.IN_FLIGHT
    return _judge_end(facts.gateway, facts.refunded, facts.ledger, record.state if record else None)


def _judge_end(paid: int, refunded: int, ledger: int | None, state: AttemptState | None) -> Verdict:
    if refunded or state is AttemptState.REFUNDED:
        # Cancelling a scanned code may give back what the kiosk never saw as paid: closed is right, too.
        agrees = refunded == paid and state in {AttemptState.REFUNDED, AttemptState.CLOSED}
        return Verdict.GIVEN_BACK if agrees else Verdict.REFUND_DIFFERS
    if ledger is None:
        return Verdict.LONG
    return Verdict.MATCHED if state is AttemptState.POSTED else Verdict.JOURNAL_DIFFERS
