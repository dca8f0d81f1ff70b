"""The sound seam without hardware: recordings as the microphone, and a clock that counts samples.

The microphone gives frames as fast as they are taken, from the first turn on and while the loudspeaker is silent: the
candidate waits politely. Who takes none while somebody thinks (the listener does so under `lockstep`) makes no time
pass, so everything runs as fast as the machine can, and always the same.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audio.frames import SAMPLE_RATE_HZ, Frame, Samples, to_seconds

BLOCK_SAMPLES = 1600  # 100 ms: as coarse as the coarsest devices deliver


@dataclass(frozen=True)
class Played:
    """What was said at the loudspeaker: (n_samples,) float32 mono at `rate_hz`, from `at_s` on the backend's clock."""

    samples: Samples
    rate_hz: int
    at_s: float


class FileFed:
    """A microphone, a loudspeaker and a clock, all in one object.

    In: `answers`, item n is heard in turn n: the path of a recording, or (n_samples,) float32, mono, 16 kHz. It is
    asked for when its turn begins. After it, and in turns that have none, there is silence without end.
    """

    lockstep = True
    name = "files"
    rate_hz = SAMPLE_RATE_HZ
    channels = 1

    def __init__(self, answers: Sequence[Path | Samples]) -> None:
        self.played: list[Played] = []
        self._answers = answers
        self._now_s = 0.0
        self._rest: dict[int, Samples] = {}  # what of each turn's answer was not heard yet
        self._turn: int | None = None  # the last one that began
        self._closed = False
        self._playing = 0
        self._changed = threading.Condition()

    def now_s(self) -> float:
        """Seconds of sound that have passed, in or out."""
        return self._now_s

    def microphone(self) -> FileFed:
        """Itself, open."""
        with self._changed:
            self._closed = False
        return self

    def loudspeaker(self) -> FileFed:
        """Itself."""
        return self

    def begin_turn(self, turn: int) -> None:
        """From now on the answer of that turn is heard; a turn that is opened again goes on where it was.

        Raises AudioFileError for a file that cannot be read, and whatever `answers` raises but IndexError.
        """
        if turn not in self._rest:
            self._rest[turn] = self._answer(turn)
        with self._changed:
            self._turn = turn
            self._changed.notify_all()

    def frames(self) -> Iterator[Frame]:
        """100 ms after 100 ms; blocks before the first turn, and while the loudspeaker plays."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or (self._turn is not None and not self._playing))
                if self._closed or self._turn is None:
                    return
                rest = self._rest[self._turn]
                piece, self._rest[self._turn] = rest[:BLOCK_SAMPLES], rest[BLOCK_SAMPLES:]
                self._now_s += to_seconds(BLOCK_SAMPLES)
            samples = np.zeros((BLOCK_SAMPLES, 1), dtype=np.float32)
            samples[: len(piece), 0] = piece
            yield Frame(samples, SAMPLE_RATE_HZ)

    def play(
        self, samples: Samples, rate_hz: int, *, started: Callable[[], None] | None = None, stop: threading.Event
    ) -> float:
        """Keep it in `played`; the clock moves on by its length at once."""
        if stop.is_set():
            return 0.0
        with self._changed:
            self._playing += 1
        try:
            if started is not None:
                started()  # outside the lock: it may wait for whoever reads the frames
        finally:
            with self._changed:
                seconds = to_seconds(len(samples), rate_hz)
                self.played.append(Played(samples, rate_hz, self._now_s))
                self._now_s += seconds
                self._playing -= 1
                self._changed.notify_all()
        return seconds

    def close(self) -> None:
        """End `frames`."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _answer(self, turn: int) -> Samples:
        try:
            answer = self._answers[turn]
        except IndexError:
            return np.zeros(0, dtype=np.float32)
        if isinstance(answer, Path):
            from audio import files

            return files.read(answer)
        return np.asarray(answer, dtype=np.float32)
