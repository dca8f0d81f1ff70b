"""A sentence with all that was found in it: what everything in this room works on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interviewer.analysis.lexicon import Span
from interviewer.analysis.tokens import Token
from interviewer.model import Quote, Sentence

Spans = dict[str, tuple[Span, ...]]


@dataclass(frozen=True, eq=False)
class Unit:
    """A sentence with all that was found in it. Spans count tokens from the start of its turn.

    said     list name -> matches that are asserted; denied: matches that a negation reaches; hedged: only "could be"
    terms    field term -> matches, whatever is said of them
    cues     names from `cues.CUES`
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    first: int
    last: int
    said: Spans
    denied: Spans
    terms: Spans
    cues: frozenset[str]

    @property
    def own(self) -> tuple[Token, ...]:
        """The tokens of this sentence."""
        return self.tokens[self.first : self.last + 1]

    @property
    def quote(self) -> Quote:
        """The sentence, verbatim."""
        s = self.sentence
        return Quote(s.text, s.turn, s.start_s, s.end_s)


def distinct(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The sentences, each once, where it was first said."""
    once: dict[str, Unit] = {}
    for unit in units:
        once.setdefault(" ".join(token.lower for token in unit.own), unit)
    return tuple(once.values())
