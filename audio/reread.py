"""An answer read a second time while it grows, the way Whisper was meant to: 30 s at once, told what came before.

Live, each segment is decoded by itself so that its words come soon. The second reading follows behind with whole
windows and the text so far as the prompt, begun with the vocabulary: on six recordings of 26 to 112 s (base model)
9.0 % of the words were wrong, where live segments had 10.4 % and faster-whisper's batches without a prompt 8.7 %.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Protocol

from audio import cleanup
from audio.frames import Samples
from audio.words import Word

WINDOW_S = 30.0  # what the encoder was trained on
NEAR_S = 2.0  # word times of two readings differ by less
_KEPT = (0.9, 1.2)  # words of a window over those heard live: with fewer it lost some, with more it ran into a loop
_OVERLAP_S = 0.5  # a window whose last sentence begins so near its start is taken whole, so that it goes on
_PROMPT_CHARS = 2000  # Whisper takes the last 223 tokens, about 1,000 characters


class WindowReader(Protocol):
    """What the second reading needs of a recogniser."""

    def transcribe_on(self, samples: Samples, before: str) -> list[tuple[Word, ...]]:
        """The sentences in (n_samples,) float32 mono 16 kHz, up to WINDOW_S, with times from its start."""


class SecondReading:
    """The second reading of one answer. No threads, no clock.

    In: `sound(start_s, end_s)` gives (n_samples,) float32 mono 16 kHz of the turn; `vocabulary`, a sentence with the
    words that the speaker is likely to use. at_s: how far it has come.
    """

    def __init__(
        self, sound: Callable[[float, float], Samples], recogniser: WindowReader, vocabulary: str = ""
    ) -> None:
        self.at_s = 0.0
        self._sound = sound
        self._recogniser = recogniser
        self._before = vocabulary
        self._windows: list[tuple[float, float, tuple[Word, ...]]] = []

    def step(self, until_s: float, ended: bool) -> bool:
        """Read one window of what was recorded `until_s`; False where there is none, or it is not full yet.

        The last sentence of a window is left to the next one, with what comes behind it, unless the answer has `ended`.
        Raises WeightsError, AudioFileError.
        """
        left_s = until_s - self.at_s
        if left_s <= 0.0 or (left_s < WINDOW_S and not ended):
            return False
        end_s = min(until_s, self.at_s + WINDOW_S)
        sentences = self._recogniser.transcribe_on(self._sound(self.at_s, end_s), self._before)
        next_s = end_s
        if end_s < until_s or not ended:
            last_s = sentences[-1][0].start_s or 0.0 if len(sentences) > 1 else 0.0
            if last_s > _OVERLAP_S:
                next_s = self.at_s + last_s
                sentences = sentences[:-1]
        words = [word for sentence in sentences for word in sentence]
        self._windows.append((self.at_s, next_s, tuple(word.later(self.at_s) for word in words)))
        self._before = " ".join([self._before, *(word.text for word in words)]).strip()[-_PROMPT_CHARS:]
        self.at_s = next_s
        return True

    def better(self, heard: tuple[Word, ...]) -> tuple[Word, ...]:
        """`heard`, the words as they came live, with the second reading in place of those that it has reached.

        A window that lost or repeated words changes nothing, nor does one in which the user has corrected any. Words
        far from all that was heard live are left out: Whisper makes them up in silences, and live segments hold none.
        """
        times = [word.start_s or 0.0 for word in heard]
        found: list[Word] = []
        for start_s, end_s, words in self._windows:
            old = heard[bisect_left(times, start_s) : bisect_left(times, end_s)]
            new = cleanup.mark(tuple(word for word in words if _is_near(word, times)))
            fits = _KEPT[0] * len(old) <= len(new) <= _KEPT[1] * len(old)
            found += new if fits and not any(word.corrected for word in old) else old
        return (*found, *heard[bisect_left(times, self.at_s) :])


def _is_near(word: Word, times: Sequence[float]) -> bool:
    """Whether something was heard live within NEAR_S of it; `times` ascend, in seconds."""
    at = bisect_left(times, (word.start_s or 0.0) - NEAR_S)
    return at < len(times) and times[at] <= (word.end_s or 0.0) + NEAR_S
