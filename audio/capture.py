"""The open microphone: its frames as 16 kHz, what it lost, how late it is, and how to get it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from audio.capture_clock import CaptureClock
from audio.errors import SoundError
from audio.frames import SAMPLE_RATE_HZ, Frame, Samples
from audio.resample import Resampler
from audio.sound import Microphone, Sound


@dataclass(frozen=True)
class Captured:
    """What one frame brought.

    before   (n_samples,) float32 mono 16 kHz that still belongs before the loss
    lost_s   sound that the device dropped in between
    samples  (m_samples,) likewise, after it
    """

    before: Samples
    lost_s: float
    samples: Samples


_NOTHING: Samples = np.zeros(0, dtype=np.float32)


class Capture:
    """One microphone of `sound`, re-opened after it was gone.

    present  it is open; False before `open`, after it ended, and while it is gone
    name     of the one that is or was open
    """

    def __init__(self, sound: Sound) -> None:
        self._sound = sound
        self._microphone: Microphone | None = None
        self._frames: Iterator[Frame] = iter(())
        self._resampler = Resampler(SAMPLE_RATE_HZ, 1)
        self._clock = CaptureClock(0.0, SAMPLE_RATE_HZ)
        self._last_frame_s = 0.0
        self._rate_hz = self._best_rate_hz = 0
        self.name = ""

    @property
    def present(self) -> bool:
        """See above."""
        return self._microphone is not None

    def open(self) -> None:
        """Open it at the rate that it has now. Raises NoDevice, DeviceBusy, NoPermission."""
        microphone = self._sound.microphone()
        self.name, self._rate_hz = microphone.name, microphone.rate_hz
        self._best_rate_hz = max(self._best_rate_hz, microphone.rate_hz)
        self._last_frame_s = self._sound.now_s()
        self._clock = CaptureClock(self._last_frame_s, microphone.rate_hz)
        self._resampler = Resampler(microphone.rate_hz, microphone.channels)
        self._frames = microphone.frames()
        self._microphone = microphone

    def close(self) -> None:
        """Stop it. Safe from any thread, and to call twice; `read` then ends."""
        microphone = self._microphone
        if microphone is not None:
            microphone.close()

    def read(self) -> Captured | None:
        """The next frame; None when the microphone ended by itself. Raises SoundError when it is gone."""
        try:
            frame = next(self._frames, None)
        except SoundError:
            self.close()
            self._microphone, self._frames = None, iter(())
            raise
        if frame is None:
            self._microphone = None
            return None
        self._last_frame_s = self._sound.now_s()
        self._clock.arrived(len(frame.samples) + frame.lost_samples, self._last_frame_s)
        channels = 1 if frame.samples.ndim == 1 else frame.samples.shape[1]
        before = _NOTHING
        changed = (frame.rate_hz, channels) != (self._resampler.rate_hz, self._resampler.channels)
        if changed or frame.lost_samples:
            before = self._resampler.flush()
            self._resampler = Resampler(frame.rate_hz, channels)
        return Captured(before, frame.lost_samples / frame.rate_hz, self._resampler.push(frame.samples))

    def begin(self) -> None:
        """What comes from now on does not follow what came before: a turn begins."""
        self._resampler = Resampler(self._resampler.rate_hz, self._resampler.channels)

    def rest(self) -> Samples:
        """What the resampler still holds, (n_samples,) at 16 kHz: the end of a turn."""
        rest = self._resampler.flush()
        self.begin()
        return rest

    def silent_s(self) -> float:
        """How long no frame has come."""
        return self._sound.now_s() - self._last_frame_s

    def samples_at(self, now_s: float) -> int:
        """How many device samples must have come before those of the moment `now_s` are among them."""
        return self._clock.samples_at(now_s)

    @property
    def samples(self) -> int:
        """How many device samples have come."""
        return self._clock.samples

    def rate_is_low(self) -> bool:
        """It delivers telephone sound: below 16 kHz, or down at 16 kHz after it had more (a Bluetooth headset)."""
        return self._rate_hz < SAMPLE_RATE_HZ or (self._rate_hz == SAMPLE_RATE_HZ < self._best_rate_hz)

    @property
    def rate_hz(self) -> int:
        """The device's own rate."""
        return self._rate_hz
