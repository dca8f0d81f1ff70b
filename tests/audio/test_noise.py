"""What is no voice makes no words, and the shortest answers make theirs; with the real detector and real weights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audio import files
from audio.endpoint import EndpointSettings
from audio.language import plain
from audio.listen_settings import ListenSettings
from audio.transcript import text_of
from audio.vad import Vad
from audio.whisper import Recogniser
from benchmarks.noise import made
from tests.audio.ears import joined, turn_of

MINUTE_S = 60.0
NOISES = ["silence", "fan", "keyboard", "music"]
PATIENT = replace(ListenSettings(), endpoint=EndpointSettings(nothing_said_s=MINUTE_S))


@pytest.mark.parametrize("name", NOISES)
def test_a_minute_of_noise_makes_no_words(tmp_path: Path, shared_cache: Path, name: str) -> None:
    noise = made(MINUTE_S)[name]
    ended, _ears = turn_of(tmp_path / "a.wav", noise, Recogniser(cache=shared_cache), vad=Vad, settings=PATIENT)
    assert ended.duration_s >= MINUTE_S
    assert text_of(ended.words) == ""


@pytest.mark.parametrize("word", ["Yes.", "No."])
def test_a_short_answer_survives(tmp_path: Path, shared_cache: Path, spoken: Callable[[str], Path], word: str) -> None:
    fan = made(3.0)["fan"] * np.float32(0.2)
    voice = files.read(spoken(word))
    ended, _ears = turn_of(tmp_path / "a.wav", joined(fan, voice, fan), Recogniser(cache=shared_cache), vad=Vad)
    assert plain(text_of(ended.words)) == plain(word)
