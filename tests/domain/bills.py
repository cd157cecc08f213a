"""Bills to try the rules on."""

from datetime import date

from hypothesis import strategies as st

from kiosk.domain.bills import Bill, BillStatus
from kiosk.domain.money import Fen
from kiosk.domain.people import InsuranceKind
from kiosk.domain.words import Bilingual

WORDS = Bilingual("甲", "a")
IDS = "abcdef"


def make_bill(
    bill_id: str,
    *,
    requires: frozenset[str] = frozenset(),
    excludes: frozenset[str] = frozenset(),
    status: BillStatus = BillStatus.DUE,
) -> Bill:
    """Make a bill of one yuan."""
    return Bill(
        bill_id=bill_id,
        version=1,
        insurance=InsuranceKind.RESIDENT_MEDICAL,
        title=WORDS,
        year=2027,
        period=WORDS,
        gross_fen=Fen(100),
        discounts=(),
        net_fen=Fen(100),
        due_from=date(2026, 9, 1),
        due_to=date(2026, 12, 31),
        requires=requires,
        excludes=excludes,
        status=status,
        area=WORDS,
        collecting_unit=WORDS,
    )


@st.composite
def tied_bills(draw: st.DrawFn) -> tuple[Bill, ...]:
    """Draw up to six bills with any ties between them, sensible or not."""
    some = st.frozensets(st.sampled_from(IDS), max_size=2)
    status = st.sampled_from([*[BillStatus.DUE] * 4, *BillStatus])
    return tuple(
        make_bill(one, requires=draw(some), excludes=draw(some), status=draw(status))
        for one in IDS[: draw(st.integers(1, 6))]
    )
