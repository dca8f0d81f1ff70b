"""The interviewer's own words and cues, read once from `prompts/common/dialogue.toml`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache, wraps
from typing import TypeVar

import msgspec

from interviewer.packs import read
from prompts import ROOT


class Replies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said when the candidate asks something; `again`, `figures`, `time`, `usual` have a placeholder."""

    unknown: str
    again: str
    figures: str
    no_figures: str
    ideal: str
    role: str
    verdict: str
    wait: str
    confirm: str
    identity: str
    language: str
    skip: str
    presence: str
    outside: str
    meaning: str
    usual: str
    yours: str
    guessed: str
    time: str
    time_up: str


class Varied(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Each list holds what may stand for one another in a follow-up."""

    scenes: tuple[str, ...]
    endings: tuple[str, ...]
    beginnings: tuple[str, ...]


class DialogueWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file; see its comments for what each list is for."""

    anything_to_add: tuple[str, ...]
    nothing_heard: str
    easing: tuple[str, ...]
    closing: tuple[str, ...]
    closing_time: tuple[str, ...]
    closing_short: str
    replies: Replies
    explained: dict[str, str]
    heard: dict[str, tuple[str, ...]]
    disagreement: dict[str, tuple[str, ...]]
    varied: Varied
    reasons: dict[str, str]
    drill: dict[str, str]


@cache
def load() -> DialogueWords:
    """The words. Raises PackError where the file breaks its own rules."""
    words: DialogueWords = read(ROOT / "common" / "dialogue.toml", DialogueWords)
    return words


T = TypeVar("T")
SENTENCE = re.compile(r"(?<=[.!?;])\s+")  # between two of them, or their halves
SHORT = 1000  # letters; longer texts are answers as a whole, which grow: many of them would fill the memory


def remembered(read: Callable[[str], T]) -> Callable[[str], T]:
    """`read`, with what it gave for many sentences and for a few whole answers: each is held against every wording."""
    of_sentence, of_answer = lru_cache(maxsize=4096)(read), lru_cache(maxsize=4)(read)

    @wraps(read)
    def known(text: str) -> T:
        return (of_sentence if len(text) < SHORT else of_answer)(text)

    return known


@lru_cache(maxsize=256)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w'])(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")(?![\w'])")


def holds_any(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of `phrases` (lower case) stands in `text` as whole words, in any case."""
    return bool(phrases) and _pattern(phrases).search(plain(text)) is not None


def first_of(text: str, phrases: tuple[str, ...]) -> str:
    """The phrase of `phrases` that stands first in `text`, or an empty string."""
    match = _pattern(phrases).search(plain(text)) if phrases else None
    return match.group(0) if match else ""


def holds_number(text: str) -> bool:
    """Whether a number stands in it, in digits or written out; "one" alone is none."""
    return any(word[:1].isdigit() or word in NUMBERS for word in re.findall(r"\w+", plain(text)))


def as_set(text: str) -> frozenset[str]:
    """The words of `text`, for tables that are easier to read as running text."""
    return frozenset(text.split())


NUMBERS = as_set(
    """
    zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million percent half dozen
    """
)


@remembered
def plain(text: str) -> str:
    """Lower case, straight apostrophes, single spaces."""
    return re.sub(r"\s+", " ", text.lower().replace("’", "'")).strip()


def is_english(text: str) -> bool:
    """Whether enough of the words are English function words; short texts always are."""
    spoken = re.findall(r"[^\W\d_]+", text.lower())
    if len(spoken) < 8:
        return True
    known = set(load().heard["english"])
    return sum(word in known for word in spoken) / len(spoken) >= 0.12
