"""What the kiosk promises about money, as predicates over the model's states."""

from kiosk.payments.record import AttemptState
from kiosk.proof.model_world import State, Trade, Way


def broken_promise(state: State) -> str | None:
    """Name a promise about money that a state breaks."""
    if sum(way.trade is Trade.PAID for way in state.ways) > 1:
        return "the citizen has paid twice"
    for way in state.ways:
        if (promise := _broken_by(way, posted=state.order == way.record.attempt_no)) is not None:
            return promise
    return None


def unsettled(state: State) -> str | None:
    """Name what is still open when nothing moves any more."""
    for way in state.ways:
        if not way.record.final:
            return f"an attempt stays {way.record.state}"
        if way.trade is Trade.PAID and state.order != way.record.attempt_no:
            return "money was kept without a posting"
    return broken_promise(state)


def _broken_by(way: Way, *, posted: bool) -> str | None:
    state, trade = way.record.state, way.trade
    broken = {
        "posted without money": posted and trade is not Trade.PAID,
        "refunded twice": len(way.refunds) > 1,
        "shown as posted, but it is not": state is AttemptState.POSTED and not posted,
        "closed, but it was paid": state is AttemptState.CLOSED and trade in {Trade.PAID, Trade.REFUNDED},
        "shown as refunded, but it is not": state is AttemptState.REFUNDED and trade is not Trade.REFUNDED,
        "set aside without cause": state is AttemptState.QUARANTINED,
    }
    return next((promise for promise, is_broken in broken.items() if is_broken), None)
