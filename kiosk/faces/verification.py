"""One attempt to verify a citizen: frames in, instructions out, and in the end one answer."""

from collections import Counter
from random import Random
from statistics import fmean
from typing import Final

from kiosk.faces.answers import Instruction, NotVerified, Progress, Reason, Verified
from kiosk.faces.best_frame import BestFrame, Frame
from kiosk.faces.calibration import Calibration
from kiosk.faces.continuity import Observation, Sight
from kiosk.faces.engine import FaceEngine, Reference
from kiosk.faces.liveness import Liveness, Plan, Step, draw_plan
from kiosk.faces.look import look
from kiosk.faces.matching import compare
from kiosk.faces.picture import Picture
from kiosk.faces.picture_watch import PictureWatch
from kiosk.faces.rules import FaceRules
from kiosk.faces.template import Template, mean

ELDER_PACE: Final = 2.0
_INSTRUCTIONS: Final = {
    Reason.NO_PICTURE: Instruction.LOOK_HERE,
    Reason.BLACK_PICTURE: Instruction.MORE_LIGHT,
    Reason.NO_FACE: Instruction.COME_INTO_VIEW,
    Reason.SEVERAL_FACES: Instruction.ONE_PERSON_ONLY,
    Reason.TOO_FAR: Instruction.STEP_NEARER,
    Reason.TOO_NEAR: Instruction.STEP_BACK,
    Reason.TOO_DARK: Instruction.MORE_LIGHT,
    Reason.TOO_BRIGHT: Instruction.LESS_LIGHT,
    Reason.BLURRED: Instruction.KEEP_STILL,
    Reason.FACE_COVERED: Instruction.UNCOVER_FACE,
}


