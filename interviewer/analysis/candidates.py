"""What may be a decision, and what is seen of it: runs of clauses, each with the names of its features.

A name is a kind and a value ("main verb=hold", "cue=threshold"); the file of weights has a number for each that counts
(`weighing`). Of a clause it is said who does what in it, which words and lists it holds, and which cues; of a run, how
it is built, how long it is, the words and marks at its ends, and what the rules say of the same words. What is said
before and after is not looked at: a decision stands by its own words, and a later sentence takes none away.

Questions, lists and what speaks to the judge are in no candidate; nor is one whose main clauses all only name a
possibility ("we could", "maybe we"), whatever the weights would say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from interviewer.analysis.clauses import clauses
from interviewer.analysis.features import Seen, seen_in
from interviewer.analysis.tokens import Token
from interviewer.analysis.units import Unit

CLAUSES = 5  # in one run
WORDS = 45
MIN_WORDS = 3
LENGTHS = (3, 5, 7, 9, 12, 15, 18, 22, 26, 30, 36)
STOPS = (".", "?", "!", "…")


@dataclass(frozen=True)
class Ruled:
    """Tokens first..last, which the rules take for a decision of that kind."""

    first: int
    last: int
    kind: str


@dataclass(frozen=True)
class Candidate:
    """The run of clauses first..last (tokens of the section), which begins in `unit`, and the names of its features."""

    unit: Unit
    first: int
    last: int
    names: frozenset[str]


def candidates(
    passages: Sequence[tuple[Unit, frozenset[int]]],
    starts: frozenset[int],
    apart: frozenset[int],
    ruled: Sequence[Ruled],
) -> Iterator[Candidate]:
    """All runs of a section's clauses that could be one decision.

    In: its passages (sentences that no mark parts, with the tokens at which they begin), the tokens at which its
    statements begin, those at which a sentence begins that is not tied to the one before, and the stretches that the
    rules take for decisions.
    """
    stops = frozenset(unit.last for unit, _ in passages if unit.tokens[unit.last].stop in STOPS)
    seen = [seen_in(unit, one) for unit, cuts in passages for one in clauses(unit.tokens, unit.first, unit.last, cuts)]
    for at, opening in enumerate(seen):
        first, tokens = opening.clause.first, opening.unit.tokens
        for end in range(at, min(at + CLAUSES, len(seen))):
            run = seen[at : end + 1]
            last = run[-1].clause.last
            begins = run[-1].clause.first
            parted = begins - 1 in stops or last - first >= WORDS
            if run[-1].barred or (parted and end > at):
                break
            mains = [one for one in run if one.main]
            if all(one.clause.side for one in run) or (mains and all(one.open for one in mains)):
                continue  # nothing is done, or it only could be
            if last - first + 1 < MIN_WORDS:
                continue
            names = {name for one in run for name in one.names}
            names |= _built(run, mains, starts, apart)
            names |= _ends(tokens, first, last, len(run), stops)
            names |= _by_rules(first, last, ruled)
            yield Candidate(opening.unit, first, last, frozenset(names))


def _built(run: Sequence[Seen], mains: Sequence[Seen], starts: frozenset[int], apart: frozenset[int]) -> set[str]:
    """How the run is put together."""
    tokens, first, last = run[0].unit.tokens, run[0].clause.first, run[-1].clause.last
    length = next((limit for limit in LENGTHS if last - first < limit), 99)
    shape = " ".join(one.clause.opener or ("-" if one.clause.verb is None else "main") for one in run)
    names = {
        f"shape={shape}",
        f"clauses={len(run)}",
        f"mains={len(mains)}",
        f"words={length}",
        f"mains={len(mains)} words={length}",
        f"statement={first in starts} {last + 1 in starts or last + 1 == len(tokens)}",
        f"untied={first in apart} {last + 1 in apart}",
    }
    if any(one.clause.first in apart for one in run[1:]):
        names.add("untied")
    for one, other in pairwise(run):
        mark = _mark(tokens[one.clause.last])
        names |= {f"inner mark={mark}", f"joint={mark} {tokens[other.clause.first].lower}"}
        names.add(f"joint={'side' if one.clause.side else 'main'} {'side' if other.clause.side else 'main'}")
    return names


def _ends(tokens: Sequence[Token], first: int, last: int, size: int, stops: frozenset[int]) -> set[str]:
    """The words at both ends and the marks beside them."""
    before = "." if not first or first - 1 in stops else _mark(tokens[first - 1])
    after = "." if last + 1 == len(tokens) or last in stops else _mark(tokens[last])
    begins = tokens[first].lower
    return {
        f"begins={begins}",
        f"begins={begins} {tokens[first + 1].lower}",
        f"begins={before} {begins}",
        f"ends={tokens[last].lower}",
        f"end tag={tokens[last].tag}",
        f"marks={before} {after}",
        f"marks={before} {after} {size}",
        f"mark before={before}",
        f"mark after={after}",
    }


def _mark(token: Token) -> str:
    """The mark after a token; a full stop that ends no sentence is none to go by."""
    return ";" if token.stop == ";" else "," if token.comma or token.stop else "none"


def _by_rules(first: int, last: int, ruled: Sequence[Ruled]) -> set[str]:
    """What the rules say of the same words."""
    inside = [one for one in ruled if first <= one.first and one.last <= last]
    names = {f"rules within={min(2, len(inside))}"} | {f"rules within={one.kind}" for one in inside}
    share = 0.0
    for one in ruled:
        if one.first <= first and last <= one.last:
            names |= {"rules around", f"rules around={one.kind}"}
        if (one.first, one.last) == (first, last):
            names |= {"rules same", f"rules same={one.kind}"}
        common = min(last, one.last) - max(first, one.first) + 1
        share = max(share, 2 * common / (last - first + one.last - one.first + 2))
    return names | {f"rules share={int(5 * share)}"}
