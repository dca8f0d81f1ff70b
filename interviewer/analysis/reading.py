"""One reading of all turns, shared by everything in this room: tokens, sentences, list matches, polarity, cues."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from interviewer.analysis import polarity, sentences
from interviewer.analysis.cues import cues
from interviewer.analysis.lexicon import Lexicon, lexicon
from interviewer.analysis.text import span_text
from interviewer.analysis.tokens import tokens
from interviewer.analysis.units import Spans, Unit, distinct
from interviewer.analysis.whole import whole_cues
from interviewer.model import Quote, Sentence, Turn
from interviewer.packs import Pack

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True)
class Reading:
    """All sentences of the interview in order, and the cues of the whole (`whole.WHOLE`)."""

    turns: tuple[Turn, ...]
    units: tuple[Unit, ...]
    whole: frozenset[str]
    lexicon: Lexicon

    @property
    def words(self) -> int:
        """Number of words that count."""
        return sum(len(unit.own) for unit in self.units)

    @property
    def distinct(self) -> tuple[Unit, ...]:
        """The sentences, each once: saying it twice says nothing more."""
        return distinct(self.units)

    def quote(self, unit: Unit, first: int, last: int) -> Quote:
        """The words from token `first` to token `last` of that unit's turn, verbatim, with their times."""
        turn = next(turn for turn in self.turns if turn.number == unit.sentence.turn)
        start, end = unit.tokens[first].word, unit.tokens[last].word
        if last == unit.last:
            end = unit.sentence.last
        elif last + 1 < len(unit.tokens):  # a term heard as two words keeps both
            end = max(end, unit.tokens[last + 1].word - 1) if unit.tokens[last + 1].word > end else end
        return Quote(span_text(turn.words, start, end), turn.number, turn.words[start].start_s, turn.words[end].end_s)


def read(turns: tuple[Turn, ...], pack: Pack, parse: Callable[[str], Doc]) -> Reading:
    """The reading of these turns with this pack's lists and terms. Pure; `parse` is spaCy's."""
    book = lexicon(pack.signals)
    units: list[Unit] = []
    for turn in turns:
        units += _turn(turn, book, parse, len(units))
    return Reading(turns, tuple(units), whole_cues(distinct(units)), book)


def _turn(turn: Turn, book: Lexicon, parse: Callable[[str], Doc], index: int) -> list[Unit]:
    toks = tokens(turn.words, parse, book.heard)
    lists, terms = book.find(toks)
    out: list[Unit] = []
    bounds = sentences.cut(toks)
    carried = False
    for number, (first, last) in enumerate(bounds):
        start = toks[first].word
        # What was left out (fillers, doubtful words) before the next sentence belongs to this one.
        end = toks[bounds[number + 1][0]].word - 1 if number + 1 < len(bounds) else len(turn.words) - 1
        end = max(end, toks[last].word)
        reached = polarity.negations(toks, first, last)
        said: Spans = {}
        no: Spans = {}
        for name, spans in lists.items():
            here = [span for span in spans if first <= span.first and span.last <= last]
            yes = tuple(span for span in here if not polarity.denied(span, reached))
            if yes:
                said[name] = yes
            if rest := tuple(span for span in here if span not in yes):
                no[name] = rest
        named = {
            name: inside
            for name, spans in terms.items()
            if (inside := tuple(span for span in spans if first <= span.first and span.last <= last))
        }
        sentence = Sentence(
            index=index + number,
            turn=turn.number,
            text=span_text(turn.words, start, end),
            first=start,
            last=end,
            start_s=turn.words[start].start_s,
            end_s=turn.words[end].end_s,
            doubtful=any(w.doubtful and not w.corrected for w in turn.words[start : end + 1]),
        )
        found = cues(toks, first, last, said, no, named, polarity.hedged(toks, first, last), carried)
        carried = "injection" in found
        out.append(Unit(sentence, toks, first, last, said, no, named, found))
    return out


def part(unit: Unit, first: int, last: int) -> Unit:
    """The stretch first..last of a sentence, read by itself: only what is said within it counts."""

    def inside(spans: Spans) -> Spans:
        return {
            name: here
            for name, all_spans in spans.items()
            if (here := tuple(span for span in all_spans if first <= span.first and span.last <= last))
        }

    said, no, terms = inside(unit.said), inside(unit.denied), inside(unit.terms)
    hedged = polarity.hedged(unit.tokens, first, last)
    found = cues(unit.tokens, first, last, said, no, terms, hedged, False)
    found |= unit.cues & {"injection", "listing"}
    return replace(unit, first=first, last=last, said=said, denied=no, terms=terms, cues=found)
