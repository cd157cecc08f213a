"""Face verification, one person against one photo: tracking, quality, liveness, matching.

The modules that are imported here are light. The others load OpenCV, NumPy or dlib and belong into the
worker process, where dlib's encoder may hold the interpreter's lock without stalling anyone:

    engine = load_engine()                      # kiosk.faces.engine; FacesUnavailable if impossible
    reference = engine.read_reference(photo)    # bytes of a JPEG or PNG; or a ReferenceProblem
    verification = Verification(engine, reference, rules, calibration, random, elder=False)
    answer = verification.feed(frame, seconds)  # Progress until it is Verified or NotVerified
    verification.wipe()
"""

from kiosk.faces.answers import (
    Action,
    Degradation,
    FacesUnavailable,
    IdPhotoProblem,
    Instruction,
    NotVerified,
    Progress,
    Reason,
    ReferenceProblem,
    Verified,
)

__all__ = [
    "Action",
    "Degradation",
    "FacesUnavailable",
    "IdPhotoProblem",
    "Instruction",
    "NotVerified",
    "Progress",
    "Reason",
    "ReferenceProblem",
    "Verified",
]
