"""An answer read a second time while it grows: up to 28 s at once, told what came before.

Live, each segment is decoded by itself so that its words come soon. The second reading follows behind with windows cut
at the speaker's own pauses, and the text so far as the prompt: what Whisper was trained on, and what a segment lacks.
In a pause it reads ahead to the last word, so that an answer that ends there has been read twice when it is closed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Protocol

from audio import cleanup
from audio.frames import Samples
from audio.language import plain
from audio.transcript import text_of
from audio.words import Word

WINDOW_S = 28.0  # with the sound around it, the 30 s that the encoder was trained on
ENOUGH_S = 24.0  # in a pause so much is read; less would leave windows, and the last of them, with few words
LEAD_S = 0.5  # sound before the first word of a window: word times are only so exact
TRAIL_S = 0.4  # and behind its last one
NEAR_S = 2.0  # word times of two readings differ by less
_CUT_SEARCH_S = 10.0  # a full window ends at the longest pause of its last so many seconds
_KEPT = (0.9, 1.2)  # words of a window over those heard live: with fewer it lost some, with more it ran into a loop
_BEFORE_WORDS = 60  # of what came before; about 90 of the 223 tokens that Whisper takes


class WindowReader(Protocol):
    """What the second reading needs of a recogniser."""

    def transcribe_on(self, samples: Samples, before: str, hotwords: str) -> tuple[Word, ...]:
        """The words in (n_samples,) float32 mono 16 kHz, up to 30 s, with times from its start."""


_Window = tuple[float, float, tuple[Word, ...]]
"""(from, to) in seconds of the answer, and the words that were read there."""


class SecondReading:
    """The second reading of one answer. No threads, no clock.

    In: `sound(start_s, end_s)` gives (n_samples,) float32 mono 16 kHz of the turn; `hotwords`, vocabulary that the
    speaker is likely to use, as one line with commas. at_s: how far it has come.
    """

    def __init__(self, sound: Callable[[float, float], Samples], recogniser: WindowReader, hotwords: str = "") -> None:
        self.at_s = 0.0
        self._sound = sound
        self._recogniser = recogniser
        self._hotwords = hotwords
        self._windows: tuple[_Window, ...] = ()
        self._ahead: _Window | None = None  # up to the last word, in a pause: read again when more was said

    def step(self, heard: Sequence[Word], silent: bool = False, ended: bool = False) -> bool:
        """Read the next window; False where there is none, or not yet enough for one.

        In: `heard`, the words so far; `silent`, the speaker pauses: what is too short for a window is read ahead;
        `ended`, nothing will follow.
        Raises WeightsError, AudioFileError.
        """
        unread = [word for word in heard if _start_s(word) >= self.at_s]
        if not unread:
            return False
        last_s = _start_s(unread[0]) + WINDOW_S
        window = [word for word in unread if _end_s(word) <= last_s] or unread[:1]
        whole = len(window) == len(unread)
        if not whole:
            window = unread[: _longest_pause(unread[: len(window) + 1], _end_s(window[-1]) - _CUT_SEARCH_S)]
        stays = not whole or ended or (silent and _end_s(window[-1]) - _start_s(window[0]) >= ENOUGH_S)
        if not (stays or silent):
            return False
        if whole and self._ahead is not None and _start_s(window[-1]) < self._ahead[1]:
            if stays:
                self._keep(self._ahead)
            return stays
        start_s = max(self.at_s, _start_s(window[0]) - LEAD_S)
        end_s = _end_s(window[-1]) + TRAIL_S
        if follows := unread[len(window) : len(window) + 1]:
            end_s = min(end_s, (_end_s(window[-1]) + _start_s(follows[0])) / 2)
        found = self._recogniser.transcribe_on(self._sound(start_s, end_s), *self._told(heard, window))
        read = (self.at_s, end_s, tuple(word.later(start_s) for word in found))
        if stays:
            self._keep(read)
        else:
            self._ahead = read
        return True

    def _keep(self, window: _Window) -> None:
        self._windows, self._ahead = (*self._windows, window), None
        self.at_s = window[1]

    def better(self, heard: tuple[Word, ...]) -> tuple[Word, ...]:
        """`heard`, the words as they came live, with the second reading in place of those that it has reached.

        A window that lost or repeated words changes nothing, nor does one in which the user has corrected any. Words
        far from all that was heard live are left out: Whisper makes them up in silences, and live segments hold none.
        May be called from any thread.
        """
        windows, ahead = self._windows, self._ahead  # as they are now: another one may be added meanwhile
        if ahead is not None and not (windows and windows[-1][1] > ahead[0]):
            windows = (*windows, ahead)
        times = [_start_s(word) for word in heard]
        found: list[Word] = []
        for start_s, end_s, words in windows:
            old = heard[bisect_left(times, start_s) : bisect_left(times, end_s)]
            new = cleanup.mark(tuple(word for word in words if _is_near(word, times)))
            fits = _KEPT[0] * len(old) <= len(new) <= _KEPT[1] * len(old)
            found += new if fits and not any(word.corrected for word in old) else old
        return (*found, *heard[bisect_left(times, windows[-1][1] if windows else 0.0) :])

    def _told(self, heard: Sequence[Word], window: Sequence[Word]) -> tuple[str, str]:
        """What Whisper is told of a window: the end of the text before it, and the hotwords that were heard live in it.

        Those were heard with all of the vocabulary in mind; all of it again costs words between the terms (0.7 points).
        """
        done = self.better(tuple(word for word in heard if _start_s(word) < self.at_s))
        said = f" {plain(text_of(window))} "
        return text_of(done[-_BEFORE_WORDS:]), ", ".join(
            term for term in self._hotwords.split(", ") if f" {plain(term)} " in said
        )


def _longest_pause(words: Sequence[Word], first_s: float) -> int:
    """How many of `words`, two at least, lie before the longest pause from `first_s` on; of equals the last."""
    pauses = [
        (_start_s(after) - _end_s(word), count)
        for count, (word, after) in enumerate(pairwise(words), start=1)
        if _end_s(word) >= first_s
    ]
    return max(pauses)[1]


def _start_s(word: Word) -> float:
    return word.start_s or 0.0


def _end_s(word: Word) -> float:
    return word.end_s or 0.0


def _is_near(word: Word, times: Sequence[float]) -> bool:
    """Whether something was heard live within NEAR_S of it; `times` ascend, in seconds."""
    at = bisect_left(times, (word.start_s or 0.0) - NEAR_S)
    return at < len(times) and times[at] <= (word.end_s or 0.0) + NEAR_S
