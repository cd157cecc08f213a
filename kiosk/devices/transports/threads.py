"""Blocking calls in threads of their own."""

import asyncio
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def in_thread(function: Callable[[], T]) -> asyncio.Future[T]:
    """Begin a blocking call, to be waited for without stopping the loop.

    A cancelled call is left to itself, for a device may never answer. So no thread is ever waited for,
    unlike those of `asyncio.to_thread`; one that is free again is used again.
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
        _idle.append(worker)  # before anybody learns of the outcome, and asks for a thread again
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, future, outcome)

    try:
        worker = _idle.pop()
    except IndexError:
        worker = _Worker()
    worker.calls.put(run)
    return future


class _Worker:
    """A thread that waits for calls; a daemon, so that the interpreter never waits for it."""

    def __init__(self) -> None:
        self.calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
        Thread(target=self._work, name="device", daemon=True).start()

    def _work(self) -> None:
        while True:
            self.calls.get()()


_idle: deque[_Worker] = deque()


def _succeed(future: asyncio.Future[T], result: T) -> None:
    if not future.done():
        future.set_result(result)


def _fail(future: asyncio.Future[T], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
