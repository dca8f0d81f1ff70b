"""Any rate, any number of channels -> mono 16 kHz, as a stream."""

from __future__ import annotations

import numpy as np

from audio.frames import SAMPLE_RATE_HZ, Samples


class Resampler:
    """A streaming resampler for one rate and channel count; its filter state lives between pushes.

    The output does not depend on how the input was cut. A device that comes back at another rate (a Bluetooth headset
    that switches to its telephone profile) needs a new one: flush the old, then go on with the new.
    """

    def __init__(self, rate_hz: int, channels: int) -> None:
        """`rate_hz` and `channels` of what will be pushed."""
        self.rate_hz = rate_hz
        self.channels = channels
        self._stream = None
        if rate_hz != SAMPLE_RATE_HZ:
            import soxr

            self._stream = soxr.ResampleStream(rate_hz, SAMPLE_RATE_HZ, 1, dtype="float32", quality="HQ")

    def push(self, samples: Samples) -> Samples:
        """(n_samples, n_channels) or (n_samples,) float32 at the input rate -> (m_samples,) float32, mono, 16 kHz."""
        return self._resample(to_mono(samples), last=False)

    def flush(self) -> Samples:
        """What the filter still holds. The resampler is spent afterwards."""
        return self._resample(np.zeros(0, dtype=np.float32), last=True)

    def _resample(self, mono: Samples, *, last: bool) -> Samples:
        if self._stream is None:
            return mono
        resampled: Samples = self._stream.resample_chunk(mono, last=last)
        return resampled


def to_mono(samples: Samples) -> Samples:
    """The mean of the channels: (n_samples, n_channels) or (n_samples,) -> (n_samples,) float32."""
    mono = samples if samples.ndim == 1 else samples[:, 0] if samples.shape[1] == 1 else samples.mean(axis=1)
    return np.ascontiguousarray(mono, dtype=np.float32)


def resample(samples: Samples, rate_hz: int, to_hz: int = SAMPLE_RATE_HZ) -> Samples:
    """A whole sound at once: (n_samples,) or (n_samples, n_channels) at `rate_hz` -> (m_samples,) mono at `to_hz`."""
    mono = to_mono(samples)
    if rate_hz == to_hz or len(mono) == 0:
        return mono
    import soxr

    resampled: Samples = soxr.resample(mono, rate_hz, to_hz, quality="HQ")
    return resampled
