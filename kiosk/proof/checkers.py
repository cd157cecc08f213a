"""Every checker of the proof, by name. Each is loaded when it is run."""

from kiosk.proof.finding import Check, Trial


def simulate(seeds: range) -> Trial:
    """Simulate a day for each seed."""
    from kiosk.proof.simulation import simulate_days

    return simulate_days(seeds)


def _simulate(quick: bool) -> Trial:
    return simulate(range(1, 21 if quick else 10_001))


def _crash(quick: bool) -> Trial:
    from kiosk.proof.crash import check_crashes

    return check_crashes(quick)


def _model(_: bool) -> Trial:
    from kiosk.proof.model import check_model

    return check_model()


def _mutants(_: bool) -> Trial:
    from kiosk.proof.mutants import check_mutants

    return check_mutants()


def _power(quick: bool) -> Trial:
    from kiosk.proof.power import check_power

    return check_power(quick)


def _full_disk(quick: bool) -> Trial:
    from kiosk.proof.full_disk import check_full_disk

    return check_full_disk(quick)


def _flipped_byte(quick: bool) -> Trial:
    from kiosk.proof.flipped_byte import check_flipped_byte

    return check_flipped_byte(quick)


def _clock(quick: bool) -> Trial:
    from kiosk.proof.clock_back import check_clock

    return check_clock(quick)


def _second_process(quick: bool) -> Trial:
    from kiosk.proof.second_process import check_second_process

    return check_second_process(quick)


CHECKERS: dict[str, Check] = {
    "model": _model,
    "mutants": _mutants,
    "crash": _crash,
    "power": _power,
    "full-disk": _full_disk,
    "flipped-byte": _flipped_byte,
    "clock": _clock,
    "second-process": _second_process,
    "simulate": _simulate,
}
