"""Every checker of the proof, by name, in the order in which they are run."""

from kiosk.proof.clock_back import check_clock
from kiosk.proof.crash import check_crashes
from kiosk.proof.finding import Check, Trial
from kiosk.proof.flipped_byte import check_flipped_byte
from kiosk.proof.full_disk import check_full_disk
from kiosk.proof.model import check_model
from kiosk.proof.mutants import check_mutants
from kiosk.proof.second_process import check_second_process


def _power(quick: bool) -> Trial:
    from kiosk.proof.power import check_power  # needs a package for development

    return check_power(quick)


def simulate(seeds: range) -> Trial:
    """Simulate a day for each seed."""
    from kiosk.proof.simulation import simulate_days

    return simulate_days(seeds)


CHECKERS: dict[str, Check] = {
    "model": lambda _: check_model(),
    "mutants": lambda _: check_mutants(),
    "crash": check_crashes,
    "power": _power,
    "full-disk": check_full_disk,
    "flipped-byte": check_flipped_byte,
    "clock": check_clock,
    "second-process": check_second_process,
    "simulate": lambda quick: simulate(range(1, 21 if quick else 10_001)),
}
