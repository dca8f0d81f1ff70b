from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.frames import SAMPLE_RATE_HZ
from audio.resample import Resampler, resample, to_mono
from tests.audio.doubles import tone

RATES = st.sampled_from([8_000, 16_000, 22_050, 44_100, 48_000, 96_000])


@given(RATES, st.integers(1, 3), st.lists(st.integers(1, 4_000), min_size=1, max_size=8), st.integers(0, 99))
def test_any_chunking_gives_the_same_sound(rate_hz: int, channels: int, chunks: list[int], seed: int) -> None:
    sound = np.random.default_rng(seed).standard_normal((sum(chunks), channels)).astype(np.float32)
    whole, pieces = Resampler(rate_hz, channels), Resampler(rate_hz, channels)
    at_once = np.concatenate([whole.push(sound), whole.flush()])
    cuts = np.cumsum([0, *chunks])
    parts = [pieces.push(sound[a:b]) for a, b in itertools.pairwise(cuts)]
    np.testing.assert_array_equal(at_once, np.concatenate([*parts, pieces.flush()]))


@given(RATES, st.integers(1, 20_000))
def test_no_time_is_won_or_lost(rate_hz: int, n_samples: int) -> None:
    stream = Resampler(rate_hz, 1)
    out = len(stream.push(np.zeros((n_samples, 1), dtype=np.float32))) + len(stream.flush())
    assert abs(out - n_samples * SAMPLE_RATE_HZ / rate_hz) <= 1


def test_a_tone_keeps_its_pitch_and_loudness() -> None:
    stream = Resampler(48_000, 2)
    stereo = np.repeat(tone(1.0, 48_000)[:, None], 2, axis=1)
    out = np.concatenate([stream.push(stereo), stream.flush()])
    spectrum = np.abs(np.fft.rfft(out))
    assert np.argmax(spectrum) == pytest.approx(220, abs=1)
    assert np.abs(out[1000:-1000]).max() == pytest.approx(0.2, abs=0.01)


def test_channels_become_their_mean() -> None:
    both = np.array([[0.2, 0.4], [-0.2, 0.2]], dtype=np.float32)
    np.testing.assert_allclose(to_mono(both), [0.3, 0.0], atol=1e-7)


def test_a_whole_sound_to_any_rate() -> None:
    assert len(resample(tone(1.0, 22_050), 22_050, 48_000)) == pytest.approx(48_000, abs=2)
    assert len(resample(np.zeros(0, dtype=np.float32), 22_050)) == 0
