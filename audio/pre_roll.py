"""What the microphone brought just before a turn was opened: people begin to answer before the question has ended."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np

from audio.capture import Captured
from audio.frames import FRAME_SAMPLES, Samples, to_samples
from audio.open_turn import OpenTurn
from audio.vad import VadLike

MOST_S = 10.0  # so long before its turn an answer may begin; nobody talks longer into a question and means it
DEAF_S = 1.0  # of a deaf stretch: it holds the interviewer's own voice too, and is recorded, not recognised
LEAST_S = 0.3  # before speech, and where nobody spoke: the breath before the first word
PAUSE_S = 1.0  # speech that stopped longer before the turn opened was a remark, not the beginning of the answer
VOICED = 0.5  # probability of speech


class PreRoll:
    """The last sound while no turn is open. `keep` what comes; `give` it to the turn that opens."""

    def __init__(self) -> None:
        self._pieces: deque[Samples] = deque()
        self._n_samples = 0
        self._deaf = False

    def keep(self, captured: Captured | None, *, deaf: bool) -> None:
        """What was read; `deaf`: the interviewer's own voice may be in it."""
        if captured is None:
            return
        if captured.lost_s > 0 or deaf != self._deaf:
            self.clear()
            self._deaf = deaf
        self._pieces.append(captured.samples)
        self._n_samples += len(captured.samples)
        most = to_samples(DEAF_S if deaf else MOST_S)
        while self._n_samples - len(self._pieces[0]) >= most:
            self._n_samples -= len(self._pieces.popleft())

    def clear(self) -> None:
        """What was kept does not lead up to what comes next."""
        self._pieces.clear()
        self._n_samples = 0

    def give(self, turn: OpenTurn, vad_factory: Callable[[], VadLike]) -> bool:
        """Record it as the beginning of `turn`; whether there was anything. Raises SpoolError.

        Where the ears were open it is recognised like all that follows, from the beginning of the speech that runs
        on into the turn. Where they were deaf, only as far as the turn itself reaches back into a deaf stretch.
        """
        if not self._n_samples:
            return False
        samples = np.concatenate(self._pieces)
        self.clear()
        if self._deaf:
            turn.record(samples)
            while turn.waiting:
                turn.hear(deaf=True, held=True)
            turn.hears_again()
        else:
            turn.record(samples[_beginning(samples, vad_factory()) :])
        return True


def _beginning(samples: Samples, vad: VadLike) -> int:
    """Where the speech that lasts up to the end of `samples` begins, with a breath before it."""
    start, end = len(samples), len(samples)
    voiced = [
        at
        for at in range(0, len(samples) - FRAME_SAMPLES + 1, FRAME_SAMPLES)
        if vad(samples[at : at + FRAME_SAMPLES]) >= VOICED
    ]
    for at in reversed(voiced):
        if min(start, end) - at > to_samples(PAUSE_S):
            break
        start = at
    return max(0, start - to_samples(LEAST_S))
