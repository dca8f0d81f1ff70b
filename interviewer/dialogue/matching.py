"""Whether words are somebody's words: near enough, in another inflection, numbers written out or not. Pure text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from interviewer.dialogue import words
from interviewer.dialogue.quoting import spoken_numbers

NEAR = 0.8  # share of a quote's words that stand together in what was said
LOOSE = 2  # words that may stand between them
SMALL = words.as_set(
    """
    the a an of to and or but that is are was were be been in on at by for with from it its they this these those
    what which who whom whose where when why how do does did would will can could should if as not then so there here
    he she his her their them one
    """
)
PEOPLE = words.as_set("i you we me us my your our mine yours ours myself yourself")  # turned round when quoted
_SHORT_FORMS = re.compile(r"(?<=\w)'(?:d|ll|re|ve|m|s)\b")
_ENDINGS = ("ments", "ment", "ings", "ing", "ers", "er", "ies", "ied", "ed", "es", "s", "ly", "y", "e")
_STEM_LETTERS = 3


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The word without what it is inflected with: labels, labelled, labellers and labelling are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM_LETTERS:
            word = word[: -len(ending)]
            break
    if word.endswith(("e", "i")) and len(word) > _STEM_LETTERS:
        word = word[:-1]
    return word[:-1] if len(word) > _STEM_LETTERS and word[-1] == word[-2] else word


def stems(text: str) -> list[str]:
    """Its words in order as stems; numbers written out, short forms taken apart, "I" and "you" left out."""
    spelled = words.plain(spoken_numbers(words.plain(text).replace("n't", " not")))
    found = re.findall(r"[^\W_]+", _SHORT_FORMS.sub("", spelled))
    return [stem(word) for word in found if word not in PEOPLE]


@words.remembered
def telling(text: str) -> frozenset[str]:
    """The stems that say what it is about."""
    return frozenset(stems(text)) - _SMALL_STEMS


def refers(refers_to: str, said: Sequence[str], missing: Sequence[str]) -> bool:
    """Whether `refers_to` is something that was said, or one of the `missing` parts, near enough word for word.

    A quote with something left out ("two people ... each case") is all its pieces.
    """
    if any(words.plain(refers_to) == words.plain(part) or telling(refers_to) == telling(part) for part in missing):
        return bool(refers_to.strip())
    spoken = stems(" ".join(said))
    pieces = [piece for piece in (stems(piece) for piece in re.split(r"\.{2,}|…|\s/\s", refers_to)) if piece]
    return bool(telling(refers_to)) and all(_stands_in(piece, spoken) for piece in pieces)


def _stands_in(piece: Sequence[str], spoken: Sequence[str]) -> bool:
    if len(piece) <= LOOSE:
        return all(word in spoken for word in piece)
    width = len(piece) + LOOSE
    windows = (set(spoken[at : at + width]) for at in range(max(1, len(spoken) - width + 1)))
    return any(sum(word in window for word in piece) / len(piece) >= NEAR for window in windows)


_SMALL_STEMS = frozenset(stem(word) for word in SMALL)
GENERIC = telling(
    "see make say tell know think day year week month time one two happen get need want look find take go come feel"
    " give put thing something right good way far have had"
)
"""They say nothing about what a question picks up."""
