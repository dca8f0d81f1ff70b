"""Too many nouns, not enough decisions: the flag `noun_heavy`, why, and where it was worst.

With D decisions, W words, N different terms of the field and O of them orphans (no decision depends on them):

    rate    = 150 * D / W       decisions per 150 words, about a minute of speech; the same for speech and text
    density = 150 * N / W       different terms per 150 words
    balance = O - 2 * D         orphans that no decision makes good for

An answer is noun-heavy when it names at least MIN_TERMS terms, most of them orphans, densely, decides little, and the
orphans outweigh the decisions. It also lists: MIN_LISTED things stand in lists or are proper names or idle figures;
a few terms, each in a sentence of its own, are vague and no list. Plain talk has few terms and cannot trip it; a dense
answer that decides has rate and balance on its side; and an invented figure is no decision, so that it saves nothing.
Where nearly all figures are idle, two count as one more orphan, but make no salad where hardly any term is named.
A decision or two save no catalogue: with OUTWEIGHED listed things for each decision the rate does not matter.

In a field whose terms nobody wrote down, lists and proper names take the place of the terms: MIN_NAMES of them, at
least NAMES_DENSITY per 150 words, in sentences that decide nothing, with the same bars for rate and balance. Beside a
few terms proper MIXED_DENSITY is enough, the terms counted in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audio.words import Word
from interviewer.analysis.decisions import Found
from interviewer.analysis.nouns import Named, listed, told
from interviewer.analysis.reading import Reading
from interviewer.analysis.text import span_text
from interviewer.analysis.units import Unit
from interviewer.model import Quote

WORDS = 150
MIN_TERMS = 6
MIN_ORPHAN_SHARE = 0.6
MIN_DENSITY = 6.0
MAX_RATE = 2.0
MIN_BALANCE = 4
MIN_LISTED = 5
MIN_OWN_TERMS = 5  # terms proper, without figures ...
MIN_OWN_DENSITY = 4.5  # ... and so many of them per 150 words
OUTWEIGHED = 10
MIN_NAMES = 10
NAMES_DENSITY = 18.0
MIXED_TERMS = 3
MIXED_DENSITY = 10.0
STRETCH_S = 10.0  # the longest worst stretch: what can be listened to at once
STRETCH_WORDS = 26  # the same where the words have no times
FIGURES = 0.08  # share of figures among the words from which idle figures count as nouns


@dataclass(frozen=True)
class Balance:
    """The flag, the sentence that explains it, and the worst stretch (None where nothing was named in vain)."""

    noun_heavy: bool
    reason: str
    worst: Quote | None


def balance(reading: Reading, found: list[Found], nouns: Named) -> Balance:
    """The balance of naming and deciding."""
    units = reading.distinct
    words = max(sum(len(unit.own) for unit in units), 60)  # a two-sentence answer is not dense, it is short
    n_terms, n_orphans = len(nouns.used) + len(nouns.orphans), len(nouns.orphans)
    n_decisions = len({item.decision.quote.lower() for item in found})
    rate = WORDS * n_decisions / words
    n_names = len(nouns.names)
    figures = sum(1 for unit in units for token in unit.own if token.numeric)
    own = n_terms >= MIN_OWN_TERMS and WORDS * n_terms / words >= MIN_OWN_DENSITY
    listed = n_names
    if figures >= FIGURES * words and "idle_numbers" in reading.whole:
        n_terms, n_orphans, listed = n_terms + figures // 2, n_orphans + figures // 2, listed + figures // 2
    density = WORDS * n_terms / words
    few = rate < MAX_RATE or n_names >= OUTWEIGHED * n_decisions
    few = few and not ("other_language" in reading.whole and "too_short" not in reading.whole)
    heavy = (
        own
        and listed >= MIN_LISTED
        and n_terms >= MIN_TERMS
        and n_orphans >= MIN_ORPHAN_SHARE * n_terms
        and density >= MIN_DENSITY
        and n_orphans - 2 * n_decisions >= MIN_BALANCE
    )
    n_things = len(nouns.orphans) + len(_beside(nouns))
    enough = MIXED_DENSITY if len(nouns.orphans) >= MIXED_TERMS else NAMES_DENSITY
    if few and not heavy and n_things - 2 * n_decisions >= MIN_NAMES and WORDS * n_things / words >= enough:
        heavy, n_terms, n_orphans = True, len(nouns.used) + n_things, n_things
    heavy = heavy and few
    reason = (
        f"{n_terms} things named, {n_orphans} of them without a decision that depends on them, "
        f"and {len(found)} decision{'' if len(found) == 1 else 's'} in {reading.words} words"
    )
    return Balance(heavy, reason if heavy else "", _worst(reading, found))


def _beside(nouns: Named) -> list[str]:
    """What was named in lists that is no word of a term."""
    terms = {word.lower().removesuffix("s") for term in (*nouns.used, *nouns.orphans) for word in term.split()}
    return [name for name in nouns.names if name.removesuffix("s") not in terms]


def _worst(reading: Reading, found: list[Found]) -> Quote | None:
    """The stretch of at most STRETCH_S in which most was named and nothing decided; None below three things."""
    deciding = {index for item in found for index in item.sentences}
    best: tuple[int, int, Unit, Unit, int, int] | None = None
    for turn in reading.turns:
        named = [
            (unit, first, last, key)
            for unit in reading.units
            if unit.sentence.turn == turn.number and unit.sentence.index not in deciding and not told(unit)
            for first, last, key in _places(unit)
        ]
        for start, (unit, first, _, _) in enumerate(named):
            keys: set[str] = set()
            for here, _, last, key in named[start:]:
                between = range(unit.sentence.index, here.sentence.index)
                if deciding.intersection(between) or not _fits(turn.words, first, last):
                    break
                keys.add(key)
                if len(keys) >= 3 and (best is None or (len(keys), first - last) > best[:2]):
                    best = len(keys), first - last, unit, here, first, last
    if best is None:
        return None
    _, _, unit, here, first, last = best
    turn = next(turn for turn in reading.turns if turn.number == unit.sentence.turn)
    if _fits(turn.words, unit.sentence.first, last):
        first = unit.sentence.first
    if _fits(turn.words, first, here.sentence.last):
        last = here.sentence.last
    words = turn.words
    return Quote(span_text(words, first, last), turn.number, words[first].start_s, words[last].end_s)


def _places(unit: Unit) -> list[tuple[int, int, str]]:
    """Where the unit names something: (first word, last word, what), in order."""
    tokens = unit.tokens
    out = {
        (tokens[span.first].word, tokens[span.last].word, term) for term, spans in unit.terms.items() for span in spans
    }
    taken = {word for first, last, _ in out for word in range(first, last + 1)}
    out |= {(token.word, token.word, token.lemma) for token in listed(unit) if token.word not in taken}
    return sorted((first + unit.base, last + unit.base, key) for first, last, key in out)


def _fits(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words first..last are short enough to be listened to at once."""
    start_s, end_s = words[first].start_s, words[last].end_s
    if start_s is None or end_s is None:
        return last - first < STRETCH_WORDS
    return end_s - start_s <= STRETCH_S
