"""The best decisions so far, out of all ledgers. Pure.

A decision is the better the more of it can be acted on: a condition, a number, an owner, an action; more so where
nobody had to ask for it and where it says what goes out and what does not. The points are chosen, not measured.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from interviewer.model import Decision, Quote, State
from interviewer.practice.choice import NOT_PRACTISED
from interviewer.practice.progress import Challenged, Spoken
from interviewer.store import By

DECIDES_LAUNCH = frozenset(("gate", "release"))
READABLE = range(5, 41)  # words; shorter is a scrap, longer cannot be said again
SAME = 0.5  # share of words in common from which two quotes are the same decision


class Shown(msgspec.Struct, frozen=True):
    """A fact, and where it was heard."""

    holds: bool = False
    evidence: tuple[Quote, ...] = ()


class Ledger(msgspec.Struct, frozen=True):
    """What of an assessment a cheat sheet can use."""

    overall: int | None = None
    without_levels: bool = False
    judge: By = By()
    decisions: tuple[Decision, ...] = ()
    covered: dict[str, Quote] = {}
    patterns: tuple[str, ...] = ()
    noun_heavy: bool = False
    stances: tuple[Challenged, ...] = ()
    delivery: Spoken | None = None
    facts: dict[str, Shown] = {}

    def shown(self, fact: str) -> tuple[Quote, ...]:
        """The words that show the fact; none where it does not hold."""
        found = self.facts.get(fact, Shown())
        return found.evidence if found.holds else ()


class Recorded(msgspec.Struct, frozen=True):
    """Which file holds a turn's sound."""

    number: int
    audio: str | None = None


class Kept(msgspec.Struct, frozen=True):
    """One stored interview with its ledger."""

    id: str
    pack: str
    question: str
    kind: str
    state: State
    started_at: str
    turns: tuple[Recorded, ...] = ()
    assessment: Ledger | None = None


@dataclass(frozen=True)
class Said:
    """A decision and the interview in which it was made."""

    interview: str
    decision: Decision


def value(decision: Decision) -> int:
    """Points of one decision."""
    points = 2 * bool(decision.condition) + 2 * bool(decision.number) + bool(decision.owner) + bool(decision.action)
    points += (not decision.prompted) + (decision.kind in DECIDES_LAUNCH)
    return points + 2 * (len(decision.quote.split()) in READABLE)


def practised(kept: Iterable[Kept], pack: str) -> list[Kept]:
    """The interviews of that pack in which the candidate really answered a question, oldest first."""
    return [
        one
        for one in kept
        if one.pack == pack and one.assessment is not None and one.kind not in NOT_PRACTISED | {"story", "drill"}
    ]


def best(kept: Sequence[Kept], many: int, kinds: frozenset[str] = frozenset(), heard: bool = False) -> list[Said]:
    """The best decisions, the best first, later ones before earlier ones as good, no two the same.

    Every interview gives one before any gives a second.

    In: `kinds`, only of these where any are named; `heard`, only those whose sound was kept.
    """
    found = [
        (value(decision), at, Said(one.id, decision))
        for at, one in enumerate(kept)
        for decision in (one.assessment.decisions if one.assessment else ())
        if (not kinds or decision.kind in kinds) and (not heard or _has_sound(one, decision))
    ]
    found.sort(key=lambda item: item[:2], reverse=True)
    chosen: list[tuple[int, Said]] = []
    given: Counter[str] = Counter()
    for _, _, said in found:
        if not any(alike(said.decision.quote, one.decision.quote) for _, one in chosen):
            chosen.append((given[said.interview], said))
            given[said.interview] += 1
    return [said for _, said in sorted(chosen, key=lambda pair: pair[0])][:many]


def _has_sound(one: Kept, decision: Decision) -> bool:
    return decision.start_s is not None and any(turn.number == decision.turn and turn.audio for turn in one.turns)


def alike(one: str, other: str) -> bool:
    """Whether two quotes are the same decision, by the words that they share."""
    first, second = (set(re.findall(r"\w+", text.lower())) for text in (one, other))
    return len(first & second) >= SAME * max(1, min(len(first), len(second)))
