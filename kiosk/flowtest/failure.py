"""How a step fails: in words that a tester can act on."""


class StepFailed(Exception):  # noqa: N818 it is a verdict, not an error of the program
    """What was expected, and what was there instead; its text is the whole message."""
