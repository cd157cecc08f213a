"""Says how a self-test ended: in both languages, since the page, the record and the report show it later."""

from kiosk.bench.service.results import Outcome
from kiosk.bench.service.tools import Tools
from kiosk.devices.ports import DeviceKind, Fault
from kiosk.domain.words import Bilingual, Language, Text


def passed(tools: Tools, seen: Text) -> Outcome:
    """Say that the device did what it is for."""
    return Outcome(passed=True, detail=_in_both(tools, seen))


def failed(tools: Tools, seen: Text) -> Outcome:
    """Say that it did not."""
    return Outcome(passed=False, detail=_in_both(tools, seen))


def failed_by(tools: Tools, device: DeviceKind, fault: Fault) -> Outcome:
    """Say that it did not, with the cause that the catalogue knows and the device's own reason."""
    cause = tools.services.faults.row(device, fault.code).cause
    reason = ": ".join(filter(None, (fault.code, fault.detail)))
    return failed(tools, Text("service-seen-fault", cause=cause, reason=reason))


def without_reaction(tools: Tools) -> Outcome:
    """Say that it did not notice what a person did."""
    return failed(tools, Text("service-seen-no-reaction"))


def not_fitted(tools: Tools) -> Outcome:
    """Say that there is no such device to test."""
    return failed(tools, Text("service-seen-not-fitted"))


def _in_both(tools: Tools, words: Text) -> Bilingual:
    say = tools.services.say
    return Bilingual(say(words, Language.CHINESE), say(words, Language.ENGLISH))
