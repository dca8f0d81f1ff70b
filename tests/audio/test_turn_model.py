from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from audio import turn_model
from audio.errors import WeightsError
from audio.frames import to_samples

WINDOW = to_samples(8.0)


@pytest.fixture(scope="module")
def model() -> turn_model.TurnModel:
    return turn_model.TurnModel()


@pytest.fixture(scope="module")
def makers() -> ModuleType:
    """The features as the makers of the model compute them; the file stands by itself."""
    path = turn_model.find().parents[1] / "_whisper_features.py"
    spec = importlib.util.spec_from_file_location("makers_features", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seconds", [0.5, 8.0, 11.0])
def test_it_sees_what_its_makers_show_it(model: turn_model.TurnModel, makers: ModuleType, seconds: float) -> None:
    noise = np.random.default_rng(5).normal(0, 0.1, to_samples(seconds)).astype(np.float32)
    window = noise[-WINDOW:] if len(noise) >= WINDOW else np.pad(noise, (WINDOW - len(noise), 0))
    features = makers.compute_whisper_log_mel_features(window, do_normalize=True)[None]
    expected = model._session.run(None, {"input_features": features})[0][0, 0]
    assert model(noise) == pytest.approx(float(expected), abs=1e-3)


def test_nobody_tells_before_it_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn_model, "_model", None)
    silence = np.zeros(WINDOW, dtype=np.float32)
    assert turn_model.glance(silence) is None
    assert turn_model.load()(silence) == turn_model.glance(silence)


def test_other_bytes_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "model.onnx"
    other.write_bytes(turn_model.find().read_bytes()[:-1] + b"x")
    with pytest.raises(WeightsError, match="not the published one"):
        turn_model.TurnModel(other)


def test_without_the_package_the_next_step_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn_model, "_PACKAGE", "no_such_package")
    with pytest.raises(WeightsError) as told:
        turn_model.find()
    assert "script/interview" in told.value.next_step
