"""Frames of sound and the one conversion between samples and seconds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SAMPLE_RATE_HZ = 16_000  # what Whisper and Silero VAD both take
FRAME_SAMPLES = 512  # 32 ms at 16 kHz: the only window Silero VAD v5 and later accept

Samples = npt.NDArray[np.float32]


def to_seconds(n_samples: int, rate_hz: int = SAMPLE_RATE_HZ) -> float:
    """Seconds of `n_samples` at `rate_hz`."""
    return n_samples / rate_hz


def to_samples(seconds: float, rate_hz: int = SAMPLE_RATE_HZ) -> int:
    """The nearest whole number of samples in `seconds` at `rate_hz`."""
    return round(seconds * rate_hz)


@dataclass(frozen=True)
class Frame:
    """A piece of sound as the device gave it.

    samples       (n_samples, n_channels) float32 in -1..1
    rate_hz       the device's own rate
    lost_samples  how many samples the device dropped just before this frame (0: none)
    """

    samples: Samples
    rate_hz: int
    lost_samples: int = 0


@dataclass(frozen=True)
class Segment:
    """A stretch of speech between two silences, with its padding.

    start_sample  position of samples[0] in the turn, at 16 kHz
    samples       (n_samples,) float32, mono, 16 kHz
    """

    start_sample: int
    samples: Samples

    @property
    def end_sample(self) -> int:
        """Position just after the last sample."""
        return self.start_sample + len(self.samples)


@dataclass(frozen=True)
class Gap:
    """Sound that the device lost: `start_s` in the turn's file, and how long it was."""

    start_s: float
    duration_s: float
