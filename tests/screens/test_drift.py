"""What stands all day moves a little, so that it does not burn in."""

from PySide6.QtCore import QObject, QPointF

from tests.screens.glass import Glass
from tests.screens.samples import sample


def place(glass: Glass) -> QPointF:
    return glass.find("way-card").mapToScene(QPointF(0, 0))


def test_the_invitation_drifts_by_a_few_pixels_each_minute(portrait: Glass) -> None:
    portrait.show(sample("attract", serial=1))
    timer = portrait.window.findChild(QObject, "drift")
    assert timer is not None
    assert timer.property("interval") == 60_000
    assert timer.property("running")

    places = set()
    for step in range(6):
        timer.setProperty("step", step)
        places.add(place(portrait).toTuple())

    xs, ys = zip(*places, strict=True)
    assert len(places) >= 5
    assert max(xs) - min(xs) <= 8
    assert max(ys) - min(ys) <= 8
