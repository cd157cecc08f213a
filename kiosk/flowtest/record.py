"""What one run of a flow leaves: its verdict, its pictures, its papers."""

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.flowtest.steps import Flow, Line, Start


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the screen after a step."""

    line: Line
    caption: str
    path: Path


@dataclass(frozen=True, slots=True)
class StepRecord:
    """A step that was done, and the screen it ended on; `at` is in virtual seconds since the start."""

    line: Line
    screen: str | None
    at: float


@dataclass(slots=True)
class RunRecord:
    """One run of a flow. `failure` is None as long as all is well; `seconds` are real ones."""

    flow: Flow
    start: Start
    steps: list[StepRecord] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)
    papers: list[Path] = field(default_factory=list)
    failure: str | None = None
    seconds: float = 0.0

    @property
    def title(self) -> str:
        """The flow's name, with its start if the flow has several."""
        return self.flow.name if len(self.flow.starts) == 1 else f"{self.flow.name} ({self.start.label})"
