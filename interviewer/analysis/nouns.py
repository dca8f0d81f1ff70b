"""The field's terms that were named: used where some decision depends on them, orphans where none does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interviewer.analysis.decisions import Found
from interviewer.analysis.reading import Reading
from interviewer.analysis.tokens import wordset
from interviewer.analysis.units import Unit

# A sentence that says why, checks something, or sets a number uses its terms even where it decides nothing by itself.
USING = wordset("reason purpose condition threshold zero_tolerance block rollback restrict owner")


@dataclass(frozen=True)
class Named:
    """Terms in the order in which they were first named."""

    used: tuple[str, ...]
    orphans: tuple[str, ...]


def named(reading: Reading, found: Iterable[Found]) -> Named:
    """Every term said outside of talk to the judge, once, as used or orphan, in the speaker's own words for it."""
    deciding = {index for item in found for index in item.sentences}
    terms: dict[str, bool] = {}
    said: dict[str, str] = {}
    for place, unit in enumerate(reading.units):
        if "injection" in unit.cues:
            continue
        used = unit.sentence.index in deciding or (place > 0 and _leads_on(reading.units[place - 1], unit, deciding))
        after = reading.units[place + 1] if place + 1 < len(reading.units) else None
        used = used or (after is not None and _leads_on(unit, after, deciding))
        for term, spans in unit.terms.items():
            terms[term] = terms.get(term, False) or used
            spoken = " ".join(token.text for token in unit.tokens[spans[0].first : spans[0].last + 1])
            own = set(term.lower().replace("-", " ").split()) <= set(
                spoken.lower().split()
            )  # "Cohen's kappa" is "kappa"
            said.setdefault(term, term if own else spoken)
    return Named(
        tuple(dict.fromkeys(said[term] for term, used in terms.items() if used)),
        tuple(dict.fromkeys(said[term] for term, used in terms.items() if not used)),
    )


def _leads_on(unit: Unit, after: Unit, deciding: set[int]) -> bool:
    """Whether `after` decides about what `unit` names ("A judge grades tone. If it disagrees ... it goes.")."""
    if after.sentence.index not in deciding or unit.sentence.turn != after.sentence.turn or "listing" in unit.cues:
        return False
    return after.own[0].lower in (
        "if",
        "it",
        "that",
        "this",
        "they",
        "when",
        "and",
        "so",
        "otherwise",
        "below",
        "those",
    )
