"""Words that must not be believed: marked as doubtful, or known to be nothing at all. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from audio.language import plain
from audio.words import Word

DOUBTFUL_PROBABILITY = 0.4
"""Below it a word of the base model is more often wrong than right."""
PHANTOM_PROBABILITY = 0.7
"""What Whisper invents on noise it invents half-heartedly; a clearly spoken "thank you" has 0.8 and more."""
LOOP_REPEATS = 4
"""People say a word three times for emphasis; the fourth time in a row is the decoder's."""
LONGEST_LOOP_WORDS = 8
MOST_WORDS_PER_SECOND = 7.0
"""Fast talkers reach 4 to 5 words a second; more in one segment is text that nobody said."""
INVENTED_PROBABILITY = 0.1
"""Of the first word that Whisper adds behind the end of speech ("Thank you.", "All rights reserved."): 0.002 to 0.02
were seen in a dozen answers, where no spoken word had less than 0.09."""
NO_TIME_S = 0.02  # one step of the alignment: what follows an invented word finds no sound left to lie on
_TIMELESS_WORDS = 2  # a recording may end in the middle of one word, not of two
_LAST_LATIN = "\u024f"  # letters behind it are no English: the decoder strayed into another language
_EDGE_S = 0.3  # word times are only so exact


def mark(words: Sequence[Word], voiced: Sequence[tuple[float, float]] | None = None) -> tuple[Word, ...]:
    """The same words, doubtful ones marked: low probability, repetition loops, text on silence, impossible speed,
    letters of other alphabets.

    In: `voiced`, the stretches in seconds where the voice detector heard speech, or None where it was not asked.
    Words that the user has corrected are never marked.
    """
    bad = _loops(words)
    for index, word in enumerate(words):
        low = word.probability is not None and word.probability < DOUBTFUL_PROBABILITY
        foreign = any(letter > _LAST_LATIN and letter.isalpha() for letter in word.text)
        if low or foreign or (voiced is not None and _on_silence(word, voiced)):
            bad.add(index)
    if _too_fast(words):
        bad.update(range(len(words)))
    return tuple(
        replace(word, doubtful=True) if index in bad and not word.corrected else word
        for index, word in enumerate(words)
    )


def is_phantom(words: Sequence[Word], phantoms: Collection[str]) -> bool:
    """These words of one segment are what Whisper makes of noise: nothing was said.

    In: `phantoms`, such phrases in the form of `audio.language.plain`.
    """
    if not words:
        return True
    known = [word.probability for word in words if word.probability is not None]
    text = plain(" ".join(word.text for word in words))
    if not text:
        return True
    return text in phantoms and bool(known) and sum(known) / len(known) < PHANTOM_PROBABILITY


def without_invented_end(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of one decoded sentence without what was added behind the last spoken one.

    Those are several words that take no time, or one behind a word with next to no probability.
    """
    timeless = len(words)
    while timeless and _takes_no_time(words[timeless - 1]):
        timeless -= 1
    n_timeless = len(words) - timeless
    limit = DOUBTFUL_PROBABILITY if n_timeless >= _TIMELESS_WORDS else INVENTED_PROBABILITY
    for first in range(max(0, timeless - 1), len(words) if n_timeless else 0):
        if (words[first].probability or 0.0) < limit:
            return tuple(words[:first])
    return tuple(words[:timeless]) if n_timeless >= _TIMELESS_WORDS else tuple(words)


def _takes_no_time(word: Word) -> bool:
    return word.start_s is not None and word.end_s is not None and word.end_s - word.start_s <= NO_TIME_S


def _loops(words: Sequence[Word]) -> set[int]:
    """Indices of all repetitions but the first, where a stretch comes LOOP_REPEATS times in a row or more."""
    said = [plain(word.text) for word in words]
    bad: set[int] = set()
    for length in range(1, LONGEST_LOOP_WORDS + 1):
        at = 0
        while at + length * LOOP_REPEATS <= len(said):
            repeats = 1
            while said[at + repeats * length : at + (repeats + 1) * length] == said[at : at + length]:
                repeats += 1
            if repeats >= LOOP_REPEATS:
                bad.update(range(at + length, at + repeats * length))
                at += repeats * length
            else:
                at += 1
    return bad


def _on_silence(word: Word, voiced: Sequence[tuple[float, float]]) -> bool:
    if word.start_s is None or word.end_s is None:
        return False
    return not any(start < word.end_s + _EDGE_S and end > word.start_s - _EDGE_S for start, end in voiced)


def _too_fast(words: Sequence[Word]) -> bool:
    if len(words) < 2 * MOST_WORDS_PER_SECOND or words[0].start_s is None or words[-1].end_s is None:
        return False
    return len(words) > MOST_WORDS_PER_SECOND * max(0.1, words[-1].end_s - words[0].start_s)
