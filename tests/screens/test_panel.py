"""Millimetres come from the panel's data sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.screens.panel import PanelProfile


def test_a_portrait_panel_of_21_inches_has_four_pixels_a_millimetre() -> None:
    assert PanelProfile(21.5, 1080, 1920, motion=True).pixels_per_millimetre == pytest.approx(
        4.034, abs=0.001
    )


@given(st.floats(5, 100), st.integers(1, 8000), st.integers(1, 8000))
def test_turning_a_panel_changes_no_millimetre(diagonal: float, width: int, height: int) -> None:
    upright = PanelProfile(diagonal, width, height, motion=True)
    lying = PanelProfile(diagonal, height, width, motion=True)

    assert upright.pixels_per_millimetre == lying.pixels_per_millimetre


@pytest.mark.parametrize(("diagonal", "width", "height"), [(0, 1, 1), (21.5, 0, 1), (21.5, 1, -1)])
def test_a_panel_without_a_size_is_refused(diagonal: float, width: int, height: int) -> None:
    with pytest.raises(ValueError, match="above zero"):
        PanelProfile(diagonal, width, height, motion=True)


def test_a_panel_is_drawn_smaller_on_a_screen_that_it_does_not_fit() -> None:
    panel = PanelProfile(21.5, 1080, 1920, motion=False)
    fitted = panel.within(1920, 1040)
    assert (fitted.width_px, fitted.height_px) == (585, 1040)
    assert fitted.pixels_per_millimetre < panel.pixels_per_millimetre
    assert panel.within(4000, 4000) == panel
