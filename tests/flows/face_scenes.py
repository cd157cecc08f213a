"""Scenes before the camera: how a citizen comes there, and what goes wrong with camera and analysis."""

import os
import signal
from collections.abc import Mapping

from kiosk.devices.ports import DeviceKind, FaultCode
from kiosk.devices.simulators.camera import CameraFault
from kiosk.devices.transports.lost import DeviceLostError, DeviceSuspectError
from kiosk.devices.transports.message_link import NotAnsweringError
from kiosk.face_analysis import FaceAnalysis
from kiosk.faces import process
from tests.flows.fault_scenes import Scene, mended, stumble, unplugged
from tests.flows.visitor import Visitor

CITIZEN = "c05_f45"
"""Of whom every movement was rendered."""
_NOTICED = 0.1
"""Seconds after which the driver has missed a picture."""
_IMPATIENT = 0.5
"""Seconds of real time for an answer that never comes."""
_PATIENT = process._ANSWER_SECONDS  # noqa: SLF001 put back when it is mended


async def reach_camera(visitor: Visitor) -> None:
    """Come to the mirror, and stand before it."""
    visitor.machine.world.stand_before_camera(CITIZEN)
    await visitor.until(lambda: visitor.view["ways"][-1]["enabled"])
    await visitor.tap("way-face")
    await visitor.see("prompt")
    await visitor.insert(CITIZEN)
    await visitor.see("consent")
    await visitor.tap("main")
    await visitor.see("face")
    await visitor.until(lambda: visitor.view["share"] > 0)


async def use_camera(visitor: Visitor) -> None:
    """Log in by face."""
    await reach_camera(visitor)
    await visitor.see("bills")


def _camera(fault: CameraFault) -> Scene:
    async def strike(visitor: Visitor) -> None:
        visitor.machine.world.devices.camera.faults.add(fault)

    return Scene(strike, mended(DeviceKind.CAMERA))


async def _let_camera_stumble(visitor: Visitor) -> None:
    stumble(visitor, DeviceKind.CAMERA)
    visitor.machine.world.set_plugged(DeviceKind.CAMERA, plugged=False)
    await visitor.clock.advance(_NOTICED)
    visitor.machine.world.set_plugged(DeviceKind.CAMERA, plugged=True)


def analysis(visitor: Visitor) -> FaceAnalysis:
    """Give the analysis of faces."""
    faces = visitor.machine.devices.faces
    assert faces is not None
    return faces


def signalled(visitor: Visitor, number: signal.Signals) -> None:
    """Send a signal to the process that looks at faces."""
    worker = analysis(visitor)._process  # noqa: SLF001 nobody else may reach it
    assert worker is not None
    os.kill(worker._process.pid, number)  # noqa: SLF001 as above


def _analysis(number: signal.Signals, cause: DeviceLostError) -> Scene:
    """Let the process die or hang, and the next ones too."""

    async def strike(visitor: Visitor) -> None:
        async def open_() -> None:
            raise cause

        vars(analysis(visitor))["_open"] = open_
        process._ANSWER_SECONDS = _IMPATIENT  # noqa: SLF001 a test need not wait as long as a citizen
        signalled(visitor, number)

    async def mend(visitor: Visitor) -> None:
        process._ANSWER_SECONDS = _PATIENT  # noqa: SLF001 as above
        vars(analysis(visitor)).pop("_open")

    return Scene(strike, mend)


FACE_SCENES: Mapping[DeviceKind, Mapping[FaultCode, Scene]] = {
    DeviceKind.CAMERA: {
        FaultCode.NO_DEVICE: unplugged(DeviceKind.CAMERA),
        FaultCode.NOT_RESPONDING: _camera(CameraFault.STALL),
        FaultCode.SUSPECT: Scene(_let_camera_stumble, mended(DeviceKind.CAMERA)),
        FaultCode.CAMERA_BLACK: _camera(CameraFault.BLACK),
        FaultCode.CAMERA_FROZEN: _camera(CameraFault.FROZEN),
        FaultCode.CAMERA_DAMAGED: _camera(CameraFault.TRUNCATE),
    },
    DeviceKind.FACES: {
        FaultCode.NO_DEVICE: _analysis(signal.SIGKILL, DeviceLostError("the models are missing")),
        FaultCode.NOT_RESPONDING: _analysis(signal.SIGSTOP, NotAnsweringError("it hangs")),
        FaultCode.SUSPECT: _analysis(signal.SIGKILL, DeviceSuspectError("it died")),
    },
}
