from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from audio import files
from audio.frames import FRAME_SAMPLES, Samples
from audio.vad import Vad
from tests.audio.doubles import hush, tone


def heard(sound: Samples, vad: Vad) -> list[float]:
    whole = len(sound) // FRAME_SAMPLES * FRAME_SAMPLES
    return [vad(frame) for frame in sound[:whole].reshape(-1, FRAME_SAMPLES)]


def test_speech_is_told_from_noise_and_tones(spoken: Callable[[str], Path]) -> None:
    speech = files.read(spoken("We would block the launch if one customer sees the data of another."))
    assert np.mean(np.array(heard(speech, Vad())) > 0.5) > 0.7
    assert max(heard(hush(5.0) * 20, Vad())) < 0.5
    assert np.mean(np.array(heard(tone(5.0), Vad())) > 0.5) < 0.1


def test_after_a_reset_the_past_is_forgotten(spoken: Callable[[str], Path]) -> None:
    speech = files.read(spoken("This is only a test."))
    vad = Vad()
    first = heard(speech, vad)
    vad.reset()
    assert heard(speech, vad) == first
