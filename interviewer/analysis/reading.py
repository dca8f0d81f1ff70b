"""One reading of all turns, shared by everything in this room: tokens, sentences, list matches, polarity, cues."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from audio.words import Word
from interviewer.analysis import polarity, sentences
from interviewer.analysis.address import fence, speaks_of_the_answer
from interviewer.analysis.asides import asides, spread
from interviewer.analysis.cues import cues
from interviewer.analysis.lexicon import Lexicon, lexicon
from interviewer.analysis.sections import starts
from interviewer.analysis.text import span_text
from interviewer.analysis.tokens import tokens
from interviewer.analysis.units import Spans, Unit, distinct
from interviewer.analysis.whole import whole_cues
from interviewer.model import Sentence, Turn
from interviewer.packs import Pack
from interviewer.weights import Encode, Weighing

if TYPE_CHECKING:
    from spacy.tokens import Doc


BESIDE = frozenset(("injection", "beside"))


@dataclass(frozen=True)
class Reading:
    """All sentences of the interview in order, by section too, and the cues of the whole (`whole.WHOLE`)."""

    turns: tuple[Turn, ...]
    units: tuple[Unit, ...]
    sections: tuple[tuple[Unit, ...], ...]
    whole: frozenset[str]
    lexicon: Lexicon
    weighing: Weighing | None = None
    encode: Encode | None = None

    @property
    def words(self) -> int:
        """Number of words that count."""
        return sum(len(unit.own) for unit in self.units)

    @property
    def distinct(self) -> tuple[Unit, ...]:
        """The sentences, each once: saying it twice says nothing more."""
        return distinct(self.units)


def read(turns: tuple[Turn, ...], pack: Pack, parse: Callable[[str], Doc]) -> Reading:
    """The reading of these turns with this pack's lists and terms. Pure; `parse` is spaCy's."""
    return _read(turns, lexicon(pack.heard), pack.weighing, pack.encoder, parse)


@lru_cache(maxsize=4)
def _read(
    turns: tuple[Turn, ...],
    book: Lexicon,
    weighing: Weighing | None,
    encode: Encode | None,
    parse: Callable[[str], Doc],
) -> Reading:
    """The ledger, the facts and the follow-ups look at one reading."""
    units: list[Unit] = []
    sections: list[tuple[Unit, ...]] = []
    for turn in turns:
        carried, announced = False, 0
        bounds = starts(turn.words)
        for base, end in zip(bounds, [*bounds[1:], len(turn.words)], strict=True):
            read_once = _section(turn.words[base:end], carried, announced, book, parse)
            section = _placed(read_once, turn.number, base, len(units))
            carried = bool(section) and "injection" in section[-1].cues
            texts = [word.text for word in turn.words[base:end]]
            announced = asides(section[-1].tokens, texts, announced).announced if carried else 0
            sections.append(section)
            units += section
    return Reading(turns, tuple(units), tuple(sections), whole_cues(distinct(units)), book, weighing, encode)


@lru_cache(maxsize=256)
def _placed(section: tuple[Unit, ...], turn: int, base: int, index: int) -> tuple[Unit, ...]:
    """A section where it stands: its turn, the index of its first word and of its first sentence.

    When what stands before it was heard differently, it stands elsewhere, and reads as it did.
    """
    return tuple(
        replace(
            unit,
            sentence=replace(
                unit.sentence,
                index=unit.sentence.index + index,
                turn=turn,
                first=unit.sentence.first + base,
                last=unit.sentence.last + base,
            ),
            base=base,
            origin=unit,
        )
        for unit in section
    )


@lru_cache(maxsize=256)
def _section(
    words: tuple[Word, ...], carried: bool, announced: int, book: Lexicon, parse: Callable[[str], Doc]
) -> tuple[Unit, ...]:
    """The sentences of one section, as if it were all. While an answer grows, only its last section is new.

    In: `carried`, the sentence before it speaks to the judge; `announced`, so many of these belong to an aside there.
    """
    toks = tokens(words, parse, book.heard)
    lists, terms = book.find(toks)
    out: list[Unit] = []
    bounds = sentences.cut(toks)
    texts = [word.text for word in words]
    fenced = fence(texts)
    aside = asides(toks, texts, announced)
    for number, (first, last) in enumerate(bounds):
        start = toks[first].word
        # What was left out (fillers, doubtful words) before the next sentence belongs to this one, up to its full stop.
        end = toks[bounds[number + 1][0]].word - 1 if number + 1 < len(bounds) else len(words) - 1
        end = max(end, toks[last].word)
        end = next((at for at in range(toks[last].word, end) if texts[at].endswith((".", "!", "?"))), end)
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
            index=number,
            turn=0,
            text=span_text(words, start, end),
            first=start,
            last=end,
            start_s=words[start].start_s,
            end_s=words[end].end_s,
            doubtful=any(w.doubtful and not w.corrected for w in words[start : end + 1]),
        )
        found = cues(toks, first, last, said, no, named, polarity.hedged(toks, first, last), carried)
        within = bool(fenced[1]) and any(fenced[0] <= word <= fenced[1] for word in range(start, end + 1))
        place = range(first, last + 1)
        if within or not aside.core.isdisjoint(place) or speaks_of_the_answer(toks[first : last + 1], sentence.text):
            found |= {"injection"}
        elif "injection" not in found and not aside.all.isdisjoint(place):
            found |= BESIDE
        carried = "injection" in found
        out.append(Unit(sentence, toks, first, last, said, no, named, found, words))
    flags = spread(["injection" in unit.cues for unit in out], bounds, toks)
    return tuple(
        replace(unit, cues=unit.cues | BESIDE) if flag and "injection" not in unit.cues else unit
        for unit, flag in zip(out, flags, strict=True)
    )


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
    found |= unit.cues & {"injection", "beside", "listing"}
    return replace(unit, first=first, last=last, said=said, denied=no, terms=terms, cues=found, origin=None)
