"""What a technician reads and decides about an attempt that cannot end by itself."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.domain.clock import SystemClock
from kiosk.domain.money import Fen
from kiosk.domain.orders import OrderLine, OrderRequest, PaymentMode, RailName
from kiosk.payments.decision import Decision
from kiosk.payments.journal import Journal
from kiosk.payments.order_record import OrderStage
from kiosk.payments.record import AttemptRecord, AttemptState

NUMBER = "99990101JD0000000000000000000001"


def journal_with(path: Path, state: AttemptState) -> Path:
    """Write a journal that holds one attempt."""
    clock = SystemClock()
    now = clock.now()
    before = AttemptRecord(
        attempt_no=NUMBER,
        order_id="order",
        rail=RailName.ALIPAY,
        mode=PaymentMode.SHOWN_CODE,
        fen=Fen(40_000),
        subject="premium",
        state=AttemptState.PAY_INTENT,
        created_at=now,
        window_ends_at=now + timedelta(seconds=180),
        expires_at=now + timedelta(seconds=300),
    )
    after = AttemptRecord(
        **{name: getattr(before, name) for name in AttemptRecord.__slots__}
        | {"state": state, "reason": "another amount"}
    )
    with Journal(path, clock, "boot") as journal:
        line = (OrderLine("bill", 1),)
        journal.order_started(OrderRequest("order", "session", "p1", "p1", line, Fen(40_000)))
        journal.attempt_started(before)
        ended = OrderStage.QUARANTINED if state is AttemptState.QUARANTINED else None
        journal.attempt_changed(before, after, ended)
    return path


def test_what_was_set_aside_is_listed_until_a_person_has_resolved_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = journal_with(tmp_path / "journal.db", AttemptState.QUARANTINED)
    assert main(["journal", "attention", str(path)]) == 1
    assert "another amount" in capsys.readouterr().out
    words = ["--operator", "Wang", "--note", "given back in cash", "--journal", str(path)]
    assert main(["decide", NUMBER, "resolved", *words]) == 0
    assert main(["journal", "attention", str(path)]) == 0
    with Journal(path, SystemClock(), "reader", read_only=True) as journal:
        (made,) = journal.decisions_about(NUMBER)
    assert (made.operator, made.decision, made.note) == ("Wang", Decision.RESOLVED, "given back in cash")


@pytest.mark.parametrize(
    ("number", "state", "decision", "message"),
    [
        ("none", AttemptState.QUARANTINED, "resolved", "there is no attempt none"),
        (NUMBER, AttemptState.OPEN, "resolved", "only an attempt that was set aside"),
        (NUMBER, AttemptState.QUARANTINED, "do-not-post", "only the bureau can change that"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused_with_its_reason(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    number: str,
    state: AttemptState,
    decision: str,
    message: str,
) -> None:
    path = journal_with(tmp_path / "journal.db", state)
    words = ["--operator", "Wang", "--note", "because", "--journal", str(path)]
    assert main(["decide", number, decision, *words]) == 2
    assert message in capsys.readouterr().err
    with Journal(path, SystemClock(), "reader", read_only=True) as journal:
        assert journal.decisions_about(NUMBER) == ()
