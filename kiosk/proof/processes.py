"""Real processes that start in milliseconds, since they are forked from one that has loaded everything."""

from multiprocessing import get_context
from multiprocessing.context import ForkServerContext

_LOADED = [
    "kiosk.proof.crash_child",
    "kiosk.proof.full_disk",
    "kiosk.proof.second_process",
    "httpcore",
    "anyio._backends._asyncio",
]


def processes() -> ForkServerContext:
    """Give the way to start them."""
    context = get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    return context
