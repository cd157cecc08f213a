"""Blocking calls in threads of their own."""

import asyncio
from collections.abc import Callable
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


async def in_thread(function: Callable[[], T]) -> T:
    """Run a blocking call and wait for it without stopping the loop.

    A cancelled call is left to itself, for a device may never answer. So the thread is a daemon,
    unlike those of `asyncio.to_thread`, which the interpreter waits for at its end.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def run() -> None:
        try:
            result = function()
        except Exception as error:  # noqa: BLE001 every error goes to the caller
            report(_fail, error)
        else:
            report(_succeed, result)

    def report(settle: Callable[..., None], outcome: object) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, future, outcome)

    Thread(target=run, name=f"device {function!r}", daemon=True).start()
    return await future


def _succeed(future: asyncio.Future[T], result: T) -> None:
    if not future.done():
        future.set_result(result)


def _fail(future: asyncio.Future[T], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
