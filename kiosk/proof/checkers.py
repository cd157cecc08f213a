"""Every checker of the proof, by name. Each is loaded when it is run."""

from kiosk.proof.finding import Check, Trial


def simulate(seeds: range) -> Trial:
    """Simulate a day for each seed."""
    from kiosk.proof.simulation import simulate_days

    return simulate_days(seeds)


def _simulate(quick: bool) -> Trial:  # noqa: FBT001 as every check
    return simulate(range(1, 21 if quick else 10_001))


def _crash(quick: bool) -> Trial:  # noqa: FBT001 likewise
    from kiosk.proof.crash import check_crashes

    return check_crashes(quick)


def _model(quick: bool) -> Trial:  # noqa: FBT001 likewise
    from kiosk.proof.model import check_model

    return check_model()


def _mutants(quick: bool) -> Trial:  # noqa: FBT001 likewise
    from kiosk.proof.mutants import check_mutants

    return check_mutants()


CHECKERS: dict[str, Check] = {"model": _model, "mutants": _mutants, "crash": _crash, "simulate": _simulate}