class Verification:
    """Used once, by one thread.

    Args:
        engine: the models.
        reference: whom to compare with; the caller wipes it.
        rules: the times and limits.
        calibration: the thresholds.
        random: draws the movements; the system's own source wherever it matters.
        elder: whether the citizen has twice the time for everything.
    """

    def __init__(
        self,
        engine: FaceEngine,
        reference: Reference,
        rules: FaceRules,
        calibration: Calibration,
        random: Random,
        *,
        elder: bool = False,
    ) -> None:
        self._engine = engine
        self._reference = reference
        self._rules = rules
        self._calibration = calibration
        self._pace = ELDER_PACE if elder else 1.0
        self.plan: Plan = draw_plan(random, rules.liveness, eyes_and_mouth=engine.mesh is not None)
        """What will be asked; for the log and the tests."""
        self._liveness = Liveness(self.plan, rules.liveness, calibration.movement, self._pace)
        self._watch = PictureWatch(rules.liveness.picture_seconds)
        self._best: BestFrame | None = None
        self._best_until = 0.0
        self._described: list[Template] = []
        self._live: list[float] = []
        self._problems: Counter[Reason] = Counter()
        self._rest: Template | None = None
        self._instruction = Instruction.LOOK_HERE
        self._steps = 0
        self._result: Verified | NotVerified | None = None

    def feed(self, picture: Picture | None, seconds: float) -> Progress | Verified | NotVerified:
        """Take in the camera's next picture.

        Args:
            picture: rows x columns x BGR; it is not changed. None tells that time passes without one.
            seconds: when it was taken, on any clock that only goes on.

        Returns:
            What to do next, or the answer; once there is one it stays.
        """
        if self._result is None:
            seen, fault = self._watch.observe(picture, seconds)
            if fault:
                self._fail(fault)
            elif seen is not None:
                sight = look(self._engine, seen, self._rules, self._calibration)
                self._take(seen, Observation(seconds, sight))
        if self._result is not None:
            return self._result
        return Progress(self._instruction, self._steps / (len(self.plan.actions) + 2))

    def wipe(self) -> None:
        """Overwrite every picture and template it holds; the caller does so for the reference."""
        self._watch.wipe()
        if self._best:
            self._best.wipe()
        for template in (self._rest, *self._described):
            if template:
                template.wipe()

    def _take(self, picture: Picture, now: Observation) -> None:
        self._tell(now.sight)
        if self._best is not None:
            self._gather(self._best, picture, now)
            return
        step = self._liveness.observe(now)
        if self._liveness.asked:
            self._instruction = self._liveness.asked
        if isinstance(step, Reason):
            self._fail(step)
        elif step is Step.DONE:
            liveness = self._rules.liveness
            self._best = BestFrame(liveness.capture_seconds / liveness.frames_compared)
            self._best_until = now.seconds + liveness.search_seconds * self._pace
            self._gather(self._best, picture, now)
        elif isinstance(now.sight, Sight) and step is not Step.NOTHING:
            self._steps += 1
            described = self._engine.describe_quickly(picture, now.sight.face)
            self._liveness.continuity.look_away()
            if step is Step.RESTED:
                self._rest = described
            else:
                self._check_identity(described)

    def _tell(self, sight: Sight | Reason) -> None:
        problem = sight.problem if isinstance(sight, Sight) else sight
        if isinstance(sight, Sight) and self._rest and not self._best:
            problem = None  # whoever moves as they are told does not look here
        self._instruction = (
            _INSTRUCTIONS.get(problem, Instruction.LOOK_HERE) if problem else Instruction.LOOK_HERE
        )

    def _check_identity(self, moved: Template) -> None:
        thresholds = self._calibration.movement
        likeness = compare(self._rest, moved) if self._rest else None
        moved.wipe()
        if likeness is None:
            self._fail(Reason.NOT_COMPARABLE)
        elif likeness.cosine is not None:
            if likeness.cosine < thresholds.same_face_cosine_at_least:
                self._fail(Reason.FACE_CHANGED)
        elif likeness.distance is None or likeness.distance > thresholds.same_face_distance_at_most:
            self._fail(Reason.FACE_CHANGED)

    def _gather(self, best: BestFrame, picture: Picture, now: Observation) -> None:
        if broken := self._liveness.continuity.broken(now):
            self._fail(broken)
            return
        match now.sight:
            case Sight(face, _, None, worth):
                best.offer(picture, face, worth, now.seconds)
            case Sight(problem=Reason() as problem) | (Reason() as problem):
                self._problems[problem] += 1
        if frame := best.chosen(now.seconds):
            self._describe(frame)
            self._liveness.continuity.look_away()
            best.go_on(now.seconds)
            if len(self._described) == self._rules.liveness.frames_compared:
                self._decide()
        elif now.seconds > self._best_until:
            self._fail(self._problems.most_common(1)[0][0] if self._problems else Reason.NOT_STILL)

    def _describe(self, frame: Frame) -> None:
        self._described.append(self._engine.describe(frame.picture, frame.face))
        if passive := self._engine.passive:
            self._live.append(passive.live(frame.picture, frame.face))

    def _decide(self) -> None:
        passive = self._engine.passive
        if passive and fmean(self._live) < passive.rules.live_at_least:
            self._fail(Reason.NOT_LIVE)
            return
        probe = mean(self._described)
        same = compare(self._rest, probe) if self._rest else None
        likeness = compare(self._reference.template, probe)
        probe.wipe()
        thresholds = self._calibration.match
        if likeness is None or (self._rest and same is None):
            self._fail(Reason.NOT_COMPARABLE)
        elif same and not same.is_match(thresholds):
            self._fail(Reason.FACE_CHANGED)
        elif likeness.is_match(thresholds):
            self._result = Verified(likeness.score, self._calibration.id, self._engine.degraded)
            self.wipe()
        else:
            self._fail(Reason.DIFFERENT_PERSON, likeness.score)

    def _fail(self, reason: Reason, score: float | None = None) -> None:
        self._result = NotVerified(reason, score, self._calibration.id, self._engine.degraded)
        self.wipe()
