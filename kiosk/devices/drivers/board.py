"""Indicator boards on a serial line, or on USB as one; docs/board-protocol.md is the protocol."""

import asyncio
from collections.abc import Mapping
from itertools import cycle

from kiosk.devices.deadline import deadline as within
from kiosk.devices.driver import Driver
from kiosk.devices.drivers.board_sentence import (
    LAST_NUMBER,
    UNASKED,
    Sentence,
    SentenceParser,
    encode_sentence,
)
from kiosk.devices.drivers.board_words import (
    ALARMS,
    DOORS,
    HEARTBEAT_SECONDS,
    VERSION,
    read_capabilities,
    write_lights,
)
from kiosk.devices.nonsense import Nonsense
from kiosk.devices.ports import (
    BoardObeyed,
    DeviceKind,
    DeviceState,
    DoorState,
    Fault,
    FaultCode,
    IndicatorBoardCapabilities,
    IndicatorBoardStatus,
    Light,
)
from kiosk.devices.transports.lost import DeviceLostError
from kiosk.devices.transports.message_link import NotAnsweringError
from kiosk.devices.transports.stream import ByteStream, StreamLostError
from kiosk.domain.clock import Clock

_MISSING = IndicatorBoardStatus(DeviceState.NO_DEVICE, fault=FaultCode.NO_DEVICE)
_ANSWER_SECONDS = 0.5
_ATTEMPTS = 3
_MOST_NONSENSE = 4096
"""Bytes: more than a board says of itself when it starts."""


class _RefusedError(Exception):
    """The board answered, but not as a board of this protocol does."""


class SerialIndicatorBoard(Driver[IndicatorBoardStatus]):
    """An `IndicatorBoard`. Nothing works unless `run` does; one command at a time."""

    def __init__(self, stream: ByteStream, clock: Clock) -> None:
        super().__init__(_MISSING)
        self.capabilities = IndicatorBoardCapabilities(frozenset(), frozenset())
        self._stream = stream
        self._clock = clock
        self._turn = asyncio.Lock()
        self._numbers = cycle(range(1, LAST_NUMBER + 1))
        self._answers: dict[int, asyncio.Future[Sentence]] = {}
        self._wanted: Mapping[DeviceKind, Light] = {}
        self._greeted = False
        self._nonsense = Nonsense(_MOST_NONSENSE, "bytes that are no sentence of an indicator board")

    async def set_lights(self, lights: Mapping[DeviceKind, Light], deadline: float) -> BoardObeyed | Fault:
        """Light these and no others; the board is sent them again whenever it has lost them."""
        self._wanted = dict(lights)
        return await self._obey("LIGHT", write_lights(self._wanted, self.capabilities.places), deadline)

    async def acknowledge_tampering(self, deadline: float) -> BoardObeyed | Fault:
        """Have the board let go of the alarm."""
        return await self._obey("CLEAR", (), deadline)

    async def _open(self) -> None:
        await self._stream.open()
        self._nonsense.made_sense()
        self._greeted = False

    async def _serve(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listen())
            group.create_task(self._watch())

    async def _close(self) -> None:
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(StreamLostError("the line was closed"))
        await self._stream.close()

    async def _listen(self) -> None:
        parser = SentenceParser()
        while True:
            data = await self._stream.read()
            sentences = tuple(parser.feed(data))
            if sentences:
                self._nonsense.made_sense()
            else:
                self._nonsense.heard(len(data))
            for sentence in sentences:
                if sentence.number == UNASKED:
                    self._take_state(sentence)
                elif (answer := self._answers.get(sentence.number)) and not answer.done():
                    answer.set_result(sentence)

    async def _watch(self) -> None:
        """Ask how the cabinet stands; the board takes it as the sign that the kiosk is alive."""
        while True:
            try:
                async with self._turn:
                    await self._command("STATE")
            except NotAnsweringError as error:
                self._greeted = False
                self._status.publish(self._silent(str(error)))
            except _RefusedError as error:
                self._greeted = False
                self._status.publish(self._suspect(str(error)))
            await self._clock.sleep(HEARTBEAT_SECONDS)

    async def _obey(self, word: str, fields: tuple[str, ...], deadline: float) -> BoardObeyed | Fault:
        try:
            async with within(self._clock, deadline), self._turn:
                if not self._greeted:
                    return Fault(self.status.fault or FaultCode.NOT_RESPONDING, "there is no board at work")
                await self._command(word, fields)
        except NotAnsweringError as error:
            return Fault(FaultCode.NOT_RESPONDING, str(error))
        except DeviceLostError as error:
            return Fault(FaultCode.NO_DEVICE, str(error))
        except _RefusedError as error:
            return Fault(FaultCode.SUSPECT, str(error))
        except TimeoutError:
            return Fault(FaultCode.NOT_RESPONDING, "the board was not done in time")
        return BoardObeyed()

    async def _command(self, word: str, fields: tuple[str, ...] = ()) -> None:
        """Have a board do something that knows us; one that has started anew is greeted first."""
        if not self._greeted:
            await self._greet()
        answer = await self._ask(word, fields)
        if answer.word == "NO" and answer.fields == ("HELLO",):
            await self._greet()
            answer = await self._ask(word, fields)
        if answer.word != "OK" and not self._take_state(answer):
            raise _RefusedError(f"the board answered {word} with {_text(answer)}")

    async def _greet(self) -> None:
        greeting = await self._ask("HELLO", (str(VERSION),))
        match greeting:
            case Sentence("HELLO", _, (version, places, colours, *_)) if version == str(VERSION):
                self.capabilities = read_capabilities(places, colours)
            case _:
                raise _RefusedError(f"the board answered HELLO with {_text(greeting)}")
        answer = await self._ask("LIGHT", write_lights(self._wanted, self.capabilities.places))
        if answer.word != "OK":
            raise _RefusedError(f"the board answered LIGHT with {_text(answer)}")
        self._greeted = True

    async def _ask(self, word: str, fields: tuple[str, ...]) -> Sentence:
        """Ask until there is an answer; each try has its own number, so that a late answer is no other's."""
        for _ in range(_ATTEMPTS):
            number = next(self._numbers)
            answer: asyncio.Future[Sentence] = asyncio.get_running_loop().create_future()
            self._answers[number] = answer
            try:
                async with within(self._clock, _ANSWER_SECONDS):
                    await self._stream.write(encode_sentence(Sentence(word, number, fields)))
                    return await answer
            except TimeoutError:
                continue
            finally:
                del self._answers[number]
        raise NotAnsweringError(f"the board does not answer {word}{self._nonsense}")

    def _take_state(self, sentence: Sentence) -> bool:
        """Publish how the cabinet stands; tell whether the sentence said so."""
        match sentence:
            case Sentence("STATE", _, (door, alarm)) if door in DOORS and alarm in ALARMS:
                self._status.publish(_standing(DOORS[door], tampered=ALARMS[alarm]))
                return True
            case _:
                return False


def _standing(door: DoorState, *, tampered: bool) -> IndicatorBoardStatus:
    fault = FaultCode.DOOR_OPEN if door is DoorState.OPEN else None
    fault = FaultCode.TAMPERED if tampered else fault
    return IndicatorBoardStatus(DeviceState.ONLINE, door=door, tampered=tampered, fault=fault)


def _text(sentence: Sentence) -> str:
    return ",".join((sentence.word, *sentence.fields))
