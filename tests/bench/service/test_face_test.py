"""What a technician hears when the analysis of faces judges a recording wrongly."""

import pytest

from kiosk.bench.service.face_test import Answer, what_is_wrong
from kiosk.domain.words import Text
from kiosk.faces import NotVerified, Reason, ReferenceProblem, Verified

SAME = Verified(0.6, "rendered-citizens", frozenset())
OTHER = NotVerified(Reason.DIFFERENT_PERSON)
STILL = NotVerified(Reason.NO_MOVEMENT)


@pytest.mark.parametrize(
    ("own", "other", "wrong"),
    [
        (SAME, OTHER, None),
        (SAME, SAME, Text("service-seen-face-mistaken")),
        (OTHER, SAME, Text("service-seen-face-mistaken")),
        (OTHER, OTHER, Text("service-seen-face-missed", reason=Reason.DIFFERENT_PERSON)),
        (STILL, OTHER, Text("service-seen-face-missed", reason=Reason.NO_MOVEMENT)),
        (SAME, STILL, Text("service-seen-face-missed", reason=Reason.NO_MOVEMENT)),
        (
            ReferenceProblem.NO_FACE,
            OTHER,
            Text("service-seen-face-missed", reason=ReferenceProblem.NO_FACE),
        ),
    ],
)
def test_it_passes_only_if_the_own_photo_is_recognised_and_the_other_is_told_to_be_anothers(
    own: Answer, other: Answer, wrong: Text | None
) -> None:
    assert what_is_wrong(own, other) == wrong
