"""A choice between two that was made both ways: "the new prompt should go live", and then "the old one stays". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.dialogue import words
from interviewer.model import Quote, Sentence

_OPPOSITES = (
    ("new", "old"),
    ("new", "present"),
    ("newer", "older"),
    ("small", "large"),
    ("small", "big"),
    ("smaller", "larger"),
    ("fast", "slow"),
)
_THING = (
    r"(?:the |this |our )?({side})(?: (?:one|version|model|prompt|system|judge|grader|rules?|text|way|column|app))?"
)
_CHOSEN = (
    r"{thing}(?: [a-z]+ly)? (?:should|must|has to|needs to|will|can)? ?"
    r"(?:go(?:es)? live|stays?|remains?|wins|it is|goes out|goes in)\b"
    r"|\b(?:i'd|i would|i'll|we'd|we would|we|i) (?:rather |still |just |then |probably |definitely )?"
    r"(?:put|take|keep|choose|pick|go with|use|launch|ship|leave|release|go back to|roll back to) {thing}"
)
_DRAWN = (
    r"\b(?:completely|purely|entirely|totally|only|all|just) (?:at )?random\b|\brandom, all\b",
    r"\b(?:pick|choose|select|take) (?:\w+ ){1,4}by hand\b|\bhand-?pick",
)
"""All of it by chance, or by somebody's choice."""
_BOUND = re.compile(
    r"\b(?:if|unless|when|where|for|only|half|percent|during|first|meanwhile|meantime|compare|against)\b"
)
"""Where a choice holds only for a part, for a time or on a condition, the other may hold for the rest."""
_TURNS = re.compile(
    r"\b(?:actually|wait|second thought|changed? my mind|rather|better|instead|after all|sorry|correct)\b"
)

_DENIED = re.compile(r"\b(?:not|never|no|\w+n't)\b")
_SIDES = [
    *([re.compile(_CHOSEN.format(thing=_THING.format(side=side))) for side in pair] for pair in _OPPOSITES),
    [re.compile(side) for side in _DRAWN],
]


def flips(sentences: Sequence[Sentence]) -> tuple[tuple[Quote, Quote], ...]:
    """The last of such choices and the last for the other side before it, as a pair, earlier first; empty: none.

    Whoever says that they think better of it has not contradicted themselves.
    """
    told = [one for one in sentences if not one.doubtful and "?" not in one.text]
    for sides in _SIDES:
        chosen = [(side, one) for one in told if (side := _side(words.plain(one.text), sides)) is not None]
        before = [one for side, one in chosen if side != chosen[-1][0]]
        if before and before[-1].turn == chosen[-1][1].turn and not _TURNS.search(words.plain(chosen[-1][1].text)):
            return ((_quote(before[-1]), _quote(chosen[-1][1])),)
    return ()


def _quote(sentence: Sentence) -> Quote:
    return Quote(sentence.text, sentence.turn, sentence.start_s, sentence.end_s)


def _side(said: str, sides: Sequence[re.Pattern[str]]) -> int | None:
    """Which of the two a sentence chooses, without a condition; None: neither, or both."""
    if _BOUND.search(said) or _DENIED.search(said):
        return None
    taken = [at for at, side in enumerate(sides) if side.search(said)]
    return taken[0] if len(taken) == 1 else None
