"""What can be computed from the words alone: values in, values out. No files, no clock, no threads, no network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from interviewer.model import Analysis, Decision, Turn
from interviewer.packs import Pack

if TYPE_CHECKING:
    from spacy.tokens import Doc


def analyse(
    turns: tuple[Turn, ...],
    pack: Pack,
    parse: Callable[[str], Doc],
    ledger: Sequence[tuple[Decision, frozenset[int]]] | None = None,
) -> Analysis:
    """Sentences, decisions, nouns, the balance of both, contradictions and delivery of these answers.

    In: the turns in order, the pack whose lists and terms are listened for, spaCy's parse (`interviewer.nlp.load()`).
    `ledger`: the decisions that another reader found, each with the indices of its sentences; None: found here.
    """
    from interviewer.analysis.balance import balance
    from interviewer.analysis.consistency import contradictions
    from interviewer.analysis.decisions import Found, decisions
    from interviewer.analysis.delivery import delivery
    from interviewer.analysis.nouns import named
    from interviewer.analysis.reading import read

    reading = read(turns, pack, parse)
    found = decisions(reading) if ledger is None else [Found(one, 0, 0, within) for one, within in ledger]
    nouns = named(reading, found)
    weighed = balance(reading, found, nouns)
    taken = tuple(item.decision for item in found)
    return Analysis(
        sentences=tuple(unit.sentence for unit in reading.units),
        decisions=taken,
        nouns_used=nouns.used,
        orphans=nouns.orphans,
        noun_heavy=weighed.noun_heavy,
        noun_heavy_reason=weighed.reason,
        worst_stretch=weighed.worst,
        contradictions=contradictions(reading),
        delivery=delivery(turns, taken),
    )
