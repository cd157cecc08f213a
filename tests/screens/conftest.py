"""One window for each orientation, and an empty catalogue: the samples bring their own words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.flows.catalogue import Catalogue
from kiosk.screens.panel import PanelProfile
from tests.screens.glass import Glass

PANELS = {
    "portrait": PanelProfile(21.5, 1080, 1920, motion=False),
    "landscape": PanelProfile(21.5, 1920, 1080, motion=False),
}


class Watch:
    """A performance counter that the test sets, in seconds."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@pytest.fixture(scope="session")
def watch() -> Watch:
    return Watch()


@pytest.fixture(scope="session")
def catalogue(
    qapp: QGuiApplication,  # noqa: ARG001 what needs a catalogue needs the application
    tmp_path_factory: pytest.TempPathFactory,
) -> Catalogue:
    folder: Path = tmp_path_factory.mktemp("translations")
    for language in ("zh", "en"):
        (folder / f"{language}.ftl").touch()
    return Catalogue(folder)


@pytest.fixture(scope="module", params=PANELS)
def glass(request: pytest.FixtureRequest, catalogue: Catalogue, watch: Watch) -> Iterator[Glass]:
    opened = Glass(PANELS[request.param], catalogue, watch)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def portrait(catalogue: Catalogue, watch: Watch) -> Iterator[Glass]:
    opened = Glass(PANELS["portrait"], catalogue, watch)
    yield opened
    opened.close()
