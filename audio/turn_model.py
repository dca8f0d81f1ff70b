"""Does it sound as if the speaker had finished? The tone in which speech ends tells what its words do not.

Smart Turn v3.2 (Daily, BSD-2-Clause): the encoder of Whisper tiny and a small head, 8.7 MB, trained on 23 languages. It
comes in the `pipecat-ai` wheel, of which nothing else is used. One look takes some 50 ms on one core.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from audio.errors import WeightsError
from audio.frames import Samples, to_samples

NAME = "Smart Turn v3.2"
SHA256 = "2bb026316b14a660486a75b1733cd3fbab8c2fd0314dc9af7be49f8cca967e4f"  # of the file in pipecat-ai 1.14.0
SILENCE_S = 0.2
"""Silence behind the last sound: its makers ask it after so long. After 0.5 s it took half of the sentences that were
cut off in their middle for finished ones, after 0.2 s one in eight."""

_PACKAGE = "pipecat"
_FILE = Path("audio/turn/smart_turn/data/smart-turn-v3.2-cpu.onnx")
_WINDOW_S = 8  # what the model looks at; a shorter recording has zeros before it
_FRAMES = 800  # of 10 ms each
_VARIANCE_FLOOR = 1e-7  # as in the training: transformers' WhisperFeatureExtractor, zero_mean_unit_var_norm

_lock = threading.Lock()
_model: TurnModel | None = None


class TurnModel:
    """Loaded weights. Raises WeightsError where they are missing or are not the published ones."""

    def __init__(self, path: Path | None = None) -> None:
        """`path`: the weights; the installed ones where None."""
        from faster_whisper.feature_extractor import FeatureExtractor
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # one core stays with the sound
        weights = _verified(find() if path is None else path)
        self._session = InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self._features: Any = FeatureExtractor(chunk_length=_WINDOW_S)

    def __call__(self, samples: Samples) -> float:
        """How likely a turn ends with `samples`, 0..1.

        In: (n_samples,) float32 mono 16 kHz, speech with SILENCE_S behind it; its last 8 s are looked at.
        """
        window = np.zeros(to_samples(_WINDOW_S), dtype=np.float32)
        kept = samples[-len(window) :]
        window[len(window) - len(kept) :] = kept
        window = (window - window.mean()) / np.sqrt(window.var() + _VARIANCE_FLOOR)
        features = self._features(window, padding=0)[None, :, :_FRAMES]
        return float(self._session.run(None, {"input_features": features})[0][0, 0])


def load() -> Callable[[Samples], float]:
    """The model of this process, a third of a second at the first call. Raises WeightsError."""
    global _model
    with _lock:
        if _model is None:
            _model = TurnModel()
        return _model


def glance(samples: Samples) -> float | None:
    """What the model says of `samples`, as in `TurnModel`; None where it is not loaded."""
    return None if _model is None else _model(samples)


def find() -> Path:
    """The installed weights. Raises WeightsError with the next step."""
    spec = find_spec(_PACKAGE)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (path := Path(folder) / _FILE).is_file():
            return path
    raise WeightsError(
        "The turn model is not installed: only the words of an answer tell whether it is over.",
        "Run script/interview on Python 3.11 or later, which installs it.",
    )


def _verified(path: Path) -> bytes:
    weights = path.read_bytes()
    if hashlib.sha256(weights).hexdigest() != SHA256:
        raise WeightsError(
            "The turn model's file is not the published one.", "Reinstall pipecat-ai 1.14.0; nothing was used."
        )
    return weights
