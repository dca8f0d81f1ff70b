"""A sentence with all that was found in it: what everything in this room works on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from audio.words import Word
from interviewer.analysis.lexicon import Span
from interviewer.analysis.text import span_text
from interviewer.analysis.tokens import Token
from interviewer.model import Quote, Sentence

Spans = dict[str, tuple[Span, ...]]
RUN = 4  # words; two sentences that differ share few runs of four
AGAIN = 0.7  # share of a sentence's runs that were said before; without marks a repetition is cut elsewhere


@dataclass(frozen=True, eq=False)
class Unit:
    """A sentence with all that was found in it. Spans count tokens from the start of its section (`sections`).

    tokens, words   of the section, whose first word has the index `base` in the turn; `Token.word` counts from there
    said     list name -> matches that are asserted; denied: matches that a negation reaches; hedged: only "could be"
    terms    field term -> matches, whatever is said of them
    cues     names from `cues.CUES`
    origin   the same sentence, read before it was known where it stands
    asked    what `query` asked of it, alone or with its neighbour: two sets of bits, the conditions asked and those met
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    first: int
    last: int
    said: Spans
    denied: Spans
    terms: Spans
    cues: frozenset[str]
    words: tuple[Word, ...] = ()
    base: int = 0
    origin: Unit | None = None
    asked: dict[object, list[int]] = field(default_factory=dict, init=False, repr=False)

    @property
    def same(self) -> Unit:
        """The sentence wherever it stands."""
        return self.origin or self

    @property
    def own(self) -> tuple[Token, ...]:
        """The tokens of this sentence."""
        return self.tokens[self.first : self.last + 1]

    @cached_property
    def said_words(self) -> tuple[str, ...]:
        """Its tokens in lower case, as an encoder reads them."""
        return tuple(token.lower for token in self.own)

    @cached_property
    def text(self) -> str:
        """Its tokens in lower case: two sentences with the same text say the same."""
        return " ".join(self.said_words)

    @cached_property
    def runs(self) -> frozenset[str]:
        """Its runs of RUN words; none where it is too short to tell."""
        words = [token.lower for token in self.own]
        return frozenset(" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))

    @property
    def quote(self) -> Quote:
        """The sentence, verbatim."""
        s = self.sentence
        return Quote(s.text, s.turn, s.start_s, s.end_s)

    def quoted(self, first: int, last: int) -> Quote:
        """The words from token `first` to token `last` of the section, verbatim, with their times."""
        start, end = self.tokens[first].word, self.tokens[last].word
        if last == self.last:
            end = self.sentence.last - self.base
        elif last + 1 < len(self.tokens):  # a term heard as two words keeps both
            end = max(end, self.tokens[last + 1].word - 1) if self.tokens[last + 1].word > end else end
        return Quote(
            span_text(self.words, start, end), self.sentence.turn, self.words[start].start_s, self.words[end].end_s
        )


def distinct(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The sentences, each once, where it was first said; one that was nearly all said before is said again."""
    once: dict[str, Unit] = {}
    said: set[str] = set()
    for unit in units:
        runs = unit.runs
        if unit.text in once or (runs and len(runs & said) >= AGAIN * len(runs)):
            continue
        once[unit.text] = unit
        said |= runs
    return tuple(once.values())
