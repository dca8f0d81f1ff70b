"""The field's terms that were named: used where some decision depends on them, orphans where none does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interviewer.analysis.decisions import Found
from interviewer.analysis.reading import Reading
from interviewer.analysis.tokens import Token
from interviewer.analysis.units import Unit

STRUNG = 3  # terms in one sentence
RUN = 4  # nouns in a row without a mark between them: a list that nobody punctuated
ITEM = ("NOUN", "PROPN", "X")
JOINS = ("and", "or", "plus", "a", "an", "the", "with", "then", "also", "maybe", "perhaps", "even", "possibly")
PLURALS = ("NNS", "VBZ", "CC")  # in a list of bare plurals the tagger takes some for verbs ("herbs spices oils")
WITHIN = ("NOUN", "PROPN", "X", "ADJ", "NUM")


@dataclass(frozen=True)
class Named:
    """Terms in the order in which they were first named.

    names   whatever else was named in lists or as a proper name where nothing is decided, in any field
    """

    used: tuple[str, ...]
    orphans: tuple[str, ...]
    names: tuple[str, ...] = ()


def named(reading: Reading, found: Iterable[Found]) -> Named:
    """Every term said outside of talk to the judge, once, as used or orphan, in the speaker's own words for it."""
    deciding = {index for item in found for index in item.sentences}
    terms: dict[str, bool] = {}
    said: dict[str, str] = {}
    for place, unit in enumerate(reading.units):
        if "injection" in unit.cues or told(unit):
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
    idle = [unit for unit in reading.units if unit.sentence.index not in deciding and not told(unit)]
    return Named(
        tuple(dict.fromkeys(said[term] for term, used in terms.items() if used)),
        tuple(dict.fromkeys(said[term] for term, used in terms.items() if not used)),
        tuple(dict.fromkeys(token.lemma for unit in idle for token in listed(unit))),
    )


def told(unit: Unit) -> bool:
    """Whether it tells the speaker's own story ("I led a team of raters"), in which nothing needs to be decided.

    A story that strings terms together is a list all the same.
    """
    return {"told", "first_person"} <= unit.cues and len(unit.terms) < STRUNG


def listed(unit: Unit) -> tuple[Token, ...]:
    """The nouns of lists of three and more ("BLEU, ROUGE and METEOR"), and proper names; terms of the field or not."""
    out: list[Token] = []
    items: list[Token] = []
    item: list[Token] = []

    def close() -> None:
        nouns = [token for token in item if token.pos in ITEM]
        bare = [token for token in item if token.pos not in ("ADJ", "NUM")]
        items.extend(bare if len(bare) >= RUN else nouns[-1:])
        item.clear()

    own = unit.own
    for place, token in enumerate(own):
        between = 0 < place < len(own) - 1 and own[place + 1].tag in ("NNS", "CC") and own[place - 1].tag in PLURALS
        if token.pos in WITHIN or token.tag in ("VBG", "VBN") or (token.tag == "VBZ" and between):
            item.append(token)
            if token.comma or token.stop:
                close()
        elif token.lower in JOINS:
            close()
        else:
            close()
            if len(items) >= 3:
                out += items
            items.clear()
    close()
    if len(items) >= 3:
        out += items
    return tuple(out + [token for token in unit.own if token.tag in ("NNP", "NNPS") and token not in out])


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
