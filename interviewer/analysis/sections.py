"""Cuts a long turn into sections that can be read each by itself, so that a growing answer is read once.

A section ends where a sentence surely does. Where one begins depends only on the words up to a few after it: words
that come later never move it, and what was read in it stands (`reading` remembers it). Of the places where one may end
the words around them choose half: where earlier words are heard differently afterwards, the sections behind them soon
begin where they did (chunks that their content bounds: Muthitacharoen et al., LBFS, SOSP 2001).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from audio.words import Word
from interviewer.analysis.sentences import GO_ON, LEADS, LINKS, OPEN_ENDS, OPEN_MAYBE
from interviewer.analysis.tokens import bare

SIZE = 120  # words; below it the parse costs less than the bookkeeping
FULL = 240  # from here on every place will do
ALONE = 6  # words that the sentences on both sides must have: shorter ones may be half of something
STOPS = (".", "?", "!")
NEVER_AFTER = OPEN_ENDS | OPEN_MAYBE
NEVER_BEFORE = (GO_ON | LINKS | LEADS) - {"because"}


def starts(words: Sequence[Word]) -> list[int]:
    """The indices of the words with which sections begin; the first is 0."""
    out = [0]
    stops = [index + 1 for index, word in enumerate(words) if word.text.endswith(STOPS)]
    for before, here, after in zip([0, *stops], stops, stops[1:], strict=False):
        wide = here - before >= ALONE and after - here >= ALONE
        size = here - out[-1]
        if wide and size >= SIZE and _parts(words[here - 1], words[here]) and (size >= FULL or _chosen(words, here)):
            out.append(here)
    return out


def _chosen(words: Sequence[Word], here: int) -> bool:
    """One place in two, by the four words around it."""
    return zlib.crc32(" ".join(bare(word.text) for word in words[here - 2 : here + 2]).encode()) % 2 == 0


def _parts(last: Word, first: Word) -> bool:
    """Whether a sentence surely ends with `last` and another begins with `first`."""
    if any(word.doubtful and not word.corrected for word in (last, first)):
        return False
    return first.text[0].isupper() and bare(last.text) not in NEVER_AFTER and bare(first.text) not in NEVER_BEFORE
