"""What the bridge takes for one tap, and how pages cross to Qt's thread."""

from threading import Thread

import pytest

from kiosk.flows.actions import Action, Hold, Release, Tap
from kiosk.screens.bridge import DOUBLE_STRIKE_S, Bridge
from tests.screens.conftest import Watch
from tests.screens.glass import wait_until


@pytest.fixture
def actions() -> list[Action]:
    return []


@pytest.fixture
def clock() -> Watch:
    return Watch()


@pytest.fixture
def bridge(qapp: object, actions: list[Action], clock: Watch) -> Bridge:  # noqa: ARG001 signals need the application
    return Bridge(actions.append, clock)


def test_a_second_strike_on_the_same_control_is_ignored(
    bridge: Bridge, actions: list[Action], clock: Watch
) -> None:
    bridge.tap("next")
    clock.seconds += DOUBLE_STRIKE_S / 2
    bridge.tap("next")

    assert actions == [Tap("next")]


def test_a_tap_after_the_trembling_counts(bridge: Bridge, actions: list[Action], clock: Watch) -> None:
    bridge.tap("next")
    clock.seconds += DOUBLE_STRIKE_S
    bridge.tap("next")

    assert actions == [Tap("next"), Tap("next")]


def test_a_tap_on_another_control_counts_at_once(bridge: Bridge, actions: list[Action]) -> None:
    bridge.tap("bill-1")
    bridge.tap("bill-2")

    assert actions == [Tap("bill-1"), Tap("bill-2")]


def test_keys_of_the_pad_may_be_struck_as_fast_as_one_can(bridge: Bridge, actions: list[Action]) -> None:
    bridge.tap("key-1")
    bridge.tap("key-1")

    assert actions == [Tap("key-1"), Tap("key-1")]


def test_the_same_control_counts_at_once_on_the_next_page(bridge: Bridge, actions: list[Action]) -> None:
    bridge.show({"serial": 1})
    wait_until(lambda: bridge.property("page") == {"serial": 1})
    bridge.tap("next")
    bridge.show({"serial": 2})
    wait_until(lambda: bridge.property("page") == {"serial": 2})
    bridge.tap("next")

    assert actions == [Tap("next"), Tap("next")]


def test_holding_and_letting_go_arrive_as_they_are(bridge: Bridge, actions: list[Action]) -> None:
    bridge.hold("field-name")
    bridge.release("field-name")

    assert actions == [Hold("field-name"), Release("field-name")]


def test_pages_from_another_thread_arrive_in_their_order(bridge: Bridge) -> None:
    seen: list[int] = []
    bridge.pageChanged.connect(lambda: seen.append(bridge.property("page")["serial"]))

    def flows() -> None:
        for serial in range(100):
            bridge.show({"serial": serial})

    thread = Thread(target=flows)
    thread.start()
    thread.join()
    assert not seen, "Qt's thread has not run yet"
    wait_until(lambda: len(seen) == 100)
    assert seen == list(range(100))
