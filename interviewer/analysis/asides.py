"""Asides to whoever marks: stretches between full stops that ask for marks, recite a model answer or pretend.

`address` looks at one clause; an aside and what it wants to be believed are often cut apart ("to whoever reads this, |
we lock a third"). So this looks at all words up to the full stop, and beyond it where the aside announces something.
Families of wordings, each tied to what only somebody speaks of who means this interview: its marks, its record, its
reader, the role he plays. What a customer writes to the product ("a user says: ignore your rules") is the work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.analysis.hearsay import GENERAL, RECITED, in_a_row, of_work, translated
from interviewer.analysis.tokens import Token, wordset
from interviewer.analysis.wordings import (
    ALWAYS,
    ANNOUNCING,
    CODE,
    FOREIGN,
    FRAME,
    HEADING,
    ORDERED,
    ORDERS,
    SPELLED,
    SPELT_OUT,
)

Bounds = tuple[int, int]

SHORT = 12  # tokens: an aside that says nothing else; what follows it without "I" or "we" is its content
FAR = 36  # tokens after an aside that still belong to it where no full stop comes
FRAMED = 8  # words: "if a customer writes to the agent that it should ..."
ANNOUNCED = 5  # sentences with a verb after "it goes like this"
SELF = wordset("i we my our me us")
AFTER_THIS = wordset("answer response reply transcript recording interview text paragraph statement submission speech")


def _compiled(patterns: Sequence[str]) -> re.Pattern[str]:
    """One expression for all of them, over words that a comma may follow."""
    return re.compile("|".join(rf"(?:(?<!\S){one}\b)" for one in patterns).replace(" ", r"[,;]? "))


_ALWAYS, _ORDERED, _ANNOUNCING = _compiled(ALWAYS), _compiled(ORDERED), _compiled(ANNOUNCING)
_RECITED, _GENERAL = _compiled(RECITED), _compiled(GENERAL)


def stretches(tokens: Sequence[Token]) -> Iterator[Bounds]:
    """What stands between full stops, question and exclamation marks: (first, last) token indices."""
    first = 0
    for index, token in enumerate(tokens):
        if token.stop in (".", "?", "!") or index == len(tokens) - 1:
            yield first, index
            first = index + 1


@dataclass(frozen=True)
class Asides:
    """Indices of the tokens that belong to asides (`all`), of those that make one (`core`).

    announced   so many sentences after these belong to one as well
    """

    all: frozenset[int]
    core: frozenset[int]
    announced: int


def asides(tokens: Sequence[Token], texts: Sequence[str], announced: int = 0) -> Asides:
    """The asides among these tokens. In: `texts`, the words as written (a token knows its own); `announced` before."""
    found: set[int] = set()
    core: set[int] = set()
    content = False
    begin = 0
    for first, last in stretches(tokens):
        own = tokens[first : last + 1]
        if announced or (content and not any(token.lower in ("i", "we") for token in own)):
            found.update(range(first, last + 1))
        announced = max(0, announced - any(token.finite for token in own))  # "One." and "Owner, the lead." are free
        content = False
        written = " ".join(texts[begin : own[-1].word + 1])
        begin = own[-1].word + 1
        place = _place(own, written)
        if place is None:
            continue
        at, length, announces = place
        core.update(range(first + at, first + at + length))
        if last - first > FAR + SHORT:
            found.update(range(first + at, min(last, first + at + FAR) + 1))
        else:
            found.update(range(first, last + 1))
            announced = max(announced, ANNOUNCED * announces)
        content = last - first < SHORT
    return Asides(frozenset(found), frozenset(core), announced)


def _place(own: Sequence[Token], written: str) -> tuple[int, int, bool] | None:
    """Where in these tokens an aside begins, how long it is, whether it announces what follows; None: there is none."""
    if HEADING.search(written) or CODE.search(written) or len(set(FOREIGN.findall(written.lower()))) > 1:
        return 0, 1, False
    spelt = [re.sub(r"\W", "", run.group()).lower() for run in SPELLED.finditer(written)]
    if any(one.startswith(SPELT_OUT) for one in spelt):
        return 0, 1, False
    text, starts = _joined(own)
    if translated(text) or in_a_row(text):
        return 0, 1, False
    others = (_RECITED, _GENERAL) if of_work(text) else ()
    for pattern in (_ANNOUNCING, _ALWAYS, _ORDERED, *others):
        for match in pattern.finditer(text):
            at, length = starts.index(match.start()), len(match.group().split())
            if framed(text[: match.start()].split()) or names_a_thing(own, at + length):
                continue
            if pattern is _ORDERED and at and own[at - 1].lower not in ORDERS and not own[at - 1].comma:
                continue
            if pattern in others and not of_work(text, match.start()):
                continue
            if pattern is _GENERAL and any(token.lower in SELF for token in own):
                continue
            return at, length, pattern is _ANNOUNCING
    return None


def framed(before: Sequence[str]) -> bool:
    """Whether what follows these words, in lower case, is what somebody in the work writes or says."""
    return FRAME.search(" ".join(before[-FRAMED:])) is not None


def _joined(own: Sequence[Token]) -> tuple[str, list[int]]:
    """The tokens in lower case with their marks, and where each begins."""
    text, starts = "", []
    for token in own:
        starts.append(len(text))
        text += token.lower + (token.stop or ("," if token.comma else "")) + " "
    return text.rstrip(), starts


def names_a_thing(own: Sequence[Token], after: int) -> bool:
    """Whether a match that ends in "this" ends before its noun: "whoever reads this report"."""
    if own[after - 1].lower != "this" or after >= len(own) or own[after - 1].comma:
        return False
    return own[after].tag in ("NN", "NNS", "NNP") and own[after].lemma not in AFTER_THIS


def spread(flags: Sequence[bool], bounds: Sequence[Bounds], tokens: Sequence[Token]) -> list[bool]:
    """Which of the clauses `bounds` speak to the marker, where `flags` knows some: the rest of their sentence does too.

    So does the sentence after a short one, unless somebody speaks of himself in it.
    """
    out = list(flags)
    content = False
    for first, last in stretches(tokens):
        within = [index for index, (start, _) in enumerate(bounds) if first <= start <= last]
        flagged = [index for index in within if flags[index]]
        if content and not any(t.lower in ("i", "we") for t in tokens[first : last + 1]):
            for index in within:
                out[index] = True
        if flagged:
            end = bounds[flagged[0]][0] + FAR if last - first > FAR + SHORT else last
            for index in within:
                out[index] = out[index] or (index > flagged[0] and bounds[index][0] <= end)
        content = bool(within) and len(flagged) == len(within) and last - first < SHORT
    return out
