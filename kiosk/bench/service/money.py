"""The day's totals, and the payments that cannot end by themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kiosk.bench.service.state import ServiceVisit
from kiosk.bench.service.telling import choose, tell
from kiosk.bench.service.tools import Tools
from kiosk.domain.money import Fen, yuan
from kiosk.domain.words import Language, Text
from kiosk.flows.actions import Tap
from kiosk.flows.flow import Back, Go, Next, Step
from kiosk.flows.payment.wording import RAIL_NAMES, amount, grouped
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, Choice, Detail, DetailsView, MenuView, Tone
from kiosk.payments.decision import Decision, objection
from kiosk.payments.record import AttemptRecord, AttemptState

_DECISIONS = {
    Decision.DO_NOT_POST: Text("service-do-not-post"),
    Decision.RESOLVED: Text("service-resolved"),
}
_REASONS = {
    Decision.DO_NOT_POST: (
        Text("service-reason-wants-money-back"),
        Text("service-reason-paid-elsewhere"),
        Text("service-reason-wrong-person"),
    ),
    Decision.RESOLVED: (
        Text("service-reason-given-back"),
        Text("service-reason-registered"),
        Text("service-reason-never-paid"),
    ),
}
"""Why, in words that are kept with the decision for ever; whoever needs others uses `kiosk decide`."""


def money_steps(tools: Tools) -> list[Step[ServiceVisit]]:
    """Make the pages about money."""
    pages = _MoneyPages(tools)
    return [
        Step("day-totals", pages.day_totals, frozenset(), leave=False),
        Step("payments", pages.payments, frozenset({"payment"}), leave=False),
        Step("payment", pages.payment, frozenset({"decide"}), leave=False),
        Step("decide", pages.decide, frozenset(), remembered=False, leave=False),
    ]


class _MoneyPages:
    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def day_totals(self, turn: Turn, state: ServiceVisit) -> Next[ServiceVisit]:
        """Show what the day that is not over comes to."""
        day = self._tools.day_close.today()
        rails = sorted({record.rail for record in (*day.final, *day.open)})
        lines = [
            line
            for rail in rails
            for line in _sums(
                RAIL_NAMES[rail],
                [record for record in day.final if record.rail is rail],
                sum(record.rail is rail for record in day.open),
            )
        ]
        view = DetailsView(
            title=Text("service-totals"),
            sentence=Text("service-totals-sentence", day=day.day),
            lines=(*lines, *_sums(Text("day-report-total"), day.final, len(day.open))),
        )
        while True:
            await turn.ask(view)

    async def payments(self, turn: Turn, state: ServiceVisit) -> Next[ServiceVisit]:
        """List the payments that need a person, by the number that the citizen was told."""
        now = turn.clock.now()
        records = self._tools.journal.attempts_needing_a_person(now, self._tools.services.timing)
        by_control = {f"payment-{number}": record for number, record in enumerate(records)}
        view = MenuView(
            title=Text("service-payments"),
            sentence=Text("service-payments-sentence") if records else Text("service-payments-none"),
            choices=tuple(
                Choice(
                    control,
                    "unknown",
                    grouped(record.order_id),
                    Text(
                        "service-payment-line",
                        at=f"{record.created_at:%m-%d %H:%M}",
                        rail=RAIL_NAMES[record.rail],
                        amount=amount(record.fen),
                    ),
                )
                for control, record in by_control.items()
            ),
        )
        chosen = by_control[await choose(turn, view)]
        return Go("payment", replace(state, attempt_no=chosen.attempt_no))

    async def payment(self, turn: Turn, state: ServiceVisit) -> Next[ServiceVisit]:
        """Show one payment, and what may be decided about it."""
        record = self._tools.journal.attempt(state.which_attempt())
        view = DetailsView(
            title=grouped(record.attempt_no),
            lines=tuple(self._lines(record)),
            others=tuple(
                Button(decision, words)
                for decision, words in _DECISIONS.items()
                if not objection(decision, record)
            ),
        )
        while True:
            match await turn.ask(view):
                case Tap(target) if target in {button.id for button in view.others}:
                    return Go("decide", replace(state, decision=Decision(target)))

    def _lines(self, record: AttemptRecord) -> Iterator[Detail]:
        yield Detail(Text("service-payment-begun"), f"{record.created_at:%Y-%m-%d %H:%M:%S}")
        yield Detail(Text("paper-method"), RAIL_NAMES[record.rail])
        yield Detail(Text("total-to-pay"), amount(record.fen))
        paid = Text("service-payment-unknown") if record.paid_fen is None else amount(record.paid_fen)
        yield Detail(Text("service-payment-paid"), paid)
        yield Detail(Text("service-payment-state"), Text(f"service-payment-state-{record.state}"), Tone.CARE)
        yield Detail(Text("service-fault-reason"), record.reason or "-")
        yield Detail(Text("order-number"), grouped(record.order_id))
        for made in self._tools.journal.decisions_about(record.attempt_no):
            yield Detail(
                Text("service-payment-decided"),
                Text(
                    "service-payment-decided-line",
                    at=f"{made.at:%m-%d %H:%M}",
                    operator=made.operator,
                    decision=_DECISIONS[made.decision],
                    note=made.note,
                ),
            )

    async def decide(self, turn: Turn, state: ServiceVisit) -> Next[ServiceVisit]:
        """Ask why, and have the running kiosk do it."""
        attempt_no, decision = state.which_attempt(), state.which_decision()
        reasons = {f"reason-{number}": words for number, words in enumerate(_REASONS[decision])}
        view = MenuView(
            title=Text("service-reason-title"),
            sentence=Text("service-reason-sentence"),
            choices=tuple(Choice(id_, "unknown", words) for id_, words in reasons.items()),
        )
        reason = reasons[await choose(turn, view)]
        record = self._tools.journal.attempt(attempt_no)
        if (why_not := objection(decision, record)) is not None:
            await tell(turn, Text("service-too-late"), why_not, Tone.CARE)
            return Back()
        note = self._tools.services.say(reason, Language.CHINESE)
        self._tools.journal.decided(attempt_no, state.who(), decision, note)
        self._tools.services.settler.heed_decision(attempt_no)
        self._tools.note(state, f"decided {decision} about {attempt_no}: {note}")
        await tell(turn, Text("service-decided"), Text("service-decided-todo"), Tone.DONE)
        return Back()


def _sums(title: Text, final: Sequence[AttemptRecord], open_count: int) -> Iterator[Detail]:
    paid = [record.paid_fen for record in final if record.paid_fen]
    set_aside = sum(record.state is AttemptState.QUARANTINED for record in final)
    given_back = [record.fen for record in final if record.state is AttemptState.REFUNDED]
    yield Detail(
        title,
        Text(
            "service-totals-line",
            received=len(paid),
            received_sum=yuan(Fen(sum(paid))),
            refunded=len(given_back),
            refunded_sum=yuan(Fen(sum(given_back))),
            open=open_count + set_aside,
        ),
    )
