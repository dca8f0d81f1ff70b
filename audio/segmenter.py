"""Speech cut into whole segments at its silences. Pure: probabilities and samples in, segments out.

Every call of Whisper pays for a full 30 s encoder pass, so few, whole segments are both faster and more exact than
fixed chunks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from audio.frames import FRAME_SAMPLES, Samples, Segment, to_samples


@dataclass(frozen=True)
class SegmenterSettings:
    """How speech is cut.

    threshold        a frame is speech from this probability on (Silero's own default)
    release          and speech goes on down to this one (Silero: threshold - 0.15)
    close_silence_s  a segment is closed after so much silence: shorter cuts tear clauses apart, longer ones delay words
    pad_s            silence kept after speech: word ends fade below the threshold
    pre_roll_s       sound kept before speech: soft onsets ("s", "f") come before the first certain frame
    cap_s            longest segment: Whisper's window is 30 s
    cut_search_s     a segment at the cap is cut at the quietest moment of its last so many seconds
    quiet_s          how long such a moment is
    min_speech_s     less speech than this is a click or a knock; the shortest "no" has about 0.15 s
    """

    threshold: float = 0.5
    release: float = 0.35
    close_silence_s: float = 0.5
    pad_s: float = 0.4
    pre_roll_s: float = 0.5
    cap_s: float = 25.0
    cut_search_s: float = 10.0
    quiet_s: float = 0.1
    min_speech_s: float = 0.09


@dataclass(frozen=True)
class _Piece:
    start: int
    samples: Samples
    energy: float
    is_speech: bool


class Framer:
    """Cuts any chunking of a stream into frames of FRAME_SAMPLES."""

    def __init__(self) -> None:
        self._rest = np.zeros(0, dtype=np.float32)

    def push(self, samples: Samples) -> list[Samples]:
        """(n_samples,) of any length -> the whole frames there are, each (FRAME_SAMPLES,)."""
        joined = np.concatenate((self._rest, samples)) if len(self._rest) else samples
        whole = len(joined) // FRAME_SAMPLES * FRAME_SAMPLES
        self._rest = joined[whole:].copy()
        return [joined[at : at + FRAME_SAMPLES] for at in range(0, whole, FRAME_SAMPLES)]

    def flush(self) -> Samples:
        """The last, incomplete frame: fewer than FRAME_SAMPLES samples, maybe none."""
        rest, self._rest = self._rest, np.zeros(0, dtype=np.float32)
        return rest


class Segmenter:
    """Pushed frames become segments; no sample of speech is lost, none is in two segments.

    position    samples pushed so far, counted from `start_sample`: the place in the turn
    in_speech   speech is running, certain enough to say so
    voiced_end  position just after the last frame of certain speech; None before any
    """

    def __init__(self, settings: SegmenterSettings | None = None, start_sample: int = 0) -> None:
        self._settings = settings or SegmenterSettings()
        self.position = start_sample
        self.voiced_end: int | None = None
        self._free_from = start_sample  # no segment may begin before this: the end of the last one
        self._pieces: list[_Piece] = []
        self._open = False
        self._start = start_sample
        self._last_voiced = start_sample
        self._voiced_samples = 0
        self._continues = False

    @property
    def in_speech(self) -> bool:
        """Speech is running and has lasted long enough not to be a click."""
        return self._open and self._is_real()

    def push(self, probability: float, samples: Samples) -> list[Segment]:
        """One frame, (n_samples,) float32 mono 16 kHz with n_samples <= FRAME_SAMPLES, and its speech probability.

        Out: the segments that this frame completed, at most one.
        """
        s = self._settings
        is_speech = probability >= s.threshold
        energy = float(np.dot(samples, samples)) / max(1, len(samples))
        self._pieces.append(_Piece(self.position, samples, energy, is_speech))
        start, self.position = self.position, self.position + len(samples)
        if not self._open:
            if not is_speech:
                self._trim(max(self._free_from, self.position - to_samples(s.pre_roll_s)))
                return []
            self._open = True
            self._continues = False
            self._start = max(self._free_from, start - to_samples(s.pre_roll_s))
            self._voiced_samples = 0
            self._trim(self._start)
        if probability >= s.release:
            self._last_voiced = self.position
            self._voiced_samples += len(samples) if is_speech else 0
            if self._is_real():
                self.voiced_end = self.position
        if self.position - self._last_voiced >= to_samples(s.close_silence_s):
            return self._close()
        if self.position - self._start >= to_samples(s.cap_s):
            return [self._cut()]
        return []

    def flush(self) -> list[Segment]:
        """The segment that was still open, if any. The stream may go on afterwards."""
        return self._close() if self._open else []

    def reach_back(self, samples: Samples) -> None:
        """`samples`, (n_samples,), are what was really heard up to here: speech that goes on may begin in them.

        For a stretch that was pushed as silence. It changes nothing while a segment is open.
        """
        start = max(self._free_from, self.position - len(samples))
        if self._open or start >= self.position:
            return
        heard = samples[len(samples) - (self.position - start) :]
        self._free_from = start
        self._pieces = [_Piece(start, heard, float(np.dot(heard, heard)) / len(heard), False)]

    def _is_real(self) -> bool:
        return self._continues or self._voiced_samples >= to_samples(self._settings.min_speech_s)

    def _close(self) -> list[Segment]:
        self._open = False
        if not self._is_real():
            self._trim(max(self._free_from, self.position - to_samples(self._settings.pre_roll_s)))
            return []
        end = min(self.position, self._last_voiced + to_samples(self._settings.pad_s))
        return [self._take(end)]

    def _cut(self) -> Segment:
        """At the cap: the quietest moment of the last seconds ends this segment and begins the next one."""
        s = self._settings
        since = self.position - to_samples(s.cut_search_s)
        pieces = [p for p in self._pieces if p.start >= max(since, self._start + 1)]
        width = max(1, round(to_samples(s.quiet_s) / FRAME_SAMPLES))
        energies = np.array([p.energy for p in pieces])
        if len(pieces) <= width:
            at = self.position
        else:
            windows = np.convolve(energies, np.ones(width), mode="valid")
            quietest = (
                len(windows) - 1 - int(np.argmin(windows[::-1]))
            )  # of equals the last: longer segments are better
            at = pieces[quietest + width // 2].start
        segment = self._take(at)
        self._start = at
        self._continues = True
        self._open = self._last_voiced > at
        self._voiced_samples = sum(len(p.samples) for p in self._pieces if p.is_speech)
        return segment

    def _take(self, end: int) -> Segment:
        """Samples from the start of the running segment up to `end`; what comes after stays."""
        samples = np.concatenate([p.samples for p in self._pieces])
        first = self._pieces[0].start
        segment = Segment(self._start, samples[self._start - first : end - first].astype(np.float32))
        self._free_from = end
        self._trim(end)
        return segment

    def _trim(self, keep_from: int) -> None:
        """Drop the pieces that end before `keep_from`, and the front of the one that it lies in."""
        kept = []
        for piece in self._pieces:
            skip = keep_from - piece.start
            if skip <= 0:
                kept.append(piece)
            elif skip < len(piece.samples):
                kept.append(_Piece(keep_from, piece.samples[skip:], piece.energy, piece.is_speech))
        self._pieces = kept


def merge(segments: Sequence[Segment]) -> Segment:
    """Neighbouring segments as one, the dropped silence between them as zeros: one decode instead of many."""
    first = segments[0].start_sample
    samples = np.zeros(segments[-1].end_sample - first, dtype=np.float32)
    for segment in segments:
        samples[segment.start_sample - first : segment.end_sample - first] = segment.samples
    return Segment(first, samples)


def segments_of(
    samples: Samples, vad: Callable[[Samples], float], settings: SegmenterSettings | None = None
) -> list[Segment]:
    """All segments of a whole recording, (n_samples,) float32 mono 16 kHz."""
    framer, segmenter = Framer(), Segmenter(settings)
    found: list[Segment] = []
    for frame in framer.push(samples):
        found += segmenter.push(vad(frame), frame)
    rest = framer.flush()
    if len(rest):
        padded = np.pad(rest, (0, FRAME_SAMPLES - len(rest)))
        found += segmenter.push(vad(padded), rest)
    return found + segmenter.flush()
