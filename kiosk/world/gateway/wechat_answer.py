"""How WeChat Pay answers: a status and JSON."""

Answer = tuple[int, dict[str, object] | None]
"""The HTTP status and the body to be written as JSON."""


def error(status: int, code: str, message: str) -> Answer:
    """Refuse, with a code of the documentation."""
    return status, {"code": code, "message": message}
