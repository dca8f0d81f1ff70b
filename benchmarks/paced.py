"""A sound backend in real time, for measurements: recordings as the microphone, a loudspeaker that notes its starts."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from audio.frames import SAMPLE_RATE_HZ, Frame, Samples

FRAME = 320  # 20 ms, as devices deliver
VOICED = 0.01  # of full scale


LAST_S = 60.0


class Paced:
    """Feeds one of `pieces` each time that an answer is opened, at the pace of a microphone, then silence.

    In: `hurry`, so many times as fast all but the last LAST_S of a piece are fed: to measure the end of a long answer.
    spoken_s        when each sound began at the loudspeaker, on this clock
    voiced_end_s    when the last voiced sample of the piece now fed is (or was) due
    """

    lockstep = False

    def __init__(self, pieces: Sequence[Samples], hurry: float = 1.0) -> None:
        self.spoken_s: list[float] = []
        self.voiced_end_s = 0.0
        self.name, self.rate_hz, self.channels = "paced", SAMPLE_RATE_HZ, 1
        self._pieces = iter(pieces)
        self._hurry = hurry
        self._pending: Samples = np.zeros(0, dtype=np.float32)
        self._lock = threading.Lock()
        self._closed = threading.Event()

    def now_s(self) -> float:
        """Wall clock."""
        return time.monotonic()

    def microphone(self) -> Paced:
        """Itself."""
        return self

    def loudspeaker(self) -> Paced:
        """Itself."""
        return self

    def begin_turn(self, turn: int) -> None:
        """From now on the next piece is heard."""
        piece = next(self._pieces, np.zeros(0, dtype=np.float32))
        loud = np.flatnonzero(np.abs(piece) > VOICED)
        with self._lock:
            self._pending = piece
            hurried = max(0, len(piece) - int(LAST_S * SAMPLE_RATE_HZ))
            hurried -= hurried % FRAME
            voiced = max(0, (int(loud[-1]) + 1 if len(loud) else 0) - hurried)
            self.voiced_end_s = self.now_s() + (hurried / self._hurry + voiced) / SAMPLE_RATE_HZ

    def frames(self) -> Iterator[Frame]:
        """20 ms every 20 ms, or sooner in a hurry, on a schedule that does not drift."""
        due_s = time.monotonic()
        silence = np.zeros(FRAME, dtype=np.float32)
        while not self._closed.is_set():
            with self._lock:
                fast = len(self._pending) - FRAME >= LAST_S * SAMPLE_RATE_HZ
                piece, self._pending = self._pending[:FRAME], self._pending[FRAME:]
            due_s += FRAME / SAMPLE_RATE_HZ / (self._hurry if fast else 1.0)
            self._closed.wait(max(0.0, due_s - time.monotonic()))
            yield Frame(np.concatenate([piece, silence[len(piece) :]]).reshape(-1, 1), SAMPLE_RATE_HZ)

    def play(
        self,
        samples: Samples,
        rate_hz: int,
        *,
        started: Callable[[], None] | None = None,
        stop: threading.Event,
    ) -> float:
        """Takes as long as the sound does, or until `stop`."""
        begun_s = self.now_s()
        self.spoken_s.append(begun_s)
        if started is not None:
            started()
        stop.wait(len(samples) / rate_hz)
        return self.now_s() - begun_s

    def close(self) -> None:
        """End `frames`."""
        self._closed.set()
