"""An ID card that exists only as the bytes on it."""

from dataclasses import dataclass
from enum import StrEnum

_TEXT_LENGTH = 256
_ADDRESS = "示范省示范市社保路1号"
_ISSUER = "示范市公安局"
_ISSUED = "20190101"
_PHOTO = b"WLf\x00" + bytes(range(255)) * 4
"""What a photograph begins with, and no photograph."""


class CardLayout(StrEnum):
    """How the text is laid out; the values are the letters that say so."""

    CITIZEN = ""
    FOREIGNER_2017 = "I"
    PERMIT = "J"
    """The residence permit for people from Hong Kong, Macao and Taiwan."""
    FOREIGNER_2023 = "Y"


@dataclass(frozen=True, slots=True)
class IdentityCard:
    """A card; `name` is Chinese, and what is empty is left blank."""

    layout: CardLayout
    number: str
    name: str
    latin_name: str = ""
    sex: str = "1"
    born: str = "19900101"
    valid_until: str = "20390101"
    """A date, or `长期`."""
    photo: bytes = _PHOTO

    @property
    def text(self) -> bytes:
        """The 256 bytes of text."""
        match self.layout:
            case CardLayout.FOREIGNER_2017:
                fields = {0: self.latin_name, 120: self.sex, 122: self.number, 152: "KOR", 158: self.name}
                fields |= {188: _ISSUED, 204: self.valid_until, 220: self.born, 236: "01", 240: "1500"}
            case CardLayout.FOREIGNER_2023:
                fields = {0: self.name, 30: self.sex, 32: "01", 36: self.born, 52: self.latin_name[:35]}
                fields |= {122: self.number, 188: _ISSUED, 204: self.valid_until}
                fields |= {220: self.latin_name[35:], 242: "KOR"}
            case _:
                fields = {0: self.name, 30: self.sex, 32: "01", 36: self.born, 52: _ADDRESS}
                fields |= {122: self.number, 158: _ISSUER, 188: _ISSUED, 204: self.valid_until}
                if self.layout is CardLayout.PERMIT:
                    fields |= {220: "H12345678", 238: "01"}
        return _lay_out(fields | {248: self.layout.value})


def _lay_out(fields: dict[int, str]) -> bytes:
    """Write the fields from left to right, each up to where the next one begins."""
    text = b""
    for place in sorted(fields):
        text = _pad(text, place) + fields[place].encode("utf-16-le")
    return _pad(text, _TEXT_LENGTH)


def _pad(text: bytes, length: int) -> bytes:
    if len(text) > length:
        raise ValueError("something on the card is too long for its field")
    return text + " ".encode("utf-16-le") * ((length - len(text)) // 2)
