"""The text on an ID card: 256 bytes of UTF-16LE in fields that are padded with blanks.

The four layouts are told apart by a letter at byte 248: `I` for the foreigner's card of 2017, `Y` for
that of 2023, `J` for the residence permit of Hong Kong, Macao and Taiwan, and anything else for
citizens. Source: the machine-reading rules published for each card. What nobody here needs, such as the
address, is left on the card. Errors never quote the text, for it is personal data.
"""

from dataclasses import dataclass
from datetime import date

from kiosk.devices.drivers.names import plain_name
from kiosk.domain import masks
from kiosk.domain.identity import IdentityKind, IdentityNumber, parse_identity_number
from kiosk.domain.people import IdentityCardEvidence

TEXT_LENGTH = 256

_ENCODING = "utf-16-le"
_KIND = slice(248, 250)
_VALID_UNTIL = slice(204, 220)
_LONG_TERM = "长期"


class MalformedTextError(Exception):
    """The text does not hold what the rules say."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things stand; a name may go on in a second field."""

    kind: IdentityKind
    names: tuple[tuple[slice, ...], ...]
    number: slice


_NAME = (slice(0, 30),)
_NUMBER = slice(122, 158)
_CITIZEN = _Layout(IdentityKind.CITIZEN, (_NAME,), _NUMBER)
_LAYOUTS = {
    "I": _Layout(IdentityKind.FOREIGNER, ((slice(0, 120),), (slice(158, 188),)), slice(122, 152)),
    "J": _Layout(IdentityKind.HONG_KONG_MACAO_TAIWAN, (_NAME,), _NUMBER),
    "Y": _Layout(IdentityKind.FOREIGNER, ((slice(52, 122), slice(220, 242)), _NAME), _NUMBER),
}


def parse_text(text: bytes, photo: bytes, today: date) -> IdentityCardEvidence:
    """Read whose card it is; `photo` is handed on as it is.

    Raises:
        MalformedTextError: a field is not what it must be.
    """
    if len(text) != TEXT_LENGTH:
        raise MalformedTextError(f"the text has {len(text)} bytes")
    layout = _LAYOUTS.get(_field(text, _KIND), _CITIZEN)
    written = [name for fields in layout.names if (name := _field(text, *fields))]
    names = [name for name in map(plain_name, written) if name]
    if not names or len(names) < len(written):
        raise MalformedTextError("a name is not made of letters")
    number = parse_identity_number(_field(text, layout.number), today)
    if not isinstance(number, IdentityNumber):
        raise MalformedTextError(f"the number is {number}")
    if number.kind is not layout.kind:
        raise MalformedTextError(f"the number of a {number.kind} stands on the card of a {layout.kind}")
    return IdentityCardEvidence(
        number=masks.identity_number(number.value),
        names=tuple(masks.name(name) for name in names),
        valid_until=_valid_until(_field(text, _VALID_UNTIL)),
        photo=photo,
    )


def _valid_until(text: str) -> date | None:
    if text == _LONG_TERM:
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise MalformedTextError("the last day of validity is no date") from None


def _field(text: bytes, *places: slice) -> str:
    try:
        return b"".join(text[place] for place in places).decode(_ENCODING).strip(" \x00\u3000")
    except UnicodeDecodeError:
        raise MalformedTextError("a field is not in UTF-16") from None
