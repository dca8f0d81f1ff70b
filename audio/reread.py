"""Doubtful passages read a second time, over a longer window than the live decoder had. Pure but for the recogniser.

Live, each segment is decoded by itself so that its words come soon. Whisper hears better with what stands around:
joined up to its 30 s window, the same segments had 1.4 points of word errors less (11 recordings, base model).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from audio import cleanup
from audio.frames import Samples, Segment, to_samples
from audio.whisper import RecogniserLike
from audio.words import Word

WINDOW_S = 27.0  # Whisper's 30 s, less the padding at both ends
PAD_S = 0.4  # as the segments have; half of the pause to the neighbour where that is shorter
_LEAST_KEPT = 0.8  # a second reading with fewer words than this share of the first has lost some


@dataclass(frozen=True)
class Window:
    """Words `first` to `last` (inclusive) of a turn, and the stretch of its sound to read again, in seconds."""

    first: int
    last: int
    start_s: float
    end_s: float


def windows(words: Sequence[Word], duration_s: float) -> list[Window]:
    """Stretches of up to WINDOW_S, cut at the longest pause of their second half, that together hold all words."""
    cuts: list[tuple[int, int]] = []
    first = 0
    for index in range(1, len(words)):
        if _end(words[index]) - _start(words[first]) > WINDOW_S:
            later = range(first + max(1, (index - first) // 2), index + 1)
            cut = max(later, key=lambda at: _start(words[at]) - _end(words[at - 1]))
            cuts.append((first, cut - 1))
            first = cut
    if words:
        cuts.append((first, len(words) - 1))
    found: list[Window] = []
    for first, last in cuts:
        before_s = _start(words[first]) - (_end(words[first - 1]) if first else 0.0)
        after_s = (_start(words[last + 1]) if last + 1 < len(words) else duration_s) - _end(words[last])
        start_s = max(0.0, _start(words[first]) - min(PAD_S, max(0.0, before_s / 2)))
        end_s = min(duration_s, _end(words[last]) + min(PAD_S, max(0.0, after_s / 2)))
        found.append(Window(first, last, start_s, end_s))
    return found


def reread(
    words: tuple[Word, ...],
    duration_s: float,
    sound: Callable[[float, float], Samples],
    recogniser: RecogniserLike,
    hotwords: str = "",
    go_on: Callable[[], bool] = lambda: True,
) -> tuple[Word, ...]:
    """`words` of a turn, with the windows that hold doubtful ones read again where the second reading is surer.

    In: `sound(start_s, end_s)` gives (n_samples,) float32 mono 16 kHz of the turn; `go_on` is asked before each window,
    the most doubtful first. What the user has corrected is left alone. Raises WeightsError.
    """
    doubts = {window: _doubt(words[window.first : window.last + 1]) for window in windows(words, duration_s)}
    better: dict[int, tuple[Window, tuple[Word, ...]]] = {}
    for window in sorted((one for one, doubt in doubts.items() if doubt), key=lambda one: -doubts[one]):
        old = words[window.first : window.last + 1]
        if any(word.corrected for word in old) or not go_on():
            continue
        segment = Segment(to_samples(window.start_s), sound(window.start_s, window.end_s))
        new = cleanup.mark(recogniser.transcribe_segment(segment, hotwords))
        if len(new) >= _LEAST_KEPT * len(old) and _doubt(new) < doubts[window] and _sureness(new) >= _sureness(old):
            better[window.first] = (window, new)
    found: list[Word] = []
    at = 0
    while at < len(words):
        if at in better:
            window, new = better[at]
            found += new
            at = window.last + 1
        else:
            found.append(words[at])
            at += 1
    return tuple(found)


def _doubt(words: Sequence[Word]) -> float:
    """Share of the words that are doubtful."""
    return sum(word.doubtful for word in words) / len(words) if words else 1.0


def _sureness(words: Sequence[Word]) -> float:
    known = [word.probability for word in words if word.probability is not None]
    return sum(known) / len(known) if known else 0.0


def _start(word: Word) -> float:
    return word.start_s or 0.0


def _end(word: Word) -> float:
    return word.end_s or 0.0
