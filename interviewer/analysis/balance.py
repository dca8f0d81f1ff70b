"""Too many nouns, not enough decisions: the flag `noun_heavy`, why, and where it was worst.

With D decisions, W words, N different terms of the field and O of them orphans (no decision depends on them):

    rate    = 150 * D / W       decisions per 150 words, about a minute of speech; the same for speech and text
    density = 150 * N / W       different terms per 150 words
    balance = O - 2 * D         orphans that no decision makes good for

An answer is noun-heavy when it names at least MIN_TERMS terms, most of them orphans, densely, decides little, and the
orphans outweigh the decisions. Plain talk has few terms and cannot trip it; a dense answer that decides has rate and
balance on its side; and an invented figure is no decision, so that it saves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.analysis.decisions import Found
from interviewer.analysis.nouns import Named
from interviewer.analysis.reading import Reading
from interviewer.model import Quote

WORDS = 150
MIN_TERMS = 6
MIN_ORPHAN_SHARE = 0.6
MIN_DENSITY = 6.0
MAX_RATE = 2.0
MIN_BALANCE = 4
STRETCH = 4  # sentences in the longest worst stretch
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
    figures = sum(1 for unit in units for token in unit.own if token.numeric and "listing" not in unit.cues)
    if figures >= FIGURES * words and "idle_numbers" in reading.whole:
        n_terms, n_orphans = n_terms + figures // 2, n_orphans + figures // 2
    density = WORDS * n_terms / words
    heavy = (
        n_terms >= MIN_TERMS
        and n_orphans >= MIN_ORPHAN_SHARE * n_terms
        and density >= MIN_DENSITY
        and rate < MAX_RATE
        and n_orphans - 2 * n_decisions >= MIN_BALANCE
    )
    reason = (
        f"{n_terms} things named, {n_orphans} of them without a decision that depends on them, "
        f"and {len(found)} decision{'' if len(found) == 1 else 's'} in {reading.words} words"
    )
    return Balance(heavy, reason if heavy else "", _worst(reading, found, nouns))


def _worst(reading: Reading, found: list[Found], nouns: Named) -> Quote | None:
    """The run of up to STRETCH sentences of one turn with the most orphans per sentence and no decision."""
    deciding = {index for item in found for index in item.sentences}
    orphans = set(nouns.orphans)
    best: tuple[float, int, int] | None = None
    units = reading.units
    for first, unit in enumerate(units):
        named: set[str] = set()
        for last in range(first, min(first + STRETCH, len(units))):
            here = units[last]
            if here.sentence.index in deciding or here.sentence.turn != unit.sentence.turn:
                break
            named |= orphans & set(here.terms)
            size = last - first + 1
            if len(named) >= 3 and (best is None or len(named) - 0.5 * size > best[0]):
                best = (len(named) - 0.5 * size, first, last)
    if best is None:
        return None
    first, last = best[1], best[2]
    opening, closing = units[first].sentence, units[last].sentence
    text = " ".join(units[index].sentence.text for index in range(first, last + 1))
    return Quote(text, opening.turn, opening.start_s, closing.end_s)
