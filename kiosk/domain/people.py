"""The person at the kiosk, as the bureau knows them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final

from kiosk.domain.secret import Secret

_PROVEN: Final = 3


class InsuranceKind(StrEnum):
    """What a bill is for. The values are the platform's own codes where it has one."""

    EMPLOYEE_MEDICAL = "310"
    EMPLOYEE_LARGE_AMOUNT = "330"
    RESIDENT_MEDICAL = "390"
    RESIDENT_CRITICAL_ILLNESS = "392"
    PENSION = "110"
    FLEXIBLE_MEDICAL = "310-flexible"
    FLEXIBLE_PENSION = "110-flexible"


@dataclass(frozen=True, slots=True)
class ReferencePhoto:
    """A photo of a person, to compare their face with; kept by nobody but the bureau."""

    file: bytes = field(repr=False)
    """A JPEG, PNG or BMP."""


@dataclass(frozen=True, slots=True)
class FaceMatch:
    """Whoever stands before the kiosk has the face of the photo, and moved as they were asked to."""

    calibration: str
    """By which thresholds."""


@dataclass(frozen=True, slots=True)
class CardEvidence:
    """What a social-security card says of its holder, read from EF05 and EF06."""

    card_number: Secret
    """Nine letters and digits, unique within the issuing region."""
    identification_code: Secret
    """32 hexadecimal digits of the chip; the first six are the issuing region."""
    social_security_number: Secret
    name: Secret
    pin_verified: bool
    person_number: Secret | None = None
    """The bureau's own number of the holder; None where the kiosk has no security module to read it."""
    face: FaceMatch | None = None
    """Proves as much as the PIN."""


@dataclass(frozen=True, slots=True)
class IdentityCardEvidence:
    """What an identity card says of its holder; without `face`, whoever holds it has proven nothing more."""

    number: Secret
    names: tuple[Secret, ...]
    """One, but on a foreigner's card the Latin one and perhaps a Chinese one."""
    valid_until: date | None
    """The last day; None is for ever."""
    photo: bytes = field(repr=False)
    """As the card has it: WLT, which only the readers' vendors can decode."""
    picture: bytes | None = field(default=None, repr=False)
    """The photograph decoded, as BMP; None where the hall has no vendor's library for it."""

    @property
    def photo_sha256(self) -> str:
        """Name the photograph without showing it."""
        return sha256(self.photo).hexdigest()

    face: FaceMatch | None = None


@dataclass(frozen=True, slots=True)
class EVoucherEvidence:
    """The code of an electronic medical-insurance voucher, which only the bureau can read.

    A phone shows a new one every minute, and each is good for one login.
    """

    code: Secret


@dataclass(frozen=True, slots=True)
class SessionEvidence:
    """Somebody who has logged in, and now proves to be the holder; their session goes on."""

    session_id: str
    face: FaceMatch | None = None


ProvableEvidence = CardEvidence | IdentityCardEvidence | SessionEvidence
"""What says who somebody is for longer than it takes to look at their face."""
LoginEvidence = ProvableEvidence | EVoucherEvidence


@dataclass(frozen=True, slots=True)
class EVoucherActivation:
    """An e-voucher that is active, and what ties it to a phone."""

    binding_code: Secret
    """What the holder's phone scans, to show the e-voucher from then on; good once."""
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class CardPhoto:
    """A photo that was taken for a social-security card."""

    file: bytes = field(repr=False)
    """A JPEG of 358 x 441 pixels."""


@dataclass(frozen=True, slots=True)
class Session:
    """A citizen's time with the bureau.

    `assurance` is 3 for a card with its PIN or the face of its holder (may bind, report a loss, sign), 2 for
    an e-voucher or an identity card alone (may pay), 1 for a typed number (may only pay for others).
    """

    session_id: str
    person: str
    """The bureau's opaque reference to the person."""
    name: Secret
    identity_number: Secret
    card_number: Secret
    assurance: int
    expires_at: datetime

    @property
    def is_proven(self) -> bool:
        """Whether it is surely the holder."""
        return self.assurance >= _PROVEN
