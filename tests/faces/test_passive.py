"""A passive model is a plug-in: it is asked if it is there, and missed aloud if the rules name it."""

import hashlib
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from kiosk.faces import Degradation, NotVerified, Progress, Reason, Verified
from kiosk.faces.answers import Instruction
from kiosk.faces.engine import FaceEngine, load_engine
from kiosk.faces.rules import PassiveRules
from kiosk.faces.verification import Verification
from tests.faces.citizens import FPS, Citizen, id_photo
from tests.faces.engines import reference, rendered, rules

SIDE = 32
PIXELS = 3 * SIDE * SIDE


def _field(number: int, value: bytes | int) -> bytes:
    """Write a field of a protocol buffer; ONNX is one."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    head, rest = value & 127, value >> 7
    return bytes([head | 128]) + _varint(rest) if rest else bytes([head])


def _shape(name: str, *sizes: int) -> bytes:
    dimensions = b"".join(_field(1, _field(1, size)) for size in sizes)
    return _field(1, name.encode()) + _field(2, _field(1, _field(1, 1) + _field(2, dimensions)))


def brightness_model() -> bytes:
    """Make an ONNX model of two classes, whose scores are the means of blue and of red."""
    pool = _field(1, b"in") + _field(2, b"means") + _field(4, b"GlobalAveragePool")
    flatten = _field(1, b"means") + _field(2, b"out") + _field(4, b"Flatten")
    graph = (
        _field(1, pool)
        + _field(1, flatten)
        + _field(2, b"graph")
        + _field(11, _shape("in", 1, 3, SIDE, SIDE))
        + _field(12, _shape("out", 1, 3))
    )
    return _field(1, 7) + _field(7, graph) + _field(8, _field(1, b"") + _field(2, 12))


def plug_in(file: Path, live_class: int, content: bytes | None = None) -> PassiveRules:
    file.write_bytes(brightness_model() if content is None else content)
    return PassiveRules(
        file=str(file),
        sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
        side=SIDE,
        around=1.5,
        live_class=live_class,
        live_at_least=0.5,
    )


def loaded(passive: PassiveRules) -> FaceEngine:
    engine = load_engine(passive)
    assert isinstance(engine, FaceEngine)
    return engine


def verify(engine: FaceEngine) -> Verified | NotVerified:
    quick = replace(rules(), liveness=replace(rules().liveness, challenges=0))
    verification = Verification(engine, reference(id_photo("c05_f45")), quick, rendered(), Random(1))
    citizen = Citizen("c05_f45")
    for number in range(3 * FPS):
        answer = verification.feed(citizen.frame(Instruction.LOOK_HERE), number / FPS)
        if not isinstance(answer, Progress):
            return answer
    raise AssertionError("it did not end")


def test_its_word_is_heard_both_ways(tmp_path: Path) -> None:
    # Skin is more red than blue, so the one class wins and the other loses.
    assert isinstance(verify(loaded(plug_in(tmp_path / "live.onnx", 2))), Verified)
    answer = verify(loaded(plug_in(tmp_path / "not.onnx", 0)))
    assert isinstance(answer, NotVerified)
    assert answer.reason is Reason.NOT_LIVE


def test_a_model_that_the_rules_name_and_that_is_missing_is_missed_aloud(tmp_path: Path) -> None:
    rule = plug_in(tmp_path / "live.onnx", 2)
    (tmp_path / "live.onnx").unlink()
    engine = loaded(rule)
    assert engine.degraded == {Degradation.NO_PASSIVE_MODEL}
    assert "live.onnx cannot be read" in engine.problems[0]
    answer = verify(engine)
    assert isinstance(answer, Verified)
    assert answer.degraded == {Degradation.NO_PASSIVE_MODEL}


@pytest.mark.parametrize("content", [b"", b"this is no model", brightness_model()[:40]])
def test_a_file_that_is_no_model_is_not_used(tmp_path: Path, content: bytes) -> None:
    engine = loaded(plug_in(tmp_path / "live.onnx", 2, content))
    assert engine.degraded == {Degradation.NO_PASSIVE_MODEL}
    assert "live.onnx" in engine.problems[0]


def test_a_class_that_it_does_not_have_is_named(tmp_path: Path) -> None:
    engine = loaded(plug_in(tmp_path / "live.onnx", 7))
    assert "no class 7" in engine.problems[0]


def test_without_such_rules_nothing_is_missing() -> None:
    assert rules().passive is None
