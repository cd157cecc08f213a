"""Rules that would let a photograph pass, or that nobody could keep, are refused when they are read."""

from pathlib import Path

import pytest

from kiosk.faces.rules import load_face_rules
from kiosk.toml_text import ConfigError
from tests.faces.engines import CONFIG


@pytest.mark.parametrize(("challenges", "message"), [(0, "a photograph would pass"), (4, "challenges")])
def test_neither_no_movement_nor_more_than_a_head_can_make_may_be_asked_for(
    tmp_path: Path, challenges: int, message: str
) -> None:
    text = (CONFIG / "faces.toml").read_text(encoding="utf-8")
    file = tmp_path / "faces.toml"
    file.write_text(text.replace("challenges = 2", f"challenges = {challenges}"), encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        load_face_rules(file)


@pytest.mark.parametrize("challenges", [1, 2, 3])
def test_one_to_three_movements_may_be_asked_for(tmp_path: Path, challenges: int) -> None:
    text = (CONFIG / "faces.toml").read_text(encoding="utf-8")
    file = tmp_path / "faces.toml"
    file.write_text(text.replace("challenges = 2", f"challenges = {challenges}"), encoding="utf-8")
    assert load_face_rules(file).liveness.challenges == challenges
