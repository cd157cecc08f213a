"""How long either event loop stands still while a citizen is shown to themselves and their face is verified.

The real window draws the mirror's page; on the kiosk's own loop the camera gives frames and the analysis,
in its own process, takes them one after another. Both loops tick meanwhile.
"""

import asyncio
from contextlib import aclosing
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from benchmarks.figure import Figure, Result
from benchmarks.stall import TICK, Ticks
from kiosk.config import ASSETS, FOLDER
from kiosk.devices.drivers.camera import FrameCamera
from kiosk.devices.ports import DeviceKind
from kiosk.devices.simulators.camera import SIMULATED_CAMERA, SimulatedCamera
from kiosk.devices.supervisor import Supervisor
from kiosk.domain.clock import SystemClock
from kiosk.domain.people import ReferencePhoto
from kiosk.face_analysis import FaceAnalysis
from kiosk.faces.attempt_store import AttemptStore
from kiosk.faces.rules import load_face_rules
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.face_services import FaceServices
from kiosk.flows.payment.face_session import FaceSession
from kiosk.flows.render import render
from kiosk.screens.bridge import Bridge
from kiosk.screens.environment import prepare_environment
from kiosk.screens.loop_thread import LoopThread
from kiosk.screens.mirror import Mirror
from kiosk.screens.panel import PanelProfile
from kiosk.screens.window import open_window
from kiosk.world.camera_scene import CameraScene
from tests.screens.samples import sample

GOAL_MS = 50.0
_CITIZEN = "c05_f45"
_SETTLING_MS = 6_000
"""Until everything is imported and the process has its models."""
_MEASURED_MS = 12_000
_PANEL = PanelProfile(diagonal_inches=21.5, width_px=1080, height_px=1920, motion=False)


def measure_mirror() -> list[Result]:
    """Verify for some seconds, again and again."""
    prepare_environment()
    application = QGuiApplication.instance() or QGuiApplication(["bench", "-platform", "offscreen"])
    kiosk, screen, mirror = Ticks(), Ticks(), Mirror()
    bridge = Bridge(lambda _: None)
    window = open_window(bridge, mirror, _PANEL, fullscreen=False)
    bridge.show(render(sample("face", serial=1), Catalogue(ASSETS / "translations")))
    frames: list[int] = []
    mirror.serialChanged.connect(lambda: frames.append(mirror.property("serial")))
    thread = LoopThread(lambda: _kiosk(mirror, kiosk), lambda _: None)
    thread.start()
    timer, waiting = QTimer(interval=int(TICK * 1000), timerType=Qt.TimerType.PreciseTimer), QEventLoop()
    timer.timeout.connect(screen.tick)
    timer.start()
    for begin in (kiosk.begin, screen.begin, frames.clear):
        QTimer.singleShot(_SETTLING_MS, begin)
    QTimer.singleShot(_SETTLING_MS + _MEASURED_MS, waiting.quit)
    waiting.exec()
    timer.stop()
    thread.stop()
    window.close()
    del application
    rate = len(frames) / _MEASURED_MS * 1000
    said = f"a face is verified and shown with {rate:.0f} of the camera's 15 frames a second"
    return [
        Figure("mirror-kiosk", kiosk.longest_stall * 1000, GOAL_MS, "ms", said),
        Figure("mirror-screen", screen.longest_stall * 1000, GOAL_MS, "ms", said),
    ]


async def _kiosk(mirror: Mirror, ticks: Ticks) -> None:
    clock = SystemClock()
    scene = CameraScene(ASSETS / "citizens")
    scene.stand(_CITIZEN)
    camera = FrameCamera(SimulatedCamera(scene).stream(clock), clock, SIMULATED_CAMERA)
    analysis = FaceAnalysis(FOLDER / "faces.toml", FOLDER / "calibrations" / "rendered-citizens.toml")
    devices = Supervisor({DeviceKind.CAMERA: camera, DeviceKind.FACES: analysis}, clock)
    with TemporaryDirectory() as folder:
        attempts = AttemptStore(Path(folder), clock, load_face_rules(FOLDER / "faces.toml").attempts)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(devices.run())
        tasks.create_task(_verify(FaceServices(camera, analysis, attempts, mirror)))
        while True:
            ticks.tick()
            await asyncio.sleep(TICK)


async def _verify(faces: FaceServices) -> None:
    photo = ReferencePhoto((ASSETS / "citizens" / f"{_CITIZEN}.jpg").read_bytes())
    while True:
        session = FaceSession(faces, photo, elder=False)
        async with aclosing(session.answers()) as answers:
            async for _ in answers:
                pass
