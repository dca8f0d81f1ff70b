"""Is the microphone any good? Told in the first seconds of the first answer, not after twenty minutes. Pure."""

from __future__ import annotations

import numpy as np

from audio.frames import Samples, to_samples
from audio.listen_events import TroubleKind

SILENT_PEAK = 1e-4  # -80 dBFS: the noise of any working microphone is louder
SILENT_AFTER_S = 4.0  # noise gates give zeros between words too: wait until somebody would have spoken
QUIET_RMS = 10 ** (-45 / 20)  # speech at -45 dBFS: recognition suffers from the noise that is as loud
QUIET_AFTER_S = 2.0  # of speech
CLIPPED_PEAK = 0.99
CLIPPED_SHARE = 0.002  # of the samples in speech: single peaks do no harm
CLIPPED_AFTER_S = 1.5  # of speech


class LevelWatch:
    """Pushed frames become troubles, each kind at most once; deaf after `for_s` of speech."""

    def __init__(self, for_s: float = 20.0) -> None:
        self._told: set[TroubleKind] = set()
        self._left = to_samples(for_s)
        self._silent_samples = 0
        self._heard_sound = False
        self._speech_samples = 0
        self._speech_energy = 0.0
        self._clipped = 0

    def push(self, frame: Samples, is_speech: bool) -> list[TroubleKind]:
        """(n_samples,) float32 mono 16 kHz, and whether the voice detector takes it for speech."""
        if self._left <= 0 or not len(frame):
            return []
        peak = float(np.abs(frame).max())
        self._heard_sound = self._heard_sound or peak >= SILENT_PEAK
        if not self._heard_sound:
            self._silent_samples += len(frame)
            return self._tell("silent_microphone", self._silent_samples >= to_samples(SILENT_AFTER_S))
        back = self._tell("microphone_heard", "silent_microphone" in self._told)
        if not is_speech:
            return back
        self._left -= len(frame)
        self._speech_samples += len(frame)
        self._speech_energy += float(np.dot(frame, frame))
        self._clipped += int(np.count_nonzero(np.abs(frame) >= CLIPPED_PEAK))
        rms = (self._speech_energy / self._speech_samples) ** 0.5
        quiet = self._speech_samples >= to_samples(QUIET_AFTER_S) and rms < QUIET_RMS
        clipped = (
            self._speech_samples >= to_samples(CLIPPED_AFTER_S) and self._clipped > CLIPPED_SHARE * self._speech_samples
        )
        return back + self._tell("too_quiet", quiet) + self._tell("clipped", clipped)

    def _tell(self, kind: TroubleKind, is_so: bool) -> list[TroubleKind]:
        if not is_so or kind in self._told:
            return []
        self._told.add(kind)
        return [kind]
