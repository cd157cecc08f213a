"""What every test runs under: Qt off the screen, and the same examples each time."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kiosk.world.gateway import GatewayKeys

# Before PySide6 is imported anywhere. Production draws with the same software renderer.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QSG_RENDER_LOOP", "basic")
os.environ.setdefault("QT_QUICK_CONTROLS_STYLE", "Basic")
os.environ.setdefault("QML_DISABLE_DISK_CACHE", "1")

# Before OpenCV is. Tests run side by side: a second thread takes a fifth more of the processors (measured).
os.environ.setdefault("OPENCV_FOR_THREADS_NUM", "1")

# "steady" repeats itself, so a red run is a red change; "search" (--hypothesis-profile=search) looks further.
settings.register_profile(
    "steady", derandomize=True, max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", max_examples=3000, deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with the keys of the gateways, once: RSA keys take their time."""
    folder = tmp_path_factory.mktemp("keys")
    GatewayKeys.load(folder)
    return folder
