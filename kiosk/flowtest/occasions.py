"""When a fault happens, as it is written in a flow: once, never, always, so often, later or at random."""

import re

from kiosk.devices.simulators.faults import ALWAYS, NEVER, After, AtRandom, Times, When
from kiosk.flowtest.document import Part

_WORDS: dict[str, When] = {"once": Times(), "always": ALWAYS, "never": NEVER}
_CHOICE = "once, always, never, {times: 2}, {after: 3} or {percent: 20, seed: 7}"
_KEYS = ("times", "after", "percent", "seed")


def read_when(part: Part) -> When:
    """Read `once`, `always`, `never`, `{times: 2}`, `{after: 3}` or `{percent: 20, seed: 7}`.

    Raises:
        FlowError: it is none of them.
    """
    if part.is_text:
        return _WORDS[part.word(_CHOICE, _WORDS)]
    fields = {name: _number(value) for name, value in part.fields("when", _KEYS).items()}
    match fields:
        case {"times": count, **rest} if not rest and count > 0:
            return Times(count)
        case {"after": good, **rest} if not rest:
            return After(good)
        case {"percent": percent, "seed": seed, **rest} if not rest and percent <= 100:
            return AtRandom(percent, seed)
        case _:
            raise part.error(f"when is {_CHOICE}")


def write_when(when: When) -> str:
    """Write it as `read_when` reads it."""
    match when:
        case Times(1):
            return "once"
        case Times(0):
            return "never"
        case Times(count):
            return f"{{times: {count}}}"
        case After(good):
            return f"{{after: {good}}}"
        case AtRandom(percent, seed):
            return f"{{percent: {percent}, seed: {seed}}}"
        case _:
            return "always"


def _number(part: Part) -> int:
    text = part.text("a number")
    if re.fullmatch(r"\d{1,6}", text, re.ASCII) is None:
        raise part.error(f'"{text}" is not a number')
    return int(text)
