"""What is said and what is denied: for each token the negations that reach it, and where the speaker hedges.

"I would never trust a single average" names the average only to refuse it; "no launch without legal" asks for legal.
"""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.analysis.lexicon import Span
from interviewer.analysis.sentences import CONJUNCTIONS, SUBJECTS
from interviewer.analysis.tokens import Token, wordset

REACH = 8  # words that a negation reaches within its clause
NEGATORS = wordset("not never nobody none neither nor hardly nothing without avoid refuse cannot n't barely")
BREAKS = wordset(
    """but because since so if when whenever unless until while although though whereas otherwise then before after
    once which who where"""
)
# "Human review is not needed": the negation speaks of what stands before it.
NEEDLESS = wordset("enough need needed necessary required sufficient reliable useful helpful worth safe important")
BAD = wordset("useless pointless overrated naive outdated unnecessary nonsense meaningless worthless")
HOLLOW = wordset("only just merely necessarily matter doubt sure to")
HEDGES = wordset("could might maybe perhaps possibly")


def clauses(tokens: Sequence[Token], first: int, last: int) -> list[int]:
    """For each token of first..last the number of its clause, counted within the sentence."""
    out: list[int] = []
    clause = 0
    for index in range(first, last + 1):
        token = tokens[index]
        if index > first:
            before = tokens[index - 1]
            subject = token.lower in SUBJECTS and any(t.finite for t in tokens[index + 1 : min(index + 4, last + 1)])
            if (
                before.stop
                or (token.lower in BREAKS and not (token.lower == "so" and before.lower == "or"))
                or (subject and (before.comma or before.lower in CONJUNCTIONS or before.lower == "or"))
                or (before.comma and token.tag == "VB")
            ):
                clause += 1
        out.append(clause)
    return out


def negations(tokens: Sequence[Token], first: int, last: int) -> dict[int, frozenset[int]]:
    """Token index -> indices of the negators that reach it, within one sentence."""
    clause = clauses(tokens, first, last)
    reached: dict[int, set[int]] = {}
    seen: list[int] = []
    for index in range(first, last + 1):
        token = tokens[index]
        two = token.lower, tokens[index + 1].lower if index < last else ""
        negator = token.lower in NEGATORS or two in (("instead", "of"), ("rather", "than"), ("opposed", "to"))
        determiner = token.lower == "no"
        if not (negator or determiner) or two[1] in HOLLOW:
            continue
        if token.lower in ("without", "avoid", "refuse") and any(index - other <= REACH for other in seen):
            continue  # "nothing ships without a yes from legal"
        seen.append(index)
        here = clause[index - first]
        if (
            token.lower == "nothing"
            and index > first
            and tokens[index - 1].pos == "VERB"
            and not tokens[index - 1].comma
        ):
            reached.setdefault(index - 1, set()).add(index)  # "the judge decides nothing"
        if _speaks_back(tokens, index, last):
            for other in range(first, index):
                if clause[other - first] == here:
                    reached.setdefault(other, set()).add(index)
        reach = 3 if determiner else 0 if token.comma else REACH
        for other in range(index + 1, min(index + reach, last) + 1):
            if clause[other - first] != here or tokens[other].lower == "without":
                break
            reached.setdefault(other, set()).add(index)
            if (determiner and tokens[other].pos == "NOUN" and not _compound(tokens, other, last)) or (
                tokens[other].comma and not determiner and token.lower != "without"
            ):
                break
    for index in range(first + 1, last + 1):
        if tokens[index].lower in BAD and tokens[index - 1].pos in ("AUX", "ADV", "DET"):
            for other in range(first, index):
                if clause[other - first] == clause[index - first]:
                    reached.setdefault(other, set()).add(index)
    return {index: frozenset(by) for index, by in reached.items()}


def _speaks_back(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether the negator at `index` is the "not" of "is not needed"."""
    after = [token.lower for token in tokens[index + 1 : min(index + 3, last + 1)]]
    return (
        tokens[index].lower in ("not", "never")
        and any(word in NEEDLESS for word in after[:2])
        and (tokens[index - 1].pos == "AUX" if index else False)
    )


def _compound(tokens: Sequence[Token], index: int, last: int) -> bool:
    return index < last and tokens[index + 1].pos in ("NOUN", "PROPN") and not tokens[index].comma


def hedged(tokens: Sequence[Token], first: int, last: int) -> frozenset[int]:
    """Indices of the tokens in a clause that begins with "could", "might", "maybe" and the like."""
    clause = clauses(tokens, first, last)
    out: set[int] = set()
    for index in range(first, last + 1):
        if tokens[index].lower in HEDGES:
            for other in range(index, last + 1):
                if clause[other - first] != clause[index - first]:
                    break
                out.add(other)
    return frozenset(out)


def denied(span: Span, reached: dict[int, frozenset[int]]) -> bool:
    """Whether a negation from outside the span reaches its first or last token."""
    inside = range(span.first, span.last + 1)
    return any(by not in inside for index in (span.first, span.last) for by in reached.get(index, ()))
