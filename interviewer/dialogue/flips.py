"""A choice between two that was made both ways: "the new prompt should go live", and then "the old one stays". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

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
_WHOLE = r"\b(?:everything|all of (?:it|this)|it all|the whole (?:test|thing|lot)|all the tests)(?: [\w']+){0,3}"
_PLACED = (
    rf"{_WHOLE} (?:in|on|against|with) (?:the |a )?(?:sandbox|copy|staging|test system|fake|made[- ]up|snapshot)",
    rf"{_WHOLE} (?:in|on|against|with) (?:the )?(?:real|live|production) ?[a-z]*",
)
"""All of it where nothing can break, or on the real thing."""
_RIGHT = r"(?:have to|has to|must|need to|needs to|should) be (?:right|correct|perfect|fine)"
_PASSING = (
    rf"\b(?!(?:hundred|100) )[\w-]+ (?:percent|per cent) of (?:the |all |all the )?(?P<thing>[a-z]+?)s? {_RIGHT}",
    rf"\b(?:every(?: single)?|each|all(?: the)?|(?:hundred|100) percent of(?: the)?) (?P<thing>[a-z]+?)s? {_RIGHT}",
)
"""Most of them have to be right, or all of them."""
_BOUND = re.compile(
    r"\b(?:if|unless|when|where|for|only|half|percent|during|first|meanwhile|meantime|compare|against)\b"
)
"""Where a choice holds only for a part, for a time or on a condition, the other may hold for the rest."""
_CONDITION = re.compile(r"\b(?:if|unless|when|where|first|at first|later|then|afterwards|before|once|until)\b")
_PART = re.compile(r"\b(?:for|in|on|among|about|with|of)\b")
"""What holds for a part only: "for refunds, every answer must be right"."""
_TURNS = re.compile(
    r"\b(?:actually|wait|second thought|changed? my mind|rather|better|instead|after all|sorry|correct)\b"
)

_DENIED = re.compile(r"\b(?:not|never|no|\w+n't)\b")
_SIDES = [
    *([re.compile(_CHOSEN.format(thing=_THING.format(side=side))) for side in pair] for pair in _OPPOSITES),
    [re.compile(side) for side in _DRAWN],
]
_IN_PIECES = [[re.compile(side, re.IGNORECASE) for side in sides] for sides in (_PLACED, _PASSING)]
"""What is plain wherever it stands in a sentence: "never on real money, everything runs in the sandbox"."""


def flips(sentences: Sequence[Sentence]) -> tuple[tuple[Quote, Quote], ...]:
    """The last of such choices and the last for the other side before it, as a pair, earlier first; empty: none.

    Whoever says that they think better of it has not contradicted themselves.
    """
    told = [one for one in sentences if not one.doubtful and "?" not in one.text]
    for choose, pair in _ASKED:
        chosen = [(*taken, one) for one in told if (taken := choose(one.text, pair)) is not None]
        if not chosen:
            continue
        side, thing, text, last = chosen[-1]
        before = [(told_so, one) for other, about, told_so, one in chosen if other != side and about == thing]
        if before and before[-1][1].turn == last.turn and not _TURNS.search(words.plain(last.text)):
            return ((_quote(*before[-1]), _quote(text, last)),)
    return ()


def _quote(text: str, sentence: Sentence) -> Quote:
    return Quote(text, sentence.turn, sentence.start_s, sentence.end_s)


@lru_cache(maxsize=8192)  # an answer that grows is asked again: sentences of an hour times pairs
def _chosen(text: str, pair: int) -> tuple[int, str, str] | None:
    """(which of the two, "", the words) that a sentence chooses without a condition; None: neither, or both."""
    said = words.plain(text)
    if _BOUND.search(said) or _DENIED.search(said):
        return None
    taken = [at for at, side in enumerate(_SIDES[pair]) if side.search(said)]
    return (taken[0], "", text) if len(taken) == 1 else None


@lru_cache(maxsize=2048)
def _plainly(text: str, pair: int) -> tuple[int, str, str] | None:
    """(which of the two, of what, the words) of a piece of a sentence with no condition before it; None: neither."""
    taken, before = [], ""
    for piece in re.split(r"[,;:]", text):
        for at, side in enumerate(_IN_PIECES[pair]):
            found = side.search(piece)
            if found is None or _DENIED.search(words.plain(piece)) or _CONDITION.search(words.plain(before + piece)):
                continue
            behind = piece[found.end() :] if "thing" in found.groupdict() else ""
            if not _PART.search(words.plain(f"{before} {piece[: found.start()]} . {behind}")):
                taken.append((at, piece, found))
        before += piece + " "
    if len(taken) != 1:
        return None
    at, piece, found = taken[0]
    thing = found.groupdict().get("thing", "").lower()
    return at, thing, piece[found.start() if thing else 0 :].strip()


_ASKED = [*((_chosen, pair) for pair in range(len(_SIDES))), *((_plainly, pair) for pair in range(len(_IN_PIECES)))]
