"""How a simulator raises the faults that no page tells of: the visit goes on without the device."""

from collections.abc import Mapping

from kiosk.devices.ports import DeviceKind, Fault, FaultCode, Prompt
from kiosk.devices.simulators.board import BoardFault
from kiosk.devices.simulators.faults import Times
from kiosk.devices.simulators.loudspeaker import LoudspeakerFault
from kiosk.domain.words import Language
from tests.flows.fault_scenes import Scene, mended, stumble, unplugged
from tests.flows.visitor import Visitor

_PROMPT = Prompt("pay-title", "请付款", Language.CHINESE)


def _foul_board(fault: BoardFault) -> Scene:
    async def strike(visitor: Visitor) -> None:
        board = visitor.machine.world.devices.board
        board.faults.add(fault)
        board.restart()  # only the greeting gives a foreign one away

    return Scene(strike, mended(DeviceKind.INDICATOR_BOARD))


def _foul_loudspeaker(fault: LoudspeakerFault) -> Scene:
    async def strike(visitor: Visitor) -> None:
        visitor.machine.world.devices.loudspeaker.faults.add(fault)

    return Scene(strike, mended(DeviceKind.ANNOUNCER))


async def _stumble_over_loudspeaker(visitor: Visitor) -> None:
    stumble(visitor, DeviceKind.ANNOUNCER)
    visitor.machine.world.devices.loudspeaker.faults.add(LoudspeakerFault.UNPLUGGED, Times(1))


async def _lose_voices(visitor: Visitor) -> None:
    announcer = visitor.machine.devices.announcer
    assert announcer is not None
    vars(announcer)["_voices"] = ()
    said = await announcer.say(_PROMPT, 1.0)
    assert isinstance(said, Fault)
    assert said.code is FaultCode.NO_VOICE


async def _find_voices(visitor: Visitor) -> None:
    vars(visitor.machine.devices.announcer)["_voices"] = (visitor.machine.world.devices.loudspeaker,)


UNTOLD_SCENES: Mapping[DeviceKind, Mapping[FaultCode, Scene]] = {
    DeviceKind.INDICATOR_BOARD: {
        FaultCode.NO_DEVICE: unplugged(DeviceKind.INDICATOR_BOARD),
        FaultCode.NOT_RESPONDING: _foul_board(BoardFault.HANG),
        FaultCode.SUSPECT: _foul_board(BoardFault.FOREIGN),
    },
    DeviceKind.ANNOUNCER: {
        FaultCode.NO_DEVICE: unplugged(DeviceKind.ANNOUNCER),
        FaultCode.NOT_RESPONDING: _foul_loudspeaker(LoudspeakerFault.HANG),
        FaultCode.SUSPECT: Scene(_stumble_over_loudspeaker, mended(DeviceKind.ANNOUNCER)),
        FaultCode.NO_VOICE: Scene(_lose_voices, _find_voices),
    },
}
