"""The kiosk's side of the runner: one JSON object a line, a command in and its answer out.

A command is `{"do": NAME, ...}`; the answer `{"value": ...}`, or `{"refused": WORDS}`. The first
line out, before any command, is `{"value": "ready"}`.
"""

import asyncio
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from kiosk.flows.actions import Hold, Release, Tap
from kiosk.flowtest.controlled import Controlled
from kiosk.flowtest.language import parse_act
from kiosk.flowtest.verbs import Vocabulary
from kiosk.world.acts import AtKiosk

_TURNS = 20
"""Turns of the loop in which anything that is ready to run gets to its next wait."""

_REST_SECONDS = 0.001
"""Real time in which a worker thread that has ended gets its result to the loop."""

_PATIENCE_SECONDS = 0.25
"""Real time given to what runs in real time. A gateway on the same machine answers in a hundredth of it;
one that hangs never does, and then virtual time goes on beside real time, no faster."""


async def serve(controlled: Controlled) -> None:
    """Obey the runner on standard input and output, until it says quit or is gone.

    From here on, whatever else prints goes to standard error.
    """
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0) as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        commands = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
        try:
            _write(answers, {"value": "ready"})
            while line := await commands.readline():
                command = json.loads(line)
                if command["do"] == "quit":
                    break
                try:
                    _write(answers, {"value": await _obey(controlled, command)})
                except ValueError as error:
                    _write(answers, {"refused": str(error)})
        finally:
            transport.close()


def _write(answers: BinaryIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")


async def _obey(controlled: Controlled, command: dict[str, Any]) -> Any:  # noqa: ANN401 any plain data
    match command:
        case {"do": "page"}:
            return controlled.page()
        case {"do": "settle"}:
            return await _settle(controlled)
        case {"do": "papers"}:
            return [{"lines": paper.lines, "picture": str(paper.picture)} for paper in controlled.papers()]
        case {"do": "guidance"}:
            return asdict(controlled.guidance())
        case {"do": "ledger" | "card_ledger" as book}:
            return asdict(await controlled.ledger() if book == "ledger" else controlled.card_ledger())
        case _:
            await _do(controlled, command)
            return None


async def _do(controlled: Controlled, command: dict[str, Any]) -> None:
    match command:
        case {"do": "advance", "seconds": seconds}:
            await controlled.clock.advance(seconds)
        case {"do": "tap", "target": target}:
            await controlled.act(Tap(target))
        case {"do": "hold", "target": target}:
            await controlled.act(Hold(target))
        case {"do": "release", "target": target}:
            await controlled.act(Release(target))
        case {"do": "screenshot", "path": path}:
            await controlled.screenshot(Path(path))
        case {"do": "act", "line": line}:
            act = parse_act(line, Vocabulary(controlled.citizens, frozenset()))
            if isinstance(act, AtKiosk):
                await controlled.do(act)
        case _:
            raise ValueError(f"the kiosk does not know the command {command}")


async def _settle(controlled: Controlled) -> float | None:
    """Let everything run that does not wait for virtual time; give the seconds to the next deadline."""
    loop = asyncio.get_running_loop()
    end = loop.time() + _PATIENCE_SECONDS
    rests = 0
    while rests < 2 and loop.time() < end:
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        rests = 0 if controlled.busy else rests + 1
        await asyncio.sleep(_REST_SECONDS)
    deadline = controlled.clock.next_deadline
    if controlled.busy:
        return _PATIENCE_SECONDS if deadline is None else min(deadline, _PATIENCE_SECONDS)
    return deadline
