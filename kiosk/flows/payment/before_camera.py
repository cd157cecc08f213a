"""Standing before the camera: the citizen sees themselves, and a fault of the camera is told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

from kiosk.devices.ports import CameraStatus, DeviceKind, Fault
from kiosk.flows.face_services import FaceServices

LEGIBLE_SECONDS = 0.8
"""How long an instruction stands at least."""

BrokenDevice = tuple[DeviceKind, Fault]


async def camera_faults(faces: FaceServices) -> AsyncIterator[BrokenDevice]:
    """Give what is wrong with the camera, now and later."""
    status: CameraStatus
    async for status in faces.camera.changes():
        if status.fault:
            yield DeviceKind.CAMERA, Fault(status.fault, status.reason)


@asynccontextmanager
async def reflected(faces: FaceServices) -> AsyncIterator[None]:
    """Show the citizen to themselves meanwhile, also while the analysis is at work."""
    reflecting = asyncio.create_task(_reflect(faces))
    try:
        yield
    finally:
        reflecting.cancel()
        await asyncio.gather(reflecting, return_exceptions=True)


async def _reflect(faces: FaceServices) -> None:
    try:
        async with aclosing(faces.camera.frames()) as frames:
            async for frame in frames:
                faces.mirror.show(frame)
    finally:
        faces.mirror.clear()
