"""What a mind is given when it chooses the next follow-up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, TypeVar

from interviewer.dialogue.standing import Standing
from interviewer.model import Analysis, Finding, Interview, StanceRecord, Turn
from interviewer.packs import Pack, Question

T = TypeVar("T")


@dataclass(frozen=True)
class Situation:
    """The interview so far, and what was read in it.

    analysis      of all turns so far
    findings      the pack's facts as the rules read them
    suspected     red flag -> sentences that may show it, the likeliest first
    time_left_s   of the time box
    probes_left   how many more are planned, this one included
    asked_before  keys of the follow-ups of earlier interviews on this question
    standing      which clauses can be said back alone; one that knows no sentences lets everything pass
    stances       what the objections so far did to the candidate's position
    seed          for fresh figures and for the choice among equals: the same seed gives the same
    """

    interview: Interview
    question: Question
    pack: Pack
    analysis: Analysis
    findings: Mapping[str, Finding]
    time_left_s: float
    probes_left: int
    asked_before: frozenset[str] = frozenset()
    seed: int = 0
    stances: tuple[StanceRecord, ...] = ()
    standing: Standing = field(default_factory=Standing, compare=False)
    suspected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def stands(self, clause: str) -> bool:
        """Whether a clause, as it was said, can be said back without what stands around it."""
        return not self.standing.fault(clause)

    @cached_property
    def facts(self) -> dict[str, bool]:
        """Every fact of the pack: does it hold so far?"""
        return {fact: fact in self.findings and self.findings[fact].holds for fact in self.pack.facts}

    @cached_property
    def wholeness(self) -> float:
        """Share of what the question fairly asks for that is there already, 0..1."""
        facts, asks = self.facts, [fact for fact in self.question.asks if fact in self.facts]
        return sum(facts[fact] for fact in asks) / len(asks) if asks else 0.0

    @property
    def asked_kinds(self) -> tuple[str, ...]:
        """The kinds of the follow-ups so far, in order."""
        return tuple(turn.probe.kind for turn in self.interview.turns if turn.probe is not None)

    @property
    def asked_keys(self) -> frozenset[str]:
        """The keys of the follow-ups so far."""
        return frozenset(turn.probe.key for turn in self.interview.turns if turn.probe is not None)

    @property
    def last(self) -> Turn | None:
        """The answer given last."""
        return self.interview.turns[-1] if self.interview.turns else None

    @property
    def stance(self) -> str:
        """What the last answer did with an objection; empty where it was no answer to one."""
        last = self.last
        return next((one.stance for one in self.stances if last is not None and one.turn == last.number), "")

    def said(self, turn: Turn) -> str:
        """The words of a turn of this interview as one text."""
        return self._said[turn.number]

    @cached_property
    def all_said(self) -> str:
        """The words of all turns."""
        return " ".join(self._said.values())

    @cached_property
    def _said(self) -> dict[int, str]:
        return {turn.number: " ".join(word.text for word in turn.words) for turn in self.interview.turns}

    @cached_property
    def known(self) -> dict[Callable[[Situation], Any], Any]:
        """What `once` has read of it."""
        return {}


def once(read: Callable[[Situation], T]) -> Callable[[Situation], T]:
    """`read`, done a single time for each situation, however many follow-ups ask for it."""

    @wraps(read)
    def of(situation: Situation) -> T:
        if read not in situation.known:
            situation.known[read] = read(situation)
        found: T = situation.known[read]
        return found

    return of
